package io.github.bearergate.jwks;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URI;
import java.net.http.HttpHeaders;
import java.time.Clock;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** An authorization server in virtual time: what it publishes, and what becomes of a request for it. */
final class SimProvider implements SimTruth {
    static final URI KEYS = URI.create("https://idp.example/keys");
    static final URI METADATA = URI.create("https://idp.example/.well-known/openid-configuration");
    static final String ISSUER = "https://idp.example";
    private static final long MILLI = 1_000_000L;
    private static final long SECOND = 1_000 * MILLI;
    private static final String JUNK =
            "{\"kty\":\"oct\",\"kid\":\"j\",\"k\":\"AAAA\"},{\"kty\":\"AKP\",\"kid\":\"j\"},7";
    private static final List<String> GARBAGE =
            List.of("", "<html>Sign in</html>", "[]", "{}", "{\"keys\":7}", "{\"keys\":[{", "\uFEFF{\"keys\":[]}");
    private static final List<String> RETRY_AFTER = List.of("1", "7", "30", "3600", "soon", "-1");

    /** Reading a set is slow, and the same few sets are read again and again. */
    private final Map<String, Event> read;

    private final Random random;
    private final Map<String, List<String>> headers;
    private final AnswerReader reader;
    final Set<Integer> published = new TreeSet<>();
    private @Nullable SimFault fault;
    private @Nullable Object faultId;

    private long healthySince;

    /** What a request leads to: the set is made at one moment, and comes at another. */
    interface Deliveries {
        void at(long time, Runnable event);
    }

    SimProvider(SimSchedule schedule, Map<String, Event> read, Clock clock) {
        this.read = read;
        this.random = new Random(~schedule.seed());
        this.headers = schedule.maxAge()
                .map(age -> Map.of("Cache-Control", List.of("max-age=" + age.toSeconds())))
                .orElse(Map.of());
        this.reader = new AnswerReader(ISSUER, KeySourceSettings.defaults(), clock);
        published.add(0);
    }

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

    void begin(SimFault kind, Object id) {
        fault = kind;
        faultId = id;
    }

    void end(Object id, long now) {
        if (id.equals(faultId)) {
            fault = null;
            faultId = null;
            healthySince = now;
        }
    }

    /** Takes a request; the world hears of every end, and of the set in it when it is a good one in time. */
    void take(Flight flight, SimWorld world) {
        long now = world.now;
        SimFault kind = fault;
        if (kind == null) {
            long latency = latency();
            answerRightly(flight, world, now + (long) (latency * random.nextDouble()), now + latency, true);
            return;
        }
        switch (kind) {
            case REFUSED -> fail(flight, world, now + MILLI);
            case BLACK_HOLE -> fail(flight, world, now + 2 * SECOND);
            case HANG -> {}
            case LATE -> {
                long late = now + 5 * SECOND + random.nextLong(MILLI, 90 * SECOND);
                answerRightly(flight, world, now + random.nextLong(0, SECOND), late, false);
            }
            case BROKEN -> answer(flight, world, 500 + random.nextInt(5), "", maybeRetryAfter());
            case THROTTLED -> answer(flight, world, 429, "", maybeRetryAfter());
            case GARBAGE -> answer(flight, world, 200, GARBAGE.get(random.nextInt(GARBAGE.size())), Map.of());
            case EMPTY -> answer(flight, world, 200, "{\"keys\":[]}", Map.of());
            case ONLY_BAD_KEYS -> answer(flight, world, 200, "{\"keys\":[" + JUNK + "]}", Map.of());
        }
    }

    private Map<String, List<String>> maybeRetryAfter() {
        return random.nextBoolean()
                ? Map.of("Retry-After", List.of(RETRY_AFTER.get(random.nextInt(RETRY_AFTER.size()))))
                : Map.of();
    }

    private long latency() {
        return random.nextInt(20) == 0 ? random.nextLong(MILLI, 4_900 * MILLI) : random.nextLong(MILLI, 200 * MILLI);
    }

    private void answerRightly(Flight flight, SimWorld world, long made, long comes, boolean inTime) {
        boolean isKeys = flight.errand().fold(keys -> true, metadata -> false);
        boolean junk = random.nextInt(4) == 0;
        world.at(made, () -> {
            Set<Integer> set = Set.copyOf(published);
            String body = isKeys ? document(set, junk) : metadata();
            world.at(comes, () -> {
                if (isKeys && inTime) {
                    world.servedInTime(flight, set);
                }
                world.deliver(flight.id(), event(flight, 200, body, headers));
            });
        });
    }

    private void answer(Flight flight, SimWorld world, int status, String body, Map<String, List<String>> fields) {
        world.at(world.now + latency(), () -> world.deliver(flight.id(), event(flight, status, body, fields)));
    }

    private static void fail(Flight flight, SimWorld world, long at) {
        world.at(
                at,
                () -> world.deliver(
                        flight.id(), new Event.Failed(flight.id(), RefreshOutcome.CONNECT, Optional.empty())));
    }

    private Event event(Flight flight, int status, String body, Map<String, List<String>> fields) {
        Response response = new Response(
                status, HttpHeaders.of(new HashMap<>(fields), (name, value) -> true), body.getBytes(UTF_8));
        if (status != 200) {
            return reader.read(flight, response);
        }
        Event known = read.computeIfAbsent(flight.errand() + body + fields, any -> reader.read(flight, response));
        return withId(known, flight.id());
    }

    private static Event withId(Event event, long id) {
        if (event instanceof Event.Fetched fetched) {
            return new Event.Fetched(id, fetched.keys(), fetched.skipped(), fetched.maxAge(), fetched.at());
        }
        if (event instanceof Event.Failed failed) {
            return new Event.Failed(id, failed.outcome(), failed.retryAfter());
        }
        return new Event.Located(id, ((Event.Located) event).keys());
    }

    static String kid(int key) {
        return "key-" + key;
    }

    private static String metadata() {
        return "{\"issuer\":\"" + ISSUER + "\",\"jwks_uri\":\"" + KEYS + "\"}";
    }

    private static String document(Set<Integer> set, boolean junk) {
        return new TreeSet<>(set)
                .stream()
                        .map(SimProvider::jwk)
                        .collect(Collectors.joining(",", "{\"keys\":[" + (junk ? JUNK + "," : ""), "]}"));
    }

    static String jwk(int key) {
        java.security.interfaces.ECPublicKey point = (java.security.interfaces.ECPublicKey) TestKeys.ec(key);
        return "{\"kty\":\"EC\",\"crv\":\"P-256\",\"alg\":\"ES256\",\"kid\":\"" + kid(key) + "\",\"x\":\""
                + coordinate(point.getW().getAffineX()) + "\",\"y\":\""
                + coordinate(point.getW().getAffineY()) + "\"}";
    }

    private static String coordinate(java.math.BigInteger number) {
        byte[] bytes = new byte[32];
        byte[] signed = number.toByteArray();
        int length = Math.min(32, signed.length);
        System.arraycopy(signed, signed.length - length, bytes, 32 - length, length);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
