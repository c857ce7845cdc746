package io.github.bearergate.jwks;

import io.github.bearergate.spi.VerificationKey;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Something that a key source must react to. */
sealed interface Event {
    Step happen(Cases cases, State state, long now);

    /** One reaction for each event. */
    interface Cases {
        Step tick(State state, long now);

        Step miss(State state, Miss miss, long now);

        Step fetched(State state, Fetched fetched, long now);

        Step located(State state, Located located, long now);

        Step failed(State state, Failed failed, long now);

        Step deny(State state, Deny deny, long now);

        Step undeny(State state, Undeny undeny, long now);

        Step refresh(State state, long now);

        Step purge(State state, long now);

        Step close(State state, long now);
    }

    /** Time went by. */
    record Tick() implements Event {
        @Override
        public Step happen(Cases cases, State state, long now) {
            return cases.tick(state, now);
        }
    }

    /**
     * A token named a key that the set does not have, and looked as if its issuer could have signed it now.
     *
     * @param suppressed whether this very name made the source fetch a short time ago
     */
    record Miss(String kid, boolean suppressed) implements Event {
        @Override
        public Step happen(Cases cases, State state, long now) {
            return cases.miss(state, this, now);
        }
    }

    /**
     * A readable key set came.
     *
     * @param id of the flight
     * @param keys the usable ones, perhaps none
     * @param skipped the others
     * @param maxAge how long the answer may be kept, if it said so
     * @param at when it came, by the wall clock
     */
    record Fetched(long id, List<VerificationKey> keys, List<SkippedJwk> skipped, Optional<Duration> maxAge, Instant at)
            implements Event {
        public Fetched {
            keys = List.copyOf(keys);
            skipped = List.copyOf(skipped);
        }

        @Override
        public Step happen(Cases cases, State state, long now) {
            return cases.fetched(state, this, now);
        }
    }

    /** The issuer's metadata came and names the place of its key set. */
    record Located(long id, URI keys) implements Event {
        @Override
        public Step happen(Cases cases, State state, long now) {
            return cases.located(state, this, now);
        }
    }

    /**
     * A fetch brought nothing usable.
     *
     * @param retryAfter when the provider wants to be asked again, within our limits
     */
    record Failed(long id, RefreshOutcome outcome, Optional<Duration> retryAfter) implements Event {
        @Override
        public Step happen(Cases cases, State state, long now) {
            return cases.failed(state, this, now);
        }
    }

    /** The operator refuses a key by kid or thumbprint. */
    record Deny(String kidOrThumbprint) implements Event {
        @Override
        public Step happen(Cases cases, State state, long now) {
            return cases.deny(state, this, now);
        }
    }

    /** The operator takes a refusal back. */
    record Undeny(String kidOrThumbprint) implements Event {
        @Override
        public Step happen(Cases cases, State state, long now) {
            return cases.undeny(state, this, now);
        }
    }

    /** The operator wants the keys fetched. */
    record Refresh() implements Event {
        @Override
        public Step happen(Cases cases, State state, long now) {
            return cases.refresh(state, now);
        }
    }

    /** The operator wants the keys forgotten and fetched. */
    record Purge() implements Event {
        @Override
        public Step happen(Cases cases, State state, long now) {
            return cases.purge(state, now);
        }
    }

    /** The end. */
    record Close() implements Event {
        @Override
        public Step happen(Cases cases, State state, long now) {
            return cases.close(state, now);
        }
    }
}
