package io.github.bearergate;

import io.github.bearergate.GuardEvent.ValidatedToken;
import java.util.Optional;

/**
 * The outcome of validating one token from its bytes.
 *
 * @param result what was found
 * @param alias the issuer's configured name, or {@link ValidatedToken#UNKNOWN_ISSUER}
 * @param verified what may be remembered of the token; only of one that was found valid
 */
record Attempt(ValidationResult result, String alias, Optional<VerifiedToken> verified) {
    static Attempt refused(Reason reason) {
        return of(Refusals.of(reason), ValidatedToken.UNKNOWN_ISSUER);
    }

    static Attempt of(ValidationResult result, String alias) {
        return new Attempt(result, alias, Optional.empty());
    }

    ValidatedToken timedFrom(long start) {
        return new ValidatedToken(result, alias, false, System.nanoTime() - start);
    }
}
