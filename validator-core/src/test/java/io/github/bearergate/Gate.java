package io.github.bearergate;

import io.github.bearergate.jose.JwkSetReader;
import io.github.bearergate.policy.Policy;
import io.github.bearergate.spi.KeySource;
import io.github.bearergate.spi.VerificationKey;
import io.github.bearergate.testkit.TestIssuer;
import io.github.bearergate.testkit.TokenBuilder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/**
 * A guard with a real issuer behind it and a clock that tests set.
 *
 * <p>The issuer's key set is read afresh at every lookup, so that tests of decisions need not wait for a fetch.
 */
final class Gate implements AutoCloseable {
    static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
    static final String RULES = """
            GET /open is open
            GET /orders/** needs orders:read
            POST /orders needs orders:read and orders:write
            GET /reports needs reports:read or orders:admin
            GET /tenants/{t}/** needs orders:read where tenant is {t}
            GET /internal/** is denied
            ANY /me needs a valid token
            """;

    final TestIssuer issuer;
    final SettableClock clock = new SettableClock();
    final List<GuardEvent> events = new CopyOnWriteArrayList<>();
    final RequestGuard guard;

    Gate(TestIssuer issuer, Consumer<RequestGuardBuilder> settings, String... issuerSettings) {
        this.issuer = issuer;
        String text = "policy 1\n" + issuer.issuerLines(issuerSettings) + RULES + "everything else is denied\n";
        RequestGuardBuilder builder = RequestGuard.builder(Policy.parse("test.policy", text))
                .clock(clock)
                .keySource(issuer.issuer(), keysOf(issuer))
                .listener(new GuardListener() {
                    @Override
                    public void decided(GuardEvent event) {
                        events.add(event);
                    }
                });
        settings.accept(builder);
        this.guard = builder.build();
    }

    static Gate of(TestIssuer issuer, String... issuerSettings) {
        return new Gate(issuer, builder -> {}, issuerSettings);
    }

    /** A token that the policy accepts for reading orders, issued at the clock's start. */
    TokenBuilder token() {
        return issuer.token().clock(Clock.fixed(NOW, ZoneOffset.UTC)).scope("orders:read");
    }

    Decision get(String path, String token) {
        return request("GET", path, "Bearer " + token);
    }

    Decision request(String method, String path, String... authorization) {
        return guard.decide(ApiRequest.of(method, path, List.of(authorization)));
    }

    /** The decision on reading orders in one word: ALLOWED, a reason, or an outage. */
    String verdict(String token) {
        return verdict(get("/orders/7", token));
    }

    static String verdict(Decision decision) {
        return decision.fold(
                allow -> "ALLOWED",
                deny -> deny.reason().name(),
                unavailable -> unavailable.outage().name());
    }

    static KeySource keysOf(TestIssuer issuer) {
        return query ->
                JwkSetReader.read(issuer.jwks().getBytes(StandardCharsets.UTF_8), NOW).orElseThrow().keys().stream()
                        .filter(key -> isAskedFor(key, query.kid().orElse(""))
                                && key.algorithms().contains(query.algorithm()))
                        .toList();
    }

    private static boolean isAskedFor(VerificationKey key, String kid) {
        return key.kid().orElse("").equals(kid);
    }

    @Override
    public void close() {
        guard.close();
    }

    /** A clock that stands until it is moved. */
    static final class SettableClock extends Clock {
        private volatile Instant instant = NOW;

        void advance(Duration duration) {
            instant = instant.plus(duration);
        }

        @Override
        public Instant instant() {
            return instant;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            throw new IllegalStateException("this clock has one zone");
        }
    }
}
