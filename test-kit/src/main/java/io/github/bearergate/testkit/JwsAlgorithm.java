package io.github.bearergate.testkit;

import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.interfaces.ECKey;
import java.security.interfaces.EdECKey;
import java.security.interfaces.RSAKey;
import java.security.spec.AlgorithmParameterSpec;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.NamedParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The signature algorithms that an issuer can sign with, by their JOSE names (RFC 7518 section 3.1, RFC 8037, RFC 9864). */
enum JwsAlgorithm {
    RS256(KeyKind.RSA, "SHA256withRSA"),
    RS384(KeyKind.RSA, "SHA384withRSA"),
    RS512(KeyKind.RSA, "SHA512withRSA"),
    PS256(KeyKind.RSA, "RSASSA-PSS"),
    PS384(KeyKind.RSA, "RSASSA-PSS"),
    PS512(KeyKind.RSA, "RSASSA-PSS"),
    ES256(KeyKind.P_256, "SHA256withECDSAinP1363Format"),
    ES384(KeyKind.P_384, "SHA384withECDSAinP1363Format"),
    ES512(KeyKind.P_521, "SHA512withECDSAinP1363Format"),
    EdDSA(KeyKind.ED25519, "Ed25519"),
    Ed25519(KeyKind.ED25519, "Ed25519");

    /** The kind of key that an algorithm signs with. */
    enum KeyKind {
        RSA,
        P_256,
        P_384,
        P_521,
        ED25519;

        /** The kind of a key, public or private; empty for one that no algorithm here signs with. */
        static Optional<KeyKind> of(Key key) {
            if (key instanceof RSAKey) {
                return Optional.of(RSA);
            }
            if (key instanceof EdECKey ed) {
                return ed.getParams().getName().equals("Ed25519") ? Optional.of(ED25519) : Optional.empty();
            }
            if (key instanceof ECKey ec) {
                return switch (ec.getParams().getCurve().getField().getFieldSize()) {
                    case 256 -> Optional.of(P_256);
                    case 384 -> Optional.of(P_384);
                    case 521 -> Optional.of(P_521);
                    default -> Optional.empty();
                };
            }
            return Optional.empty();
        }

        /** Makes a new key pair; RSA ones have 2,048 bits and take about a tenth of a second. */
        KeyPair generate() {
            return switch (this) {
                case RSA -> generate("RSA", null);
                case P_256 -> generate("EC", new ECGenParameterSpec("secp256r1"));
                case P_384 -> generate("EC", new ECGenParameterSpec("secp384r1"));
                case P_521 -> generate("EC", new ECGenParameterSpec("secp521r1"));
                case ED25519 -> generate("Ed25519", NamedParameterSpec.ED25519);
            };
        }

        private static KeyPair generate(String name, @Nullable AlgorithmParameterSpec spec) {
            try {
                KeyPairGenerator generator = KeyPairGenerator.getInstance(name);
                if (spec == null) {
                    generator.initialize(2_048);
                } else {
                    generator.initialize(spec);
                }
                return generator.generateKeyPair();
            } catch (GeneralSecurityException missing) {
                throw new IllegalStateException("this JDK makes no " + name + " keys", missing);
            }
        }
    }

    private final KeyKind keyKind;
    private final String jcaName;

    JwsAlgorithm(KeyKind keyKind, String jcaName) {
        this.keyKind = keyKind;
        this.jcaName = jcaName;
    }

    /**
     * The algorithm of that name.
     *
     * @throws IllegalArgumentException when there is none; the message lists those there are
     */
    static JwsAlgorithm named(String name) {
        return Arrays.stream(values())
                .filter(algorithm -> algorithm.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "cannot sign with " + name + ", only with " + Arrays.toString(values())));
    }

    /** The algorithm that a key signs with unless told otherwise. */
    static JwsAlgorithm usualFor(KeyKind kind) {
        return Arrays.stream(values())
                .filter(algorithm -> algorithm.keyKind == kind)
                .findFirst()
                .orElseThrow();
    }

    KeyKind keyKind() {
        return keyKind;
    }

    /**
     * Signs the input; EC signatures in the fixed-length form of RFC 7518 section 3.4.
     *
     * @throws IllegalArgumentException when the key is of another kind
     */
    byte[] sign(PrivateKey key, byte[] input) {
        try {
            Signature signature = Signature.getInstance(jcaName);
            if (jcaName.equals("RSASSA-PSS")) {
                signature.setParameter(pss());
            }
            signature.initSign(key);
            signature.update(input);
            return signature.sign();
        } catch (GeneralSecurityException unfit) {
            throw new IllegalArgumentException("this key cannot sign " + name(), unfit);
        }
    }

    private PSSParameterSpec pss() {
        int bits = Integer.parseInt(name().substring(2));
        MGF1ParameterSpec mask = switch (bits) {
            case 256 -> MGF1ParameterSpec.SHA256;
            case 384 -> MGF1ParameterSpec.SHA384;
            default -> MGF1ParameterSpec.SHA512;
        };
        return new PSSParameterSpec("SHA-" + bits, "MGF1", mask, bits / 8, 1);
    }
}
