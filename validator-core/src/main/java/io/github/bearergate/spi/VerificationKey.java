package io.github.bearergate.spi;

import java.security.PublicKey;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A public key that may verify tokens of its issuer, with the algorithms it may be used for.
 *
 * <p>Only strong keys can be made: RSA of 2,048 to 8,192 bits with an odd public exponent from 65,537 to 2^32, points that lie
 * on P-256, P-384 or P-521, and Ed25519. Moduli with small or near factors or from the generator of CVE-2017-15361, and Ed25519 points
 * of small order, are refused too. The algorithm belongs to the key (RFC 8725 section 3.1): a token's header may only
 * agree. Immutable.
 */
public final class VerificationKey {
    private final Optional<String> kid;
    private final Set<Algorithm> algorithms;
    private final PublicKey publicKey;
    private final String thumbprint;

    private VerificationKey(Optional<String> kid, Set<Algorithm> algorithms, PublicKey publicKey, String thumbprint) {
        this.kid = kid;
        this.algorithms = algorithms;
        this.publicKey = publicKey;
        this.thumbprint = thumbprint;
    }

    /**
     * Makes a key that may be trusted.
     *
     * @param kid the identifier by which tokens name it (RFC 7517 section 4.5); empty when it has none
     * @param algorithms what it may be used for; at least one, each of the key's own type
     * @param publicKey an RSA, EC or Ed25519 key
     * @throws IllegalArgumentException when the key is weak or of another kind, or an algorithm does not fit it; the message
     *     says which, and names no key material
     */
    public static VerificationKey of(Optional<String> kid, Set<Algorithm> algorithms, PublicKey publicKey) {
        Algorithm.KeyType type = KeyStrength.typeOfStrongKey(publicKey);
        if (algorithms.isEmpty()) {
            throw new IllegalArgumentException("a verification key needs at least one algorithm");
        }
        for (Algorithm algorithm : algorithms) {
            if (algorithm.keyType() != type) {
                throw new IllegalArgumentException(algorithm + " does not work with a key of type " + type);
            }
        }
        return new VerificationKey(
                kid, Collections.unmodifiableSet(EnumSet.copyOf(algorithms)), publicKey, Thumbprint.of(publicKey));
    }

    /** The identifier by which tokens name this key; empty when it has none. */
    public Optional<String> kid() {
        return kid;
    }

    /** What this key may be used for; never empty, unmodifiable. */
    public Set<Algorithm> algorithms() {
        return algorithms;
    }

    /** The key itself. */
    public PublicKey publicKey() {
        return publicKey;
    }

    /** The SHA-256 JWK thumbprint (RFC 7638, RFC 8037 section 2) in base64url: what the key is, whatever it is called. */
    public String thumbprint() {
        return thumbprint;
    }

    /** Two keys are equal when kid, algorithms and thumbprint are. */
    @Override
    public boolean equals(@Nullable Object other) {
        return this == other
                || (other instanceof VerificationKey that
                        && thumbprint.equals(that.thumbprint)
                        && kid.equals(that.kid)
                        && algorithms.equals(that.algorithms));
    }

    @Override
    public int hashCode() {
        return thumbprint.hashCode();
    }

    /** The thumbprint and the algorithms; the kid is left out because its issuer may have put anything into it. */
    @Override
    public String toString() {
        return "VerificationKey[" + thumbprint + ' ' + algorithms + ']';
    }
}
