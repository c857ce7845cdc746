package io.github.bearergate.attacks;

import static io.github.bearergate.Reason.DENIED_BY_POLICY;
import static io.github.bearergate.Reason.EXPIRED;
import static io.github.bearergate.Reason.INSUFFICIENT_SCOPE;
import static io.github.bearergate.Reason.MALFORMED_HEADER;
import static io.github.bearergate.Reason.MISSING_TOKEN;
import static io.github.bearergate.Reason.MULTIPLE_TOKENS;
import static io.github.bearergate.Reason.OTHER_SCHEME;
import static io.github.bearergate.Reason.UNKNOWN_KEY;
import static io.github.bearergate.Reason.WRONG_AUDIENCE;
import static io.github.bearergate.attacks.Expected.refused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.bearergate.ApiRequest;
import io.github.bearergate.Reason;
import io.github.bearergate.RequestGuard;
import io.github.bearergate.metrics.MicrometerListener;
import io.github.bearergate.servlet.BearerTokenFilter;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Attacks through what answers, logs and metrics give away. */
class ResponseAttacksTest extends AttackTable {
    private static final List<String> HOSTILE = List.of(
            "\" , Basic realm=\"evil",
            "evil\r\nX-Evil: 1",
            "\u001B[31mevil",
            "${jndi:ldap://evil.example.com/a}",
            "evil\u2028evil",
            "<script>evil</script>",
            "%s%n evil",
            "evil\\\"",
            "{\"event.outcome\":\"evil\"}");

    @Override
    void attacks() {
        attack("RSP-01")
                .sent(refused(MISSING_TOKEN), "no token", world -> RawRequest.get(World.PATH))
                .sent(
                        refused(OTHER_SCHEME),
                        "another scheme",
                        world -> RawRequest.get(World.PATH).line("Authorization: Basic eDp5"))
                .sent(
                        refused(MALFORMED_HEADER),
                        "a broken header",
                        world -> RawRequest.get(World.PATH).line("Authorization: Bearer"))
                .sent(
                        refused(MULTIPLE_TOKENS),
                        "two headers",
                        world -> RawRequest.get(World.PATH).bearer("a").bearer("b"))
                .sent(
                        refused(INSUFFICIENT_SCOPE),
                        "a scope is lacking",
                        world -> RawRequest.get("/both").bearer(world.valid()))
                .sent(
                        refused(EXPIRED),
                        "too old",
                        world -> RawRequest.get("/nowhere")
                                .bearer(world.token().expired().sign()))
                .sent(
                        refused(DENIED_BY_POLICY),
                        "nothing to hope for",
                        world -> RawRequest.get("/vault/1").bearer(world.valid()));
        Row quotes = attack("RSP-03");
        Row logs = attack("RSP-09");
        for (String value : HOSTILE) {
            String name = value.replaceAll("[^A-Za-z0-9$%{}<>/.:]", "?");
            quotes.refused(
                            INSUFFICIENT_SCOPE,
                            "scope " + name,
                            world ->
                                    world.token().claim("scope", List.of(value)).sign())
                    .refused(
                            WRONG_AUDIENCE,
                            "aud " + name,
                            world -> world.token().audience(value).sign())
                    .refused(
                            UNKNOWN_KEY,
                            "kid " + name,
                            world -> world.token().kid(value).sign());
            logs.refused(
                            Reason.UNKNOWN_ISSUER,
                            "iss " + name,
                            world -> world.token().claim("iss", value).sign())
                    .refused(
                            Reason.ALGORITHM_NOT_ALLOWED,
                            "alg " + name,
                            world -> world.token().header("alg", value).sign())
                    .refused(
                            Reason.WRONG_TYPE,
                            "typ " + name,
                            world -> world.token().typ(value).sign())
                    .refused(
                            EXPIRED,
                            "sub " + name,
                            world -> world.token()
                                    .expired()
                                    .subject(value)
                                    .clientId(value)
                                    .jti(value)
                                    .sign());
        }
        attack("RSP-04")
                .refused(
                        Reason.BAD_SIGNATURE,
                        "a forgery",
                        world -> world.token().forged().sign())
                .refused(
                        Reason.MISTYPED_CLAIM,
                        "a genuine token that is wrong",
                        world -> world.token().claim("sub", 1).sign())
                .refused(Reason.MALFORMED_TOKEN, "nonsense", world -> "secret-nonsense-secret")
                .sent(
                        refused(MISSING_TOKEN),
                        "in the query",
                        world -> RawRequest.get(World.PATH + "?access_token=" + world.valid()));
        Row paths = attack("RSP-17");
        for (String path : List.of(
                "/nowhere/anybody",
                "/nowhere%22%3E",
                "/nowhere$%7Blookup:x%7D",
                "/nowhere%3Cscript%3E",
                "/nowhere'",
                "/nowhere%20%20",
                "/nowhere%C3%A9")) {
            paths.sent(refused(MISSING_TOKEN), path, world -> RawRequest.get(path));
        }
    }

