package io.github.bearergate.jose;

import io.github.bearergate.spi.Algorithm;
import io.github.bearergate.spi.VerificationKey;
import java.security.GeneralSecurityException;
import java.security.Provider;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Verifies signatures (RFC 7515 section 5.2), and is the only maker of {@link Claims}.
 *
 * <p>Every way in which a provider can object to a signature is a refusal. Immutable and safe for concurrent use: each
 * verification has its own JCA object.
 */
public final class Signatures {
    private final @Nullable Provider provider;
    private final @Nullable ProviderKeys providerKeys;
    private final Set<Algorithm> provided;

    /** Verifies with the providers of the JDK, in their configured order. */
    public Signatures() {
        this.provider = null;
        this.providerKeys = null;
        this.provided = Set.of();
    }

    /** Verifies with one provider what it offers, and with the JDK's what it does not. */
    Signatures(Provider provider) {
        this(provider, offered(provider));
    }

    private Signatures(Provider provider, Set<Algorithm> provided) {
        this.provider = provider;
        this.providerKeys = new ProviderKeys(provider);
        this.provided = Collections.unmodifiableSet(provided);
    }

    /**
     * Verifies with one provider what it does rightly, and with the JDK's what it does not: each algorithm that it offers is tried
     * on a right signature, a wrong one and a wrong text.
     *
     * @param wrong told of every algorithm that the provider offers and does wrongly
     */
    public static Signatures tried(Provider provider, Consumer<Algorithm> wrong) {
        KnownAnswers answers = KnownAnswers.read();
        Signatures whole = new Signatures(provider);
        Set<Algorithm> right = EnumSet.noneOf(Algorithm.class);
        for (Algorithm algorithm : whole.provided) {
            if (answers.areGivenBy(whole, algorithm)) {
                right.add(algorithm);
            } else {
                wrong.accept(algorithm);
            }
        }
        return new Signatures(provider, right);
    }

    private static Set<Algorithm> offered(Provider provider) {
        Set<Algorithm> offered = EnumSet.noneOf(Algorithm.class);
        for (Algorithm algorithm : Algorithm.values()) {
            if (provider.getService("Signature", jcaName(algorithm)) != null) {
                offered.add(algorithm);
            }
        }
        return offered;
    }

    /** What the chosen provider verifies; the JDK's verify the rest. Unmodifiable. */
    public Set<Algorithm> provided() {
        return provided;
    }

    /**
     * Verifies a token with one key.
     *
     * @param algorithm what the header names; the key must be made for it
     * @return the claims, or empty when the signature is not the key's over exactly these characters with this algorithm
     */
    public Optional<Claims> verify(UnverifiedClaims claims, VerificationKey key, Algorithm algorithm) {
        return isSignedBy(claims.token(), key, algorithm)
                ? Optional.of(new Claims(claims.members()))
                : Optional.empty();
    }

    /** Tells whether header, key and the caller mean the same algorithm, and the signature is right. */
    boolean isSignedBy(CompactJws token, VerificationKey key, Algorithm algorithm) {
        return token.header().namedAlgorithm().orElse(null) == algorithm
                && key.algorithms().contains(algorithm)
                && isSignature(
                        algorithm,
                        key.publicKey(),
                        token.characters(),
                        token.start(),
                        token.signedLength(),
                        token.signature());
    }

    /** Tells whether the signature is the key's over so many bytes of the text. */
    boolean isSignature(
            Algorithm algorithm, PublicKey key, byte[] text, int start, int signedLength, byte[] signature) {
        if (!SignatureForm.fits(signature, key)) {
            return false;
        }
        try {
            Signature verifier = verifier(algorithm);
            verifier.initVerify(providerKeys != null && provided.contains(algorithm) ? providerKeys.of(key) : key);
            verifier.update(text, start, signedLength);
            return verifier.verify(signature);
        } catch (GeneralSecurityException | RuntimeException e) {
            // Providers report some bad signatures as false and others by throwing.
            return false;
        }
    }

    private Signature verifier(Algorithm algorithm) throws GeneralSecurityException {
        String name = jcaName(algorithm);
        Signature verifier = provider != null && provided.contains(algorithm)
                ? Signature.getInstance(name, provider)
                : Signature.getInstance(name);
        switch (algorithm) {
            case PS256 -> verifier.setParameter(pss(MGF1ParameterSpec.SHA256, 32));
            case PS384 -> verifier.setParameter(pss(MGF1ParameterSpec.SHA384, 48));
            case PS512 -> verifier.setParameter(pss(MGF1ParameterSpec.SHA512, 64));
            case RS256, RS384, RS512, ES256, ES384, ES512, EdDSA -> {}
        }
        return verifier;
    }

    private static String jcaName(Algorithm algorithm) {
        return switch (algorithm) {
            case RS256 -> "SHA256withRSA";
            case RS384 -> "SHA384withRSA";
            case RS512 -> "SHA512withRSA";
            case PS256, PS384, PS512 -> "RSASSA-PSS";
            case ES256 -> "SHA256withECDSAinP1363Format";
            case ES384 -> "SHA384withECDSAinP1363Format";
            case ES512 -> "SHA512withECDSAinP1363Format";
            case EdDSA -> "Ed25519";
        };
    }

    /** One hash for message and mask, and a salt as long as the hash (RFC 7518 section 3.5). */
    private static PSSParameterSpec pss(MGF1ParameterSpec hash, int saltLength) {
        return new PSSParameterSpec(
                hash.getDigestAlgorithm(), "MGF1", hash, saltLength, PSSParameterSpec.TRAILER_FIELD_BC);
    }
}
