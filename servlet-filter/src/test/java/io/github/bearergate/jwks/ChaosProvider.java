package io.github.bearergate.jwks;

import io.github.bearergate.testkit.Fault;
import io.github.bearergate.testkit.Reply;
import io.github.bearergate.testkit.TestIssuer;
import io.github.bearergate.testkit.Wire;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The real issuer of a run: what it publishes, what is wrong with it, and which sets it has handed out in time. */
final class ChaosProvider implements Fault, SimTruth {
    private static final Pattern KID = Pattern.compile("\"kid\":\"([^\"]+)\"");
    private static final List<String> RETRY_AFTER = List.of("1", "7", "3600", "soon", "-1");
    private static final String JUNK =
            "{\"keys\":[{\"kty\":\"oct\",\"kid\":\"j\",\"k\":\"AAAA\"},{\"kty\":\"AKP\",\"kid\":\"j\"},7]}";
    private static final long DEADLINE = ChaosScale.DEADLINE.toNanos();

    private final TestIssuer issuer;
    private final ChaosWorld world;
    private final Random random;
    private final Set<Integer> published = new TreeSet<>();
    private final AtomicInteger faulty = new AtomicInteger();
    private volatile @Nullable SimFault fault;
    private volatile boolean holdsLateAnswers;
    private volatile Set<Integer> handedOut = Set.of();
    private long healthySince;

    ChaosProvider(TestIssuer issuer, ChaosWorld world, ChaosPlan plan) {
        this.issuer = issuer;
        this.world = world;
        this.random = new Random(~plan.seed());
        this.healthySince = -plan.scale().numbers().settled();
        issuer.chaos().fault(this);
    }

    // What the oracle sees; asked and changed with the world locked

    @Override
    public boolean publishes(int key) {
        return published.contains(key);
    }

    @Override
    public boolean isHealthy() {
        return fault == null;
    }

    @Override
    public long healthySince() {
        return healthySince;
    }

    boolean isAlone(int key) {
        return published.equals(Set.of(key));
    }

    boolean publish(int key, String kid) {
        issuer.publish(kid);
        return published.add(key);
    }

    boolean remove(int key, String kid) {
        issuer.removeKey(kid);
        return published.remove(key);
    }

    void begin(SimFault kind) {
        fault = kind;
    }

    void end(long now) {
        fault = null;
        healthySince = now;
    }

    /** This machine stood still: whatever was on its way may have come too late. */
    void hiccup(long now) {
        if (isHealthy()) {
            healthySince = now;
        }
    }

    // The network; not under the world's lock, since it waits for threads of the issuer

    void vanish() {
        issuer.chaos().stop();
    }

    void comeBack() {
        issuer.chaos().restart();
    }

    /** How many requests have met a fault and were answered. */
    int faultyAnswers() {
        return faulty.get();
    }

    /** The last set that was certainly handed out in time. */
    Set<Integer> handedOut() {
        return handedOut;
    }

    void holdLateAnswers(boolean held) {
        holdsLateAnswers = held;
    }

    @Override
    public void answer(Reply truth, Wire wire) throws IOException {
        long arrived = world.now();
        boolean isKeys = truth.text().startsWith("{\"keys\"");
        SimFault kind = fault;
        if (isKeys) {
            world.keysAskedFor(arrived);
        }
        if (kind != null) {
            answerWrongly(kind, truth, wire);
            return;
        }
        wire.pause(latency());
        wire.send(truth);
        if (isKeys) {
            long took = world.now() - arrived;
            if (took < DEADLINE / 2) {
                Set<Integer> set = setIn(truth);
                world.handedOut(arrived, set);
                handedOut = set;
            } else {
                world.perhapsHandedOut(arrived, setIn(truth));
            }
        }
    }

    private void answerWrongly(SimFault kind, Reply truth, Wire wire) throws IOException {
        faulty.incrementAndGet();
        switch (kind) {
            case REFUSED -> wire.reset();
            case BLACK_HOLE, HANG -> wire.hang();
            case LATE -> {
                wire.pause(ChaosScale.DEADLINE.plusMillis(100 + random(1_500)));
                while (holdsLateAnswers) {
                    wire.pause(Duration.ofMillis(5));
                }
                wire.send(truth);
            }
            case BROKEN -> wire.send(maybeWithRetryAfter(Reply.of(500 + random(5), truth.text())));
            case THROTTLED -> wire.send(maybeWithRetryAfter(Reply.of(429, "")));
            case GARBAGE -> garble(truth, wire);
            case EMPTY -> wire.send(truth.withBody("{\"keys\":[]}".getBytes(java.nio.charset.StandardCharsets.UTF_8)));
            case ONLY_BAD_KEYS -> wire.send(Reply.json(JUNK));
        }
    }

    private void garble(Reply truth, Wire wire) throws IOException {
        switch (random(6)) {
            case 0 -> wire.send(Reply.of(200, "<html>Sign in</html>"));
            case 1 -> wire.send(truth.withHeader("Content-Encoding", "gzip"));
            case 2 ->
                wire.send(Reply.of(302, "")
                        .withHeader("Location", issuer.jwksUri().toString()));
            case 3 -> {
                wire.write("no HTTP at all\r\n\r\n");
                wire.close();
            }
            case 4 -> {
                wire.sendHead(truth);
                wire.write(truth.text().substring(0, truth.text().length() / 2));
                wire.close();
            }
            default -> {
                wire.sendHead(truth);
                wire.write(truth.text().substring(0, truth.text().length() / 2));
                wire.hang();
            }
        }
    }

    private Reply maybeWithRetryAfter(Reply reply) {
        int draw = random(2 * RETRY_AFTER.size());
        return draw < RETRY_AFTER.size() ? reply.withHeader("Retry-After", RETRY_AFTER.get(draw)) : reply;
    }

    private Set<Integer> setIn(Reply truth) {
        Set<Integer> set = new TreeSet<>();
        Matcher kids = KID.matcher(truth.text());
        while (kids.find()) {
            set.add(world.keyNamed(kids.group(1)));
        }
        return set;
    }

    private Duration latency() {
        return Duration.ofMillis(random(10) == 0 ? random(150) : random(5));
    }

    private int random(int bound) {
        synchronized (random) {
            return random.nextInt(bound);
        }
    }
}
