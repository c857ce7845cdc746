package io.github.bearergate.benchmarks;

import io.github.bearergate.Decision;
import io.github.bearergate.GuardEvent;
import io.github.bearergate.GuardEvent.ValidatedToken;
import io.github.bearergate.GuardListener;
import io.github.bearergate.Reason;
import io.github.bearergate.RequestGuard;
import io.github.bearergate.RequestGuardBuilder;
import io.github.bearergate.ValidationResult;
import java.util.ArrayList;
import java.util.List;

/** Checks before and after measuring that a benchmark measures what it says; a surprise ends the run. */
final class Expect {
    private static final String ACCEPTED = "accepted";

    private Expect() {}

    static void allowed(Decision decision) {
        equal(ACCEPTED, outcome(decision));
    }

    static void refused(Reason expected, Decision decision) {
        equal(expected.name(), outcome(decision));
    }

    static void valid(ValidationResult result) {
        equal(ACCEPTED, result.fold(token -> ACCEPTED, Reason::name, (outage, retryAfter) -> outage.name()));
    }

    /** Sends a call twice to a guard of its own, which must recognise the token the second time or not. */
    static void recognisedAtSecondSight(boolean expected, Call call, RequestGuardBuilder builder) {
        Recognition recognition = new Recognition();
        try (RequestGuard guard = builder.listener(recognition).build()) {
            allowed(guard.decide(call.request()));
            allowed(guard.decide(call.request()));
        }
        equal(List.of(false, expected), recognition.ofEachToken);
    }

    static void equal(Object expected, Object actual) {
        if (!expected.equals(actual)) {
            throw new IllegalStateException("expected " + expected + ", got " + actual);
        }
    }

    private static String outcome(Decision decision) {
        return decision.fold(
                allow -> ACCEPTED,
                deny -> deny.reason().name(),
                unavailable -> unavailable.outage().name());
    }

    /** Notes of each token whether its signature was verified for an earlier request. */
    private static final class Recognition implements GuardListener {
        private final List<Boolean> ofEachToken = new ArrayList<>();

        @Override
        public void decided(GuardEvent event) {
            event.validation().map(ValidatedToken::remembered).ifPresent(ofEachToken::add);
        }
    }
}
