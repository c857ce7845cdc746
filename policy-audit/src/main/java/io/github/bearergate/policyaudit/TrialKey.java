package io.github.bearergate.policyaudit;

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

/** A key made for one run, so that a caller who exists only on the command line passes the same checks as a real one. */
final class TrialKey {
    private static final Base64.Encoder BASE64URL = Base64.getUrlEncoder().withoutPadding();

    private final Algorithm algorithm;
    private final PrivateKey privateKey;
    private final VerificationKey verificationKey;

    private TrialKey(Algorithm algorithm, KeyPair pair) {
        this.algorithm = algorithm;
        this.privateKey = pair.getPrivate();
        this.verificationKey = VerificationKey.of(Optional.empty(), Set.of(algorithm), pair.getPublic());
    }

    static TrialKey of(Algorithm algorithm) {
        try {
            return new TrialKey(algorithm, pair(algorithm.keyType()));
        } catch (GeneralSecurityException e) {
            throw new CannotRunException("this JDK cannot make a key for " + algorithm + ": " + e.getMessage());
        }
    }

    private static KeyPair pair(Algorithm.KeyType type) throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance(
                switch (type) {
                    case RSA -> "RSA";
                    case ED25519 -> "Ed25519";
                    case P_256, P_384, P_521 -> "EC";
                });
        switch (type) {
            case RSA -> generator.initialize(2048);
            case P_256 -> generator.initialize(new ECGenParameterSpec("secp256r1"));
            case P_384 -> generator.initialize(new ECGenParameterSpec("secp384r1"));
            case P_521 -> generator.initialize(new ECGenParameterSpec("secp521r1"));
            case ED25519 -> {
                // The curve is the algorithm.
            }
        }
        return generator.generateKeyPair();
    }

    VerificationKey verificationKey() {
        return verificationKey;
    }

    /** Signs claims as an access token of RFC 9068, which every profile takes. */
    String sign(Map<String, ?> claims) {
        String header = Json.text(Map.of("alg", algorithm.name(), "typ", "at+jwt"));
        String signed = encode(header) + "." + encode(Json.text(claims));
        try {
            Signature signature = signature();
            signature.initSign(privateKey);
            signature.update(signed.getBytes(StandardCharsets.US_ASCII));
            return signed + "." + BASE64URL.encodeToString(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new CannotRunException("this JDK cannot sign with " + algorithm + ": " + e.getMessage());
        }
    }

    private Signature signature() throws GeneralSecurityException {
        String bits = algorithm.name().substring(2);
        return switch (algorithm) {
            case RS256, RS384, RS512 -> Signature.getInstance("SHA" + bits + "withRSA");
            case ES256, ES384, ES512 -> Signature.getInstance("SHA" + bits + "withECDSAinP1363Format");
            case EdDSA -> Signature.getInstance("Ed25519");
            case PS256, PS384, PS512 -> {
                Signature pss = Signature.getInstance("RSASSA-PSS");
                MGF1ParameterSpec mask = new MGF1ParameterSpec("SHA-" + bits);
                pss.setParameter(
                        new PSSParameterSpec("SHA-" + bits, "MGF1", mask, Integer.parseInt(bits) / Byte.SIZE, 1));
                yield pss;
            }
        };
    }

    private static String encode(String json) {
        return BASE64URL.encodeToString(json.getBytes(StandardCharsets.UTF_8));
    }
}
