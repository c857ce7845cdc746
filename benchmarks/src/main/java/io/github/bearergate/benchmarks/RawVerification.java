package io.github.bearergate.benchmarks;

import io.github.bearergate.spi.Algorithm;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Provider;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.util.Base64;
import java.util.Optional;

/** The signature check of one token by the JDK or another provider, and nothing around it: the floor under every validation without a memo. */
final class RawVerification {
    private final Algorithm algorithm;
    private final PublicKey key;
    private final byte[] signed;
    private final byte[] signature;
    private final Optional<Provider> provider;

    private RawVerification(
            Algorithm algorithm, PublicKey key, byte[] signed, byte[] signature, Optional<Provider> provider) {
        this.algorithm = algorithm;
        this.key = key;
        this.signed = signed;
        this.signature = signature;
        this.provider = provider;
    }

    static RawVerification of(String token, Algorithm algorithm, PublicKey key, Optional<Provider> provider) {
        int lastDot = token.lastIndexOf('.');
        return new RawVerification(
                algorithm,
                key,
                token.substring(0, lastDot).getBytes(StandardCharsets.US_ASCII),
                Base64.getUrlDecoder().decode(token.substring(lastDot + 1)),
                provider);
    }

    /** Verifies once, with a new JCA object each time, as thread-safe code does. */
    boolean verify() throws GeneralSecurityException {
        Signature verifier = switch (algorithm) {
            case RS256 -> signature("SHA256withRSA");
            case RS384 -> signature("SHA384withRSA");
            case RS512 -> signature("SHA512withRSA");
            case PS256 -> pss(MGF1ParameterSpec.SHA256, 32);
            case PS384 -> pss(MGF1ParameterSpec.SHA384, 48);
            case PS512 -> pss(MGF1ParameterSpec.SHA512, 64);
            case ES256 -> signature("SHA256withECDSAinP1363Format");
            case ES384 -> signature("SHA384withECDSAinP1363Format");
            case ES512 -> signature("SHA512withECDSAinP1363Format");
            case EdDSA -> signature("Ed25519");
        };
        verifier.initVerify(key);
        verifier.update(signed);
        return verifier.verify(signature);
    }

    private Signature pss(MGF1ParameterSpec hash, int saltLength) throws GeneralSecurityException {
        Signature verifier = signature("RSASSA-PSS");
        verifier.setParameter(new PSSParameterSpec(
                hash.getDigestAlgorithm(), "MGF1", hash, saltLength, PSSParameterSpec.TRAILER_FIELD_BC));
        return verifier;
    }

    private Signature signature(String name) throws GeneralSecurityException {
        return provider.isPresent() ? Signature.getInstance(name, provider.get()) : Signature.getInstance(name);
    }
}
