package io.github.bearergate.jwks;

import io.github.bearergate.spi.Algorithm;
import io.github.bearergate.spi.KeyQuery;
import io.github.bearergate.spi.SourceUnavailableException;
import io.github.bearergate.spi.VerificationKey;
import java.lang.System.Logger.Level;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

/** The shell of a key source for one sample: the real engine and rules, a clock that stands still, effects that are counted. */
class Shell implements Effect.Cases {
    static final String OLD = "old";
    static final String NEW = "new";
    static final Duration LONGEST_WAIT = Duration.ofSeconds(2);
    private static final List<VerificationKey> OLD_SET = List.of(key(OLD));
    private static final List<VerificationKey> NEW_SET = List.of(key("a"), key("b"), key("c"), key(NEW));
    private static final KeySourceSettings SETTINGS = waiting(Duration.ZERO);
    private static final KeySourceSettings WAITING = waiting(LONGEST_WAIT);
    private static final State STARTING =
            State.starting(Place.configured(URI.create("https://idp.example/keys")), Set.of(), 1, 0);

    /** The first fetch, number 1, is on its way. */
    static final State COLD_FETCHING = after(STARTING, new Event.Tick(), 0);

    /** The old set is there, and the next fetch is not due yet. */
    static final State SERVING = after(COLD_FETCHING, answer(1, OLD_SET), 0);

    /** Fetch number 2 is on its way. */
    static final State FETCHING =
            after(SERVING, new Event.Refresh(), Duration.ofSeconds(2).toNanos());

    /** Later than any refresh interval, earlier than max-stale. */
    static final long DUE = Duration.ofMinutes(20).toNanos();

    final AtomicInteger fetches = new AtomicInteger();
    final AtomicInteger cancels = new AtomicInteger();
    final AtomicInteger ends = new AtomicInteger();
    final Engine engine;
    volatile long flight;

    Shell(State first, long now) {
        this(first, now, SETTINGS);
    }

    private Shell(State first, long now, KeySourceSettings settings) {
        engine = new Engine("idp", settings, new KeySourceReducer("idp", settings), () -> now, this, first);
    }

    /** One whose lookups wait for a fetch on its way. */
    static Shell waiting(State first, long now) {
        return new Shell(first, now, WAITING);
    }

    void newSetComes(long id) {
        engine.submit(answer(id, NEW_SET));
    }

    /** The set that was there comes again. */
    void oldSetComes(long id) {
        engine.submit(answer(id, OLD_SET));
    }

    /** How many names of the new set the table knows. */
    static int namesFoundIn(KeyTable table) {
        int found = 0;
        for (VerificationKey key : NEW_SET) {
            found += table.find(key.kid(), Algorithm.ES256).size();
        }
        return found;
    }

    /** How many keys a request finds; -1 for 503. */
    int find(String kid) {
        try {
            return engine.find(new KeyQuery(Optional.of(kid), Algorithm.ES256, true))
                    .size();
        } catch (SourceUnavailableException e) {
            return -1;
        }
    }

    @Override
    public void fetch(Flight started) {
        fetches.incrementAndGet();
        flight = started.id();
    }

    @Override
    public void cancel(long id) {
        cancels.incrementAndGet();
    }

    @Override
    public void tell(KeySourceEvent event) {
        if (event instanceof KeySourceEvent.Refreshed) {
            ends.incrementAndGet();
        }
    }

    @Override
    public void log(Level level, String message) {}

    private static State after(State before, Event event, long now) {
        return new KeySourceReducer("idp", SETTINGS).step(before, event, now).state();
    }

    private static Event answer(long id, List<VerificationKey> keys) {
        return new Event.Fetched(id, keys, List.of(), Optional.empty(), Instant.EPOCH);
    }

    private static KeySourceSettings waiting(Duration longest) {
        KeySourceSettings all = KeySourceSettings.defaults();
        KeySourceSettings.UnknownKids kids = all.unknownKids();
        return new KeySourceSettings(
                all.refreshing(),
                all.deadline(),
                all.maxStale(),
                all.backoff(),
                new KeySourceSettings.UnknownKids(
                        kids.burst(),
                        kids.refill(),
                        kids.entries(),
                        kids.gaps(),
                        longest,
                        kids.waiters(),
                        kids.longestKid()),
                all.http(),
                all.discovering(),
                all.operatorGap(),
                all.closing());
    }

    private static VerificationKey key(String kid) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            return VerificationKey.of(
                    Optional.of(kid),
                    Set.of(Algorithm.ES256),
                    generator.generateKeyPair().getPublic());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