    @Test
    @Tag("RSP-05")
    void nobodyLearnsFromTheAnswerHowFarAForgedTokenCame(World world) throws IOException {
        Map<String, Function<World, String>> forgeries = Map.ofEntries(
                Map.entry("MALFORMED_TOKEN", w -> "x"),
                Map.entry("TOKEN_TOO_LARGE", w -> "x".repeat(16_385)),
                Map.entry(
                        "ALGORITHM_NOT_ALLOWED",
                        w -> w.token().header("alg", "none").sign()),
                Map.entry(
                        "FORBIDDEN_HEADER",
                        w -> w.token().header("crit", List.of("x")).sign()),
                Map.entry("WRONG_TYPE", w -> w.token().typ("x").sign()),
                Map.entry("UNKNOWN_ISSUER", w -> w.token().claim("iss", "x").sign()),
                Map.entry("UNKNOWN_KEY", w -> w.token().kid("x").sign()),
                Map.entry("BAD_SIGNATURE", w -> w.token().forged().sign()),
                Map.entry(
                        "BAD_SIGNATURE of an expired token",
                        w -> w.token().expired().forged().sign()),
                Map.entry(
                        "BAD_SIGNATURE for another audience",
                        w -> w.token().audience("x").forged().sign()),
                Map.entry("REVOKED", w -> w.token().jti(World.REVOKED).sign()));
        Set<String> answers = new TreeSet<>();
        for (Function<World, String> forgery : forgeries.values()) {
            for (String path : List.of(World.PATH, "/nowhere", "/vault/1", "/both")) {
                RawResponse answer = world.send(RawRequest.get(path).bearer(forgery.apply(world)));
                answers.add(answer.everything().replaceAll("Date: [^\n]*", "Date"));
            }
        }
        assertThat(answers).hasSize(1);
    }

    @Test
    @Tag("RSP-05")
    void timesAndAudienceAreOnlySpokenOfToTheHolderOfAGenuineToken(World world) throws IOException {
        RawResponse genuine = world.send(
                RawRequest.get(World.PATH).bearer(world.token().expired().sign()));
        RawResponse forged = world.send(RawRequest.get(World.PATH)
                .bearer(world.token().expired().forged().sign()));
        assertThat(genuine.body()).contains("expired");
        assertThat(forged.body()).doesNotContain("expired");
    }

    @Test
    @Tag("RSP-06")
    void noAnswerOfOursIsAPageOrNamesAProduct(World world) throws IOException {
        for (RawRequest request : List.of(
                RawRequest.get(World.PATH),
                RawRequest.get(World.PATH).bearer("x"),
                RawRequest.get("/vault/1").bearer(world.valid()),
                RawRequest.get("/vault;x"))) {
            String body = world.send(request).body().toLowerCase(Locale.ROOT);
            assertThat(body).startsWith("{").doesNotContain("<", "jetty", "java", "bearergate", "exception");
        }
    }

    @ParameterizedTest(name = "RSP-08 {0}")
    @ValueSource(
            strings = {
                "java.lang.StackOverflowError",
                "java.lang.OutOfMemoryError",
                "java.lang.IllegalStateException",
                "java.lang.NoClassDefFoundError",
                "java.lang.AssertionError"
            })
    @Tag("RSP-08")
    void anErrorInTheMiddleOfADecisionNeverOpensTheGate(String type, World world) throws Exception {
        Throwable failure =
                Class.forName(type).asSubclass(Throwable.class).getConstructor().newInstance();
        try (RequestGuard broken = RequestGuard.builder(world.policy)
                        .clock(world.clock)
                        .keySource(world.general.issuer(), query -> {
                            ResponseAttacksTest.<RuntimeException>throwAnything(failure);
                            return List.of();
                        })
                        .build();
                GatedServer server = new GatedServer(broken);
                RawConnection connection = new RawConnection(server.port())) {
            RawResponse response =
                    connection.exchange(RawRequest.get(World.PATH).bearer(world.valid()));
            assertThat(response.status()).isEqualTo(500);
            assertThat(server.reached()).isZero();
        }
    }

