package io.github.bearergate.benchmarks;

import io.github.bearergate.spi.Algorithm;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.util.Base64;

/** The signature check of one token by the JDK, and nothing around it: the floor under every validation without a memo. */
final class RawVerification {
    private final Algorithm algorithm;
    private final PublicKey key;
    private final byte[] signed;
    private final byte[] signature;

    private RawVerification(Algorithm algorithm, PublicKey key, byte[] signed, byte[] signature) {
        this.algorithm = algorithm;
        this.key = key;
        this.signed = signed;
        this.signature = signature;
    }

    static RawVerification of(String token, Algorithm algorithm, PublicKey key) {
        int lastDot = token.lastIndexOf('.');
        return new RawVerification(
                algorithm,
                key,
                token.substring(0, lastDot).getBytes(StandardCharsets.US_ASCII),
                Base64.getUrlDecoder().decode(token.substring(lastDot + 1)));
    }

    /** Verifies once, with a new JCA object each time, as thread-safe code does. */
    boolean verify() throws GeneralSecurityException {
        Signature verifier = switch (algorithm) {
            case RS256 -> Signature.getInstance("SHA256withRSA");
            case RS384 -> Signature.getInstance("SHA384withRSA");
            case RS512 -> Signature.getInstance("SHA512withRSA");
            case PS256 -> pss(MGF1ParameterSpec.SHA256, 32);
            case PS384 -> pss(MGF1ParameterSpec.SHA384, 48);
            case PS512 -> pss(MGF1ParameterSpec.SHA512, 64);
            case ES256 -> Signature.getInstance("SHA256withECDSAinP1363Format");
            case ES384 -> Signature.getInstance("SHA384withECDSAinP1363Format");
            case ES512 -> Signature.getInstance("SHA512withECDSAinP1363Format");
            case EdDSA -> Signature.getInstance("Ed25519");
        };
        verifier.initVerify(key);
        verifier.update(signed);
        return verifier.verify(signature);
    }

    private static Signature pss(MGF1ParameterSpec hash, int saltLength) throws GeneralSecurityException {
        Signature verifier = Signature.getInstance("RSASSA-PSS");
        verifier.setParameter(new PSSParameterSpec(
                hash.getDigestAlgorithm(), "MGF1", hash, saltLength, PSSParameterSpec.TRAILER_FIELD_BC));
        return verifier;
    }
}
