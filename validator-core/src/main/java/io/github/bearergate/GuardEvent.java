package io.github.bearergate;

import java.util.Optional;

/**
 * One decision, with what listeners may want to know of how it came about.
 *
 * @param request what was asked
 * @param decision what was answered
 * @param validation how the token fared; empty when none was looked at
 * @param policyDigest the SHA-256 of the enforced policy's canonical text, 64 hexadecimal digits
 */
public record GuardEvent(
        ApiRequest request, Decision decision, Optional<ValidatedToken> validation, String policyDigest) {
    /**
     * How one token fared.
     *
     * @param result what was found
     * @param issuerAlias the configured name of the token's issuer, or {@code unknown}
     * @param remembered whether the signature was verified for an earlier request
     * @param nanos how long it took, in nanoseconds
     */
    public record ValidatedToken(ValidationResult result, String issuerAlias, boolean remembered, long nanos) {
        /** The alias of a token whose issuer is none of the policy's, or was not read. */
        public static final String UNKNOWN_ISSUER = "unknown";
    }
}
