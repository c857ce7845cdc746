package io.github.bearergate.jwks;

import io.github.bearergate.spi.Algorithm;
import io.github.bearergate.spi.VerificationKey;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.spec.ECGenParameterSpec;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;

/** Public keys to put into sets; made once, because making keys is slow. */
final class TestKeys {
    private static final Map<Integer, PublicKey> EC = new ConcurrentHashMap<>();
    private static final Map<Integer, PublicKey> RSA = new ConcurrentHashMap<>();

    private TestKeys() {}

    /** An ES256 key of this name; the same number always gives the same key. */
    static VerificationKey named(String kid, int number) {
        return VerificationKey.of(Optional.of(kid), EnumSet.of(Algorithm.ES256), ec(number));
    }

    /** The ES256 key number so-and-so, whose kid is {@code kN}. */
    static VerificationKey key(int number) {
        return named("k" + number, number);
    }

    static List<VerificationKey> keys(int... numbers) {
        return IntStream.of(numbers).mapToObj(TestKeys::key).toList();
    }

    static VerificationKey unnamed(int number) {
        return VerificationKey.of(Optional.empty(), EnumSet.of(Algorithm.ES256), ec(number));
    }

    /** An RSA key for these algorithms. */
    static VerificationKey rsa(String kid, int number, Algorithm... algorithms) {
        return VerificationKey.of(
                Optional.of(kid), EnumSet.copyOf(List.of(algorithms)), RSA.computeIfAbsent(number, any -> make("RSA")));
    }

    static PublicKey ec(int number) {
        return EC.computeIfAbsent(number, any -> make("EC"));
    }

    private static PublicKey make(String type) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance(type);
            if (type.equals("EC")) {
                generator.initialize(new ECGenParameterSpec("secp256r1"));
            } else {
                generator.initialize(2_048);
            }
            return generator.generateKeyPair().getPublic();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
