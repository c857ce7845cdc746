package io.github.bearergate.servlet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.bearergate.ApiRequest;
import io.github.bearergate.GuardEvent;
import io.github.bearergate.GuardListener;
import io.github.bearergate.RequestGuard;
import io.github.bearergate.audit.AuditLog;
import io.github.bearergate.metrics.MicrometerListener;
import io.github.bearergate.policy.Policy;
import io.github.bearergate.spi.SourceUnavailableException;
import io.github.bearergate.testkit.TestIssuer;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/** Tokens with a mark in each part, in requests of every fate: the mark must come out nowhere. */
class CanaryTest {
    private static final String CANARY = "canary-7f3a";
    private static final String RULES = """
            GET /open is open
            GET /orders/** needs orders:read
            GET /tenants/{t} needs orders:read where tenant is {t}
            GET /other needs other
            GET /down needs orders:read
            """;

    private final List<String> audit = new CopyOnWriteArrayList<>();
    private final List<String> events = new CopyOnWriteArrayList<>();
    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);

    @Test
    void noTokenTextLeavesTheGate() {
        List<String> replies = new ArrayList<>();
        List<String> secrets = new ArrayList<>();
        try (LogCapture everything = LogCapture.of("");
                TestIssuer issuer = TestIssuer.start();
                TestIssuer stranger = TestIssuer.start()) {
            AuditLog log = AuditLog.ofEverything(audit::add);
            MicrometerListener metrics =
                    new MicrometerListener(registry, Policy.parse("test.policy", issuer.policy(RULES)));
            try (RequestGuard guard = guard(issuer, log, metrics);
                    TestServer server = new TestServer()
                            .filter(new BearerTokenFilter(guard, "realm"))
                            .servlet(new WhoServlet(), "/*")
                            .start()) {
                metrics.watch(guard);
                for (String token : marked(issuer, stranger)) {
                    for (String target :
                            List.of("/orders/7", "/tenants/x", "/other", "/nowhere", "/orders;a", "/open")) {
                        replies.add(server.send("GET", target, "Authorization: Bearer " + token)
                                .text());
                        replies.add(server.send("GET", target, "Authorization: Bearer " + token, "Authorization: x")
                                .text());
                        replies.add(server.send("GET", target, "Authorization: Bearer\t" + token)
                                .text());
                        replies.add(server.send("GET", target + "?access_token=" + token)
                                .text());
                    }
                    secrets.addAll(List.of(token.split("\\.", -1)));
                }
            }
            log.close();

            replies.removeIf(reply -> reply.startsWith("HTTP/1.1 200")); // the application may tell its caller's name
            assertThat(replies).hasSizeGreaterThan(100);
            assertThat(audit).hasSizeGreaterThan(100);
            assertThat(secrets).hasSizeGreaterThan(20);
            for (List<String> outlet : List.of(replies, audit, events, everything.lines, List.of(registry.scrape()))) {
                String text = String.join("\n", outlet);
                assertThat(text).doesNotContain(CANARY, "access_token");
                assertThat(secrets)
                        .filteredOn(secret -> secret.length() > 20 && text.contains(secret))
                        .isEmpty();
            }
        }
    }

    @Test
    void noTokenTextIsInAnExceptionOfASettings() {
        assertThatThrownBy(() -> Policy.parse("p", "policy 1\n" + CANARY)).hasMessageContaining("p:2");
        assertThat(ApiRequest.of("GET", "/a", List.of("Bearer " + CANARY)).toString())
                .doesNotContain(CANARY);
    }

    private RequestGuard guard(TestIssuer issuer, AuditLog log, MicrometerListener metrics) {
        return Guards.ready(
                issuer,
                RULES,
                builder -> builder.listener(log)
                        .listener(metrics)
                        .listener(new GuardListener() {
                            @Override
                            public void decided(GuardEvent event) {
                                events.add(event.toString());
                                throw new IllegalStateException("a listener that fails");
                            }
                        })
                        .revocationList((iss, jti) -> {
                            if (jti.equals("unknowable")) {
                                throw new SourceUnavailableException("away", Duration.ofSeconds(1));
                            }
                            return false;
                        }));
    }

    /** The mark stands where no outlet may show it: in the subject, the identifier and other claims, in names and in bad parts. */
    private static List<String> marked(TestIssuer issuer, TestIssuer stranger) {
        var token = issuer.token().scope("orders:read").subject(CANARY).claim("secret", CANARY);
        return List.of(
                token.sign(),
                token.jti(CANARY).sign(),
                token.jti("unknowable").sign(),
                token.expired().clientId(CANARY).sign(),
                token.audience(CANARY).sign(),
                token.without("exp").sign(),
                token.claim(CANARY, Map.of("sub", CANARY)).claim("cnf", CANARY).sign(),
                token.header(CANARY, CANARY).header("crit", List.of(CANARY)).sign(),
                token.kid(CANARY).sign(),
                token.typ(CANARY).sign(),
                token.algorithm("ES256").header("alg", CANARY).sign(),
                token.signature(CANARY.repeat(20).getBytes(java.nio.charset.StandardCharsets.US_ASCII))
                        .sign(),
                stranger.token().subject(CANARY).sign(),
                CANARY,
                CANARY + "." + CANARY + "." + CANARY);
    }
}
