package io.github.bearergate.jwks;

import io.github.bearergate.RequestGuard;
import io.github.bearergate.policy.Policy;
import io.github.bearergate.servlet.BearerTokenFilter;
import io.github.bearergate.servlet.TestServer;
import io.github.bearergate.spi.KeyQuery;
import io.github.bearergate.spi.KeySource;
import io.github.bearergate.spi.VerificationKey;
import io.github.bearergate.testkit.TestIssuer;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/**
 * One run of chaos: the real filter in a real Jetty, the real key source over real HTTP with scaled settings, a real issuer to
 * which things happen by a schedule, and clients that judge every answer.
 */
final class ChaosWorld implements AutoCloseable {
    private static final int KEYS_REPLAYED = 10;
    private static final long BEAT = Duration.ofMillis(10).toNanos();
    private static final long AFTERMATH = Duration.ofMillis(500).toNanos();

    private final long origin = System.nanoTime();
    private final ChaosPlan plan;
    private final TestIssuer issuer = TestIssuer.builder().algorithms("ES256").start();
    final ChaosTokens tokens = new ChaosTokens(issuer);
    private final ChaosProvider provider;
    private final ChaosJudge judge;
    private final JwksKeySource source;
    private final RequestGuard guard;
    private final TestServer server;

    // Changed by the conductor's thread only
    private final Set<Integer> known = new TreeSet<>();
    private final Deque<Integer> removed = new ArrayDeque<>();
    private int signer;
    private boolean storm;

    private final Set<Integer> refused = ConcurrentHashMap.newKeySet();
    private volatile Scene scene = new Scene(0, List.of(0), List.of(), false);
    private volatile boolean over;
    private volatile long begun;

    /** What clients know: who signs, which keys are about, which are gone. */
    record Scene(int signer, List<Integer> known, List<Integer> removed, boolean storm) {}

    ChaosWorld(ChaosPlan plan, Optional<SimMutant> mutant) {
        this.plan = plan;
        this.provider = new ChaosProvider(issuer, this, plan);
        this.judge = new ChaosJudge(this, provider, plan);
        judge.publishedOrRemoved(0, "0 is published", () -> provider.publish(0, tokens.kid(0)));
        known.add(0);
        this.source = start(mutant);
        this.guard = RequestGuard.builder(Policy.parse("chaos", issuer.policy("GET /orders needs orders:read")))
                .keySource(issuer.issuer(), blocking(mutant, source))
                .build();
        this.server = new TestServer()
                .filter(new BearerTokenFilter(guard))
                .servlet(new Orders(), "/*")
                .start();
    }

    /** Runs the plan to its end, or to the first violation. */
    static ChaosReport run(ChaosPlan plan, Optional<SimMutant> mutant) {
        return new ChaosWorld(plan, mutant).run();
    }

    /** The same; once only. */
    ChaosReport run() {
        return run(new CompletableFuture<>());
    }