    @Test
    @Tag("RSP-10")
    @Tag("CAC-11")
    @Tag("CLM-23")
    void noRequestAddsATimeSeries(World world) throws IOException {
        SimpleMeterRegistry registry = new SimpleMeterRegistry();
        MicrometerListener metrics = new MicrometerListener(registry, world.policy);
        try (RequestGuard guard = RequestGuard.builder(world.policy)
                .clock(world.clock)
                .keySource(world.general.issuer(), query -> List.of())
                .listener(metrics)
                .build()) {
            metrics.watch(guard);
            decideHostile(world, guard, "first");
            Set<Meter.Id> before = ids(registry);
            for (int i = 0; i < 300; i++) {
                decideHostile(world, guard, "evil" + i);
            }
            assertThat(ids(registry)).isEqualTo(before);
            assertThat(before.toString()).doesNotContain("first");
        }
    }

    private static void decideHostile(World world, RequestGuard guard, String word) {
        String token = world.token().kid(word).subject(word).clientId(word).sign();
        String foreign =
                world.token().claim("iss", "https://" + word + ".example.com").sign();
        guard.decide(ApiRequest.of("GET", '/' + word, List.of("Bearer " + token)));
        guard.decide(ApiRequest.of(word, World.PATH, List.of("Bearer " + foreign)));
        guard.decide(ApiRequest.of("GET", "/;" + word, List.of(word)));
    }

    /** Without the meters of fetches: the other issuers' keys come whenever they come. */
    private static Set<Meter.Id> ids(SimpleMeterRegistry registry) {
        return registry.getMeters().stream()
                .map(Meter::getId)
                .filter(id -> !id.getName().startsWith("bearergate.jwks.refresh"))
                .collect(Collectors.toSet());
    }

    @Test
    @Tag("RSP-09")
    void whatAnAcceptedTokenSaysIsOnePrintableLineOfTheAuditLog(World world) throws Exception {
        for (String value : HOSTILE) {
            world.settle();
            assertThat(World.verdict(world.ask("Bearer "
                            + world.token()
                                    .subject(value)
                                    .clientId(value)
                                    .jti(value)
                                    .sign())))
                    .isEqualTo(Expected.ALLOWED);
            assertThat(world.auditLine()).matches("\\{[\\x20-\\x7E]*}").contains("\"event.outcome\":\"success\"");
        }
    }

    @Test
    @Tag("RSP-14")
    void theAnswerToHeadHasNoBodyAndTheSameFields(World world) throws IOException {
        RawResponse get = world.send(RawRequest.get(World.PATH));
        RawResponse head = world.send(RawRequest.of("HEAD", World.PATH));
        assertThat(head.everything().replaceAll("Date: [^\n]*", "Date") + get.body())
                .isEqualTo(get.everything().replaceAll("Date: [^\n]*", "Date"));
        // The next answer on the connection would begin with the body, if there were one.
        assertThat(world.send(RawRequest.get("/health")).body()).isEqualTo(GatedServer.SERVED);
    }

    @Test
    @Tag("RSP-15")
    void whatAFilterInFrontHasSetForBrowsersStaysInTheRefusal(World world) throws Exception {
        try (GatedServer server = new GatedServer(world.guard, (request, response, chain) -> {
                    HttpServletResponse answer = (HttpServletResponse) response;
                    answer.setHeader("Access-Control-Allow-Origin", "https://app.example.com");
                    answer.setHeader("Access-Control-Expose-Headers", "WWW-Authenticate");
                    chain.doFilter(request, response);
                });
                RawConnection connection = new RawConnection(server.port())) {
            RawResponse response = connection.exchange(RawRequest.get(World.PATH));
            assertThat(response.status()).isEqualTo(401);
            assertThat(response.values("Access-Control-Expose-Headers")).containsExactly("WWW-Authenticate");
            assertThat(response.values("Access-Control-Allow-Origin")).containsExactly("https://app.example.com");
        }
    }

    @Test
    @Tag("RSP-16")
    void aRefusalAfterTheAnswerHasBegunStillKeepsTheApplicationAway(World world) throws Exception {
        try (GatedServer server = new GatedServer(world.guard, (request, response, chain) -> {
                    response.getOutputStream().print("begun");
                    response.flushBuffer();
                    chain.doFilter(request, response);
                });
                RawConnection connection = new RawConnection(server.port())) {
            RawResponse response = connection.exchange(RawRequest.get(World.PATH));
            assertThat(response.body()).isEqualTo("begun");
            assertThat(server.reached()).isZero();
        }
    }

    @Test
    @Tag("RSP-03")
    void theRealmCannotBreakOutOfItsQuotes(World world) {
        for (String realm : List.of("a\"b", "a\\", "a\r\nX-Evil: 1", "", " ", "\u00E9", "a".repeat(129), "a\0")) {
            assertThatIllegalArgumentException().as(realm).isThrownBy(() -> new BearerTokenFilter(world.guard, realm));
        }
    }

    /** Throws what a method that declares nothing may not. */
    @SuppressWarnings("unchecked")
    private static <E extends Throwable> void throwAnything(Throwable failure) throws E {
        throw (E) failure;
    }
}
