package io.github.bearergate.attacks;

import io.github.bearergate.ApiRequest;
import io.github.bearergate.Decision;
import io.github.bearergate.GuardEvent;
import io.github.bearergate.GuardListener;
import io.github.bearergate.RequestGuard;
import io.github.bearergate.audit.AuditLog;
import io.github.bearergate.jwks.KeySourceEvent;
import io.github.bearergate.jwks.RefreshOutcome;
import io.github.bearergate.policy.Policy;
import io.github.bearergate.testkit.TestIssuer;
import io.github.bearergate.testkit.TokenBuilder;
import java.io.IOException;
import java.security.KeyPair;
import java.security.interfaces.RSAPublicKey;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * What the attacks are made in: issuers with sound keys and odd ones, a guarded application, and everything that could give
 * something away.
 *
 * <p>The issuer {@link #general} is trusted under the default profile, {@link #strict} under {@code rfc9068} with two keys for one
 * algorithm, {@link #roles} with its scopes in a nested claim. Nobody may ever ask {@link #trap} for anything.
 */
final class World implements AutoCloseable {
    static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
    /** What of the default issuer's set may be used: its four keys, "shared", "any-rsa", "p384-sound" and the odd "p384". */
    static final int SOUND_KEYS = 8;

    static final String PATH = "/orders/7";
    static final String REVOKED = "jti-revoked-8e1b";
    static final String SUBJECT = "subject-9d27";
    static final String CLIENT = "client-41c8";

    private static final String RULES = """
            GET /health is open
            GET /caf\u00e9 is open
            GET /orders/** needs orders:read
            POST /orders/** needs orders:write
            GET /both needs orders:read and orders:write
            GET /either needs reports:read or orders:admin
            GET /tenants/{t}/** needs orders:read where tenant is {t}
            GET /staff/** needs orders:read where groups has staff
            ANY /me needs a valid token
            GET /vault/** is denied
            """;
    private static final String GRANTS = "grants orders:read orders:write orders:admin reports:read";

    final SettableClock clock = new SettableClock(NOW);
    final TestIssuer general = issuer("ES256", "RS256", "PS256", "EdDSA");
    final TestIssuer strict = issuer("ES256");
    final TestIssuer roles = issuer("ES256");
    final TestIssuer trap = issuer("ES256");
    final OddKeys oddKeys = new OddKeys();
    final BlockingQueue<GuardEvent> events = new LinkedBlockingQueue<>();
    private final BlockingQueue<String> auditLines = new LinkedBlockingQueue<>();
    final LogCapture logs = LogCapture.start();
    final AuditLog audit = AuditLog.ofEverything(auditLines::add);
    final Policy policy;
    final RequestGuard guard;
    final RequestGuard forgetful;
    final GatedServer server;

    private int settled;
    private RawConnection attackers;
    private RawConnection honest;

    World() throws IOException, InterruptedException {
        oddKeys.publishAt(general);
        strict.rotate();
        general.addKey("shared", "ES256", oddKeys.pair("shared-general"));
        strict.addKey("shared", "ES256", oddKeys.pair("shared-strict"));
        KeyPair rsa = general.key(general.kid("PS256"));
        general.addKey("any-rsa", "RS256", rsa);
        general.removeKey("any-rsa");
        general.publishElement(OddKeys.jwk((RSAPublicKey) rsa.getPublic(), "any-rsa"));
        general.addKey("p384-sound", "ES384", OddKeys.generate("secp384r1"));
        strict.addKey("strict-rsa", "RS256", rsa);
        policy = Policy.parse("attacks.policy", policyText());
        CountDownLatch fetched = new CountDownLatch(6);
        boolean muted = LogCapture.mute(true); // each odd key is complained about twice
        guard = guard(10_000, fetched);
        forgetful = guard(0, fetched);
        if (!fetched.await(20, TimeUnit.SECONDS)) {
            throw new IllegalStateException("the keys were not fetched");
        }
        server = new GatedServer(guard);
        LogCapture.mute(muted);
        attackers = new RawConnection(server.port());
        honest = new RawConnection(server.port());
    }

    /** A token of the default issuer that may read orders, before it is signed. */
    TokenBuilder token() {
        return marked(general);
    }

    /** A token of the issuer under the stricter profile. */
    TokenBuilder strictToken() {
        return marked(strict);
    }

    /** A token of the issuer whose scopes are in {@code realm_access.roles}. */
    TokenBuilder rolesToken() {
        return marked(roles).scope().claim("realm_access", Map.of("roles", List.of("orders:read")));
    }

    /** A signed token that is accepted. */
    String valid() {
        return token().sign();
    }

    /** Sends a request over the attackers' connection, or over a new one if the server has closed it. */
    RawResponse send(RawRequest request) throws IOException {
        if (!attackers.isUsable()) {
            attackers.close();
            attackers = new RawConnection(server.port());
        }
        return attackers.exchange(request);
    }

    /** Sends a request with a new, valid token over a connection on which nothing else is sent. */
    RawResponse sendControl() throws IOException {
        if (!honest.isUsable()) {
            honest.close();
            honest = new RawConnection(server.port());
        }
        return honest.exchange(
                RawRequest.get(PATH).bearer(token().algorithm("EdDSA").sign()));
    }

    /** Asks a guard without a memory, past the container. */
    Decision ask(String... authorization) {
        return forgetful.decide(ApiRequest.of("GET", PATH, List.of(authorization)));
    }

    /** Forgets all that was told of earlier requests, once the last of their audit lines has been written. */
    void settle() throws InterruptedException {
        String path = "/settled/" + ++settled;
        forgetful.decide(ApiRequest.of("GET", path, List.of()));
        String last = "\"url.path\":\"" + path + '"';
        String line;
        do {
            line = auditLine();
        } while (!line.contains(last));
        events.clear();
        logs.take();
    }

    /** The next line of the audit log; waits for it. */
    String auditLine() throws InterruptedException {
        return Objects.requireNonNull(auditLines.poll(10, TimeUnit.SECONDS), "the audit log has no line");
    }

    /** A decision in one word. */
    static String verdict(Decision decision) {
        return decision.fold(
                allow -> Expected.ALLOWED,
                deny -> deny.reason().name(),
                down -> down.outage().name());
    }

    @Override
    public void close() throws IOException {
        attackers.close();
        honest.close();
        server.close();
        guard.close();
        forgetful.close();
        audit.close();
        logs.close();
        general.close();
        strict.close();
        roles.close();
        trap.close();
    }

    private TokenBuilder marked(TestIssuer issuer) {
        return issuer.token()
                .scope("orders:read")
                .subject(SUBJECT)
                .clientId(CLIENT)
                .expiresIn(Duration.ofMinutes(5));
    }

    private TestIssuer issuer(String... algorithms) {
        return TestIssuer.builder()
                .algorithms(algorithms)
                .metadata()
                .clock(clock)
                .start();
    }

    private String policyText() {
        return "policy 1\n"
                + general.issuerLines("alias general", GRANTS)
                + strict.issuerLines("alias strict", "profile rfc9068", "algorithms ES256", GRANTS)
                + roles.issuerLines("alias roles", "scope-claim realm_access.roles", GRANTS)
                + RULES
                + "everything else is denied\n";
    }

    private RequestGuard guard(int memo, CountDownLatch fetched) {
        return ChosenSignatures.applyTo(RequestGuard.builder(policy))
                .clock(clock)
                .memoSize(memo)
                .revocationList((issuer, jti) -> jti.equals(REVOKED))
                .listener(audit)
                .listener(new GuardListener() {
                    @Override
                    public void decided(GuardEvent event) {
                        events.add(event);
                    }

                    @Override
                    public void keys(KeySourceEvent event) {
                        if (event instanceof KeySourceEvent.Refreshed done && done.outcome() == RefreshOutcome.OK) {
                            fetched.countDown();
                        }
                    }
                })
                .build();
    }
}