    /**
     * The same, but that the run is over when it is known how many events are enough, that many have happened, and what they may
     * have led to has been judged.
     */
    ChaosReport run(CompletableFuture<Integer> enough) {
        try (this) {
            return live(enough);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private JwksKeySource start(Optional<SimMutant> mutant) {
        Wiring wiring = new Wiring();
        wiring.alias = Optional.of("chaos");
        wiring.origin = plan.discovers() ? KeyOrigin.metadata() : KeyOrigin.url(issuer.jwksUri());
        wiring.settings = SimMutant.settings(mutant, plan.scale().settings());
        wiring.reducer = right -> SimMutant.rules(mutant, right, wiring.settings);
        wiring.fetcher = real -> plan.deaf() ? new Deaf(real) : real;
        wiring.seed = plan.seed();
        return wiring.start(issuer.issuer());
    }

    private ChaosReport live(CompletableFuture<Integer> enough) throws InterruptedException {
        List<Thread> clients = IntStream.range(0, plan.traffic().threads())
                .mapToObj(number -> new Thread(new ChaosClient(this, plan, number), "chaos-client-" + number))
                .toList();
        Thread judging = new Thread(judge, "chaos-judge");
        judging.start();
        awaitKeysTwice();
        begun = now();
        clients.forEach(Thread::start);
        int events = 0;
        for (ChaosEvent event : plan.events()) {
            boolean violated = judge.awaitViolation(Math.min(begun + event.at(), end()) - now());
            if (violated || begun + event.at() >= end() || enough.getNow(Integer.MAX_VALUE) <= events) {
                break;
            }
            event.effect().accept(this);
            events++;
        }
        while (!enough.isDone() && now() < end() && !judge.awaitViolation(BEAT)) {
            // The run goes on.
        }
        long lasted = now() - begun;
        judge.awaitViolation(enough.isDone() ? AFTERMATH : 0);
        over = true;
        for (Thread client : clients) {
            client.join();
        }
        ChaosReport report = judge.finish();
        report.events = events;
        report.lasted = lasted;
        judging.join();
        return report;
    }

    /**
     * How old a set is counts from the start of its fetch, and the first fetch loads classes before it asks: so the world begins
     * with the second one. An answer that may have come too late is none, and by schedule the next one can be minutes away.
     */
    private void awaitKeysTwice() throws InterruptedException {
        for (int times = 0; times < 2; ) {
            times += judge.awaitKeys(ChaosScale.DEADLINE.multipliedBy(2)) ? 1 : 0;
            if (times < 2) {
                refresh();
            }
        }
    }

    private long end() {
        return begun + plan.length().toNanos();
    }

    /** When the schedule began: with the first keys. */
    long begun() {
        return begun;
    }

    long now() {
        return System.nanoTime() - origin;
    }

    boolean isOver() {
        return over;
    }

    int port() {
        return server.port();
    }

    Scene scene() {
        return scene;
    }

    int keyNamed(String kid) {
        return tokens.keyNamed(kid);
    }

    // What the provider's day brings

    void publish(int key) {
        tokens.make(key);
        judge.publishedOrRemoved(key, "publish " + key, () -> provider.publish(key, tokens.kid(key)));
        known.add(key);
        removed.remove(key);
        changed();
    }

    void sign(int key) {
        tokens.make(key);
        signer = key;
        judge.change(key, "sign with " + key, () -> {});
        known.add(key);
        changed();
    }

    /** Never leaves the set empty: that counts as a fault, so a provider cannot say anything by it. */
    void remove(int key) {
        if (provider.isAlone(key)) {
            publish(plan.events().size() + 1_000);
        }
        judge.publishedOrRemoved(key, "remove " + key, () -> provider.remove(key, tokens.kid(key)));
        known.remove(key);
        removed.addFirst(key);
        while (removed.size() > KEYS_REPLAYED) {
            removed.removeLast();
        }
        changed();
    }

    void storm(boolean rages) {
        storm = rages;
        judge.happened(ChaosEvent.EVERY_KEY, rages ? "a storm of unknown kids begins" : "the storm ends");
        changed();
    }

    void begin(SimFault fault) {
        judge.change(ChaosEvent.EVERY_KEY, fault + " begins", () -> provider.begin(fault));
        if (fault == SimFault.REFUSED) {
            provider.vanish();
        }
    }

    void end(SimFault fault) {
        if (fault == SimFault.REFUSED) {
            provider.comeBack();
        }
        judge.change(ChaosEvent.EVERY_KEY, fault + " ends", () -> provider.end(now()));
    }

    // Barriers: each goes on when what it waits for is so, or the run is at its end

    /** So many requests have met the provider's fault. */
    void awaitFaultyAnswers(int count) {
        await(() -> provider.faultyAnswers() >= count);
    }

    /** So many attempts in a row have failed, by an operator who does not wait for the backoff, and none is on its way. */
    void refreshUntilFailures(int count) {
        while (source.status().failures() < count && now() < end()) {
            int before = source.status().failures();
            refresh();
            await(() -> source.status().failures() > before);
        }
        // The operator may have asked once more than was answered.
        linger(ChaosScale.DEADLINE.multipliedBy(2));
    }

    /** Nothing is left of the provider's last fault. */
    void awaitSettled() {
        await(judge::isSettled);
    }

    /** The source certainly has a set with the key: until then it is asked to fetch. */
    void refreshUntilHandedOut(int key) {
        refreshNowAndThenUntil(() -> provider.handedOut().contains(key));
    }

    /** The source certainly has a set without the key; it fetches by itself, unless it was too slow. */
    void awaitHandedOutWithout(int key) {
        linger(Duration.ofSeconds(1));
        refreshNowAndThenUntil(() -> !provider.handedOut().contains(key));
    }

    /** A valid token of the key was refused. */
    void awaitRefused(int key) {
        await(() -> refused.contains(key));
    }

    /** Unknown kids have made the source fetch so often. */
    void stormUntilFetches(int count) {
        long before = judge.fetches();
        storm(true);
        await(() -> judge.fetches() >= before + count);
        storm(false);
    }

    /** Time has passed in which a violation may show itself. */
    void linger(Duration time) {
        try {
            judge.awaitViolation(Math.min(time.toNanos(), end() - now()));
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** From now on late answers wait until they may come; or they do so no longer. */
    void holdLateAnswers(boolean held) {
        provider.holdLateAnswers(held);
    }

    private void refreshNowAndThenUntil(BooleanSupplier condition) {
        while (!condition.getAsBoolean() && now() < end()) {
            refresh();
            long askedAt = now();
            await(() -> condition.getAsBoolean()
                    || now() - askedAt > ChaosScale.DEADLINE.multipliedBy(2).toNanos());
        }
    }

    private void await(BooleanSupplier condition) {
        while (!condition.getAsBoolean() && now() < end()) {
            LockSupport.parkNanos(1_000_000);
        }
    }

    void deny(int key) {
        tokens.make(key);
        source.deny(tokens.kid(key));
        judge.denied(key);
    }

    void undeny(int key) {
        judge.willBeAllowed(key);
        source.undeny(tokens.kid(key));
    }

    void refresh() {
        judge.operatorFetches();
        source.refresh();
        judge.operatorFetches();
    }

    void purge() {
        judge.operatorFetches();
        source.purge();
        judge.purged();
    }

    private void changed() {
        List<Integer> latest = new ArrayList<>(known);
        List<Integer> few = latest.subList(Math.max(0, latest.size() - KEYS_REPLAYED), latest.size());
        // A provider that takes its signing key out of the set by mistake would leave little to be decided.
        int used = removed.contains(signer) && !few.isEmpty() ? few.get(few.size() - 1) : signer;
        scene = new Scene(used, few.isEmpty() ? List.of(signer) : List.copyOf(few), List.copyOf(removed), storm);
    }

    // What is told by others

    void answered(ChaosRecord answer) {
        if (answer.status() == 401 && answer.kind() == ChaosRecord.Kind.VALID) {
            refused.add(answer.key());
        }
        judge.answered(answer);
    }

    void keysAskedFor(long at) {
        judge.keysAskedFor(at);
    }

    void handedOut(long startedAt, Set<Integer> set) {
        judge.handedOut(startedAt, set);
    }

    void perhapsHandedOut(long startedAt, Set<Integer> set) {
        judge.perhapsHandedOut(startedAt, set);
    }

    @Override
    public void close() {
        over = true;
        server.close();
        guard.close();
        source.close();
        issuer.close();
    }

    /** The source itself, or one that does not even look a name up that was unknown within the last half minute. */
    private static KeySource blocking(Optional<SimMutant> mutant, JwksKeySource source) {
        if (mutant.filter(SimMutant.NEGATIVE_CACHE_BLOCKS_LOOKUPS::equals).isEmpty()) {
            return source;
        }
        NegativeKids blocked = new NegativeKids(KeySourceSettings.defaults().unknownKids());
        return query -> {
            Optional<String> kid = query.kid();
            if (kid.isPresent() && blocked.suppresses(kid.get(), System.nanoTime())) {
                return List.of();
            }
            List<VerificationKey> found = source.find(new KeyQuery(kid, query.algorithm(), query.worthFetching()));
            if (kid.isPresent() && found.isEmpty()) {
                blocked.triggered(kid.get(), System.nanoTime());
            }
            return found;
        };
    }

    /** A client that cannot be told to give up. */
    private record Deaf(Fetcher real) implements Fetcher {
        @Override
        @SuppressWarnings("UnusedVariable") // the way to give up is what is thrown away
        public Pending fetch(Flight flight, Consumer<Event> answer) {
            Pending ignored = real.fetch(flight, answer);
            return () -> {};
        }

        @Override
        public void close() {
            real.close();
        }
    }

    private static final class Orders extends HttpServlet {
        private static final long serialVersionUID = 1L;

        @Override
        protected void doGet(HttpServletRequest request, HttpServletResponse response) {
            response.setContentLength(0);
        }
    }
}
