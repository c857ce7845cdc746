package io.github.bearergate;

import io.github.bearergate.GuardEvent.ValidatedToken;
import java.util.Optional;

/**
 * The outcome of validating one token from its bytes.
 *
 * @param result what was found
 * @param alias the issuer's configured name, or {@link ValidatedToken#UNKNOWN_ISSUER}
 * @param verified what may be remembered of the token; only of one that was found valid
 * @param remembered whether the signature was verified for another request
 */
record Attempt(ValidationResult result, String alias, Optional<VerifiedToken> verified, boolean remembered) {
    static Attempt refused(Reason reason) {
        return of(Refusals.of(reason), ValidatedToken.UNKNOWN_ISSUER);
    }

    static Attempt of(ValidationResult result, String alias) {
        return new Attempt(result, alias, Optional.empty(), false);
    }

    /** The outcome for a token whose signature was verified for another request. */
    static Attempt remembered(ValidationResult result, String alias) {
        return new Attempt(result, alias, Optional.empty(), true);
    }

    ValidatedToken timedFrom(long start) {
        return new ValidatedToken(result, alias, remembered, System.nanoTime() - start);
    }
}
