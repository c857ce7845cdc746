package io.github.bearergate;

import java.time.Duration;
import java.util.function.BiFunction;
import java.util.function.Function;

/** What is known of a token: it is valid, it is invalid, or it cannot be told now, which is never success. */
public sealed interface ValidationResult {
    /** Handles every case; a case that is added later breaks the caller's build instead of passing by. */
    <T> T fold(
            Function<AccessToken, T> valid, Function<Reason, T> invalid, BiFunction<Outage, Duration, T> unavailable);

    /**
     * The token is genuine, fresh and meant for this API. Whether it may do what is asked is the policy's rule to say.
     *
     * @param token what it says
     */
    record Valid(AccessToken token) implements ValidationResult {
        @Override
        public <T> T fold(
                Function<AccessToken, T> valid,
                Function<Reason, T> invalid,
                BiFunction<Outage, Duration, T> unavailable) {
            return valid.apply(token);
        }
    }

    /**
     * The token is refused.
     *
     * @param reason why
     */
    record Invalid(Reason reason) implements ValidationResult {
        @Override
        public <T> T fold(
                Function<AccessToken, T> valid,
                Function<Reason, T> invalid,
                BiFunction<Outage, Duration, T> unavailable) {
            return invalid.apply(reason);
        }
    }

    /**
     * Nobody can tell: answer 503.
     *
     * @param outage what could not be asked
     * @param retryAfter when to ask again
     */
    record Unavailable(Outage outage, Duration retryAfter) implements ValidationResult {
        @Override
        public <T> T fold(
                Function<AccessToken, T> valid,
                Function<Reason, T> invalid,
                BiFunction<Outage, Duration, T> unavailable) {
            return unavailable.apply(outage, retryAfter);
        }
    }
}
