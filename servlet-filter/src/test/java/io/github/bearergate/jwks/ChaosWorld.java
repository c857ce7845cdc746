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
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/**
 * One run of chaos: the real filter in a real Jetty, the real key source over real HTTP with scaled settings, a real issuer to
 * which things happen by a schedule, and clients that judge every answer.
 */
final class ChaosWorld implements AutoCloseable {
    private static final int KEYS_REPLAYED = 10;

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
                .keySource(issuer.issuer(), blocking(mutant, plan, source))
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
        try (this) {
            return live();
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

    private ChaosReport live() throws InterruptedException {
        List<Thread> clients = IntStream.range(0, plan.traffic().threads())
                .mapToObj(number -> new Thread(new ChaosClient(this, plan, number), "chaos-client-" + number))
                .toList();
        Thread judging = new Thread(judge, "chaos-judge");
        judging.start();
        judge.awaitFirstKeys();
        begun = now();
        clients.forEach(Thread::start);
        boolean violated = false;
        for (ChaosEvent event : plan.events()) {
            violated = judge.awaitViolation(Math.min(begun + event.at(), end()) - now());
            if (violated || begun + event.at() >= end()) {
                break;
            }
            event.effect().accept(this);
        }
        judge.awaitViolation(end() - now());
        over = true;
        for (Thread client : clients) {
            client.join();
        }
        ChaosReport report = judge.finish();
        judging.join();
        return report;
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

    /** Goes on when so many requests have met the provider's fault, or the run is at its end. */
    void awaitFaultyAnswers(int count) {
        while (provider.faultyAnswers() < count && now() < end()) {
            LockSupport.parkNanos(1_000_000);
        }
    }

    /** Goes on when nothing is left of the provider's last fault, or the run is at its end. */
    void awaitSettled() {
        while (!judge.isSettled() && now() < end()) {
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

    /** The source itself, or one that does not even look a name up that was unknown a short time ago. */
    private static KeySource blocking(Optional<SimMutant> mutant, ChaosPlan plan, JwksKeySource source) {
        if (mutant.filter(SimMutant.NEGATIVE_CACHE_BLOCKS_LOOKUPS::equals).isEmpty()) {
            return source;
        }
        NegativeKids blocked = new NegativeKids(plan.scale().settings().unknownKids());
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
