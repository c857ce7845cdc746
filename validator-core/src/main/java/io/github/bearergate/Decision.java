package io.github.bearergate;

import io.github.bearergate.policy.Rule;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;

/**
 * What the gate says to one request: the only thing that the response, the metrics and the audit log are made from, so that
 * they cannot disagree.
 */
public sealed interface Decision {
    /** The rule that decided; empty when no rule matches, or the request's path is ambiguous. */
    Optional<Rule> rule();

    /** Handles every case; a case that is added later breaks the caller's build instead of passing by. */
    <T> T fold(Function<Allow, T> allow, Function<Deny, T> deny, Function<Unavailable, T> unavailable);

    /**
     * The request may go on to the application.
     *
     * @param rule the rule that allows it; never empty
     * @param token whose request it is; empty when the rule is open, since nothing was looked at
     */
    record Allow(Optional<Rule> rule, Optional<AccessToken> token) implements Decision {
        @Override
        public <T> T fold(Function<Allow, T> allow, Function<Deny, T> deny, Function<Unavailable, T> unavailable) {
            return allow.apply(this);
        }
    }

    /**
     * The request is refused.
     *
     * @param rule the rule that decided, if one matches
     * @param reason why
     * @param challenge what to send in {@code WWW-Authenticate}; empty where no token could help
     */
    record Deny(Optional<Rule> rule, Reason reason, Optional<Challenge> challenge) implements Decision {
        @Override
        public <T> T fold(Function<Allow, T> allow, Function<Deny, T> deny, Function<Unavailable, T> unavailable) {
            return deny.apply(this);
        }
    }

    /**
     * Nobody can tell whether the token is good: answer 503.
     *
     * @param rule the rule that matches, if one does
     * @param outage what could not be asked
     * @param retryAfter when to ask again, sent in whole seconds
     */
    record Unavailable(Optional<Rule> rule, Outage outage, Duration retryAfter) implements Decision {
        @Override
        public <T> T fold(Function<Allow, T> allow, Function<Deny, T> deny, Function<Unavailable, T> unavailable) {
            return unavailable.apply(this);
        }
    }
}
