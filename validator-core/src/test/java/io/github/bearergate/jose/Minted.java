package io.github.bearergate.jose;

import io.github.bearergate.spi.Algorithm;
import io.github.bearergate.spi.VerificationKey;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Signs tokens of any shape with the JDK alone; one key pair each type, made once. */
final class Minted {
    static final String CLAIMS = "{\"iss\":\"https://login.example.com/\",\"aud\":\"orders\",\"exp\":1700000300}";

    private static final Map<Algorithm.KeyType, KeyPair> PAIRS = new ConcurrentHashMap<>();
    private static final Map<Algorithm.KeyType, KeyPair> OTHER_PAIRS = new ConcurrentHashMap<>();
    private static final Map<Algorithm, VerificationKey> KEYS = new ConcurrentHashMap<>();
    private static final Map<Algorithm, String> TOKENS = new ConcurrentHashMap<>();

    private Minted() {}

    static KeyPair pair(Algorithm algorithm) {
        return PAIRS.computeIfAbsent(algorithm.keyType(), Minted::generate);
    }

    /** A pair that is not {@link #pair}. */
    static KeyPair otherPair(Algorithm algorithm) {
        return OTHER_PAIRS.computeIfAbsent(algorithm.keyType(), Minted::generate);
    }

    static VerificationKey key(Algorithm algorithm) {
        return KEYS.computeIfAbsent(
                algorithm,
                one -> VerificationKey.of(
                        Optional.of("k1"), Set.of(one), pair(one).getPublic()));
    }

    /** The same token each time. */
    static String token(Algorithm algorithm) {
        return TOKENS.computeIfAbsent(algorithm, one -> token(one, header(one), CLAIMS));
    }

    static String header(Algorithm algorithm) {
        return "{\"alg\":\"" + algorithm + "\",\"typ\":\"at+jwt\",\"kid\":\"k1\"}";
    }

    static String token(Algorithm algorithm, String header, String payload) {
        return token(algorithm, utf8(header), utf8(payload));
    }

    static String token(Algorithm algorithm, byte[] header, byte[] payload) {
        return signed(algorithm, encode(header) + '.' + encode(payload));
    }

    /** The text, whatever it is, a dot, and a right signature over it. */
    static String signed(Algorithm algorithm, String text) {
        return text + '.' + encode(sign(algorithm, pair(algorithm).getPrivate(), utf8(text)));
    }

    static String encode(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    static String encode(String text) {
        return encode(utf8(text));
    }

    static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    static byte[] sign(Algorithm algorithm, PrivateKey key, byte[] text) {
        try {
            Signature signer = Signature.getInstance(
                    switch (algorithm) {
                        case RS256 -> "SHA256withRSA";
                        case RS384 -> "SHA384withRSA";
                        case RS512 -> "SHA512withRSA";
                        case PS256, PS384, PS512 -> "RSASSA-PSS";
                        case ES256 -> "SHA256withECDSAinP1363Format";
                        case ES384 -> "SHA384withECDSAinP1363Format";
                        case ES512 -> "SHA512withECDSAinP1363Format";
                        case EdDSA -> "Ed25519";
                    });
            switch (algorithm) {
                case PS256 -> signer.setParameter(pss(MGF1ParameterSpec.SHA256, 32));
                case PS384 -> signer.setParameter(pss(MGF1ParameterSpec.SHA384, 48));
                case PS512 -> signer.setParameter(pss(MGF1ParameterSpec.SHA512, 64));
                default -> {}
            }
            signer.initSign(key);
            signer.update(text);
            return signer.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static PSSParameterSpec pss(MGF1ParameterSpec hash, int salt) {
        return new PSSParameterSpec(hash.getDigestAlgorithm(), "MGF1", hash, salt, 1);
    }

    private static KeyPair generate(Algorithm.KeyType type) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance(
                    switch (type) {
                        case RSA -> "RSA";
                        case ED25519 -> "Ed25519";
                        default -> "EC";
                    });
            switch (type) {
                case RSA -> generator.initialize(2_048);
                case P_256 -> generator.initialize(new ECGenParameterSpec("secp256r1"));
                case P_384 -> generator.initialize(new ECGenParameterSpec("secp384r1"));
                case P_521 -> generator.initialize(new ECGenParameterSpec("secp521r1"));
                case ED25519 -> {}
            }
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
