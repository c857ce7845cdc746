package io.github.bearergate.spi;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A JWS signature algorithm that can be trusted with an access token (RFC 7518 section 3.1, RFC 8037, RFC 9864).
 *
 * <p>Asymmetric ones only: {@code none} and the {@code HS*} family have no constant, so no setting can allow them. {@code
 * EdDSA} always means Ed25519; tokens and keys may also spell it {@code Ed25519}.
 */
public enum Algorithm {
    /** RSASSA-PKCS1-v1_5 with SHA-256. */
    RS256(KeyType.RSA),
    /** RSASSA-PKCS1-v1_5 with SHA-384. */
    RS384(KeyType.RSA),
    /** RSASSA-PKCS1-v1_5 with SHA-512. */
    RS512(KeyType.RSA),
    /** RSASSA-PSS with SHA-256 and a salt of 32 bytes. */
    PS256(KeyType.RSA),
    /** RSASSA-PSS with SHA-384 and a salt of 48 bytes. */
    PS384(KeyType.RSA),
    /** RSASSA-PSS with SHA-512 and a salt of 64 bytes. */
    PS512(KeyType.RSA),
    /** ECDSA with P-256 and SHA-256. */
    ES256(KeyType.P_256),
    /** ECDSA with P-384 and SHA-384. */
    ES384(KeyType.P_384),
    /** ECDSA with P-521 and SHA-512. */
    ES512(KeyType.P_521),
    /** Ed25519, never Ed448. */
    EdDSA(KeyType.ED25519, "Ed25519");

    /** The kind of public key an algorithm works with: an RSA key, or a key on one curve. */
    public enum KeyType {
        /** RSA of any size. */
        RSA,
        /** The NIST curve P-256. */
        P_256,
        /** The NIST curve P-384. */
        P_384,
        /** The NIST curve P-521. */
        P_521,
        /** The Edwards curve of Ed25519. */
        ED25519
    }

    private static final Map<String, Algorithm> BY_NAME = Arrays.stream(values())
            .flatMap(algorithm -> algorithm.names.stream().map(name -> Map.entry(name, algorithm)))
            .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));

    private final KeyType keyType;

    @SuppressWarnings("ImmutableEnumChecker") // made by Stream.toList, which is unmodifiable
    private final List<String> names;

    Algorithm(KeyType keyType, String... otherNames) {
        this.keyType = keyType;
        this.names = Stream.concat(Stream.of(name()), Arrays.stream(otherNames)).toList();
    }

    /**
     * Finds the algorithm by the value of an {@code alg} member, compared exactly.
     *
     * @return the algorithm, or empty for any other text, {@code none} and {@code HS256} included
     */
    public static Optional<Algorithm> named(String name) {
        return Optional.ofNullable(BY_NAME.get(name));
    }

    /** The kind of key that this algorithm verifies with. */
    public KeyType keyType() {
        return keyType;
    }

    /** Every spelling of this algorithm in an {@code alg} member, the one used in policies first; never empty. */
    public List<String> names() {
        return names;
    }
}
