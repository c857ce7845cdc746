package io.github.bearergate.spi;

/**
 * Tokens that are refused although they have not expired.
 *
 * <p>It is asked on every request, remembered tokens included, by many threads at once, and only about tokens whose signature
 * verified. A token is known by its issuer and {@code jti}: a list keyed on the token's text could be passed by with another
 * spelling of the same token.
 */
@FunctionalInterface
public interface RevocationList {
    /**
     * Tells whether the token was revoked.
     *
     * @param issuer the verified {@code iss}
     * @param jti the verified {@code jti}; tokens without one are not asked about, so let the policy require it
     * @throws SourceUnavailableException when the list cannot tell; the request is then answered 503
     */
    boolean isRevoked(String issuer, String jti) throws SourceUnavailableException;
}
