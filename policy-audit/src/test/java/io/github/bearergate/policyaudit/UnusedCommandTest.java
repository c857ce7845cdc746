package io.github.bearergate.policyaudit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.github.bearergate.ApiRequest;
import io.github.bearergate.RequestGuard;
import io.github.bearergate.metrics.MicrometerListener;
import io.github.bearergate.policy.Policy;
import io.github.bearergate.testkit.Eventually;
import io.github.bearergate.testkit.TestIssuer;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The counters of real guards, as Micrometer's Prometheus registry prints them. */
class UnusedCommandTest {
    private static final TestIssuer ISSUER =
            TestIssuer.builder().algorithms("ES256").start();

    private static final String TEXT = ISSUER.policy("""
        GET    /health          is open
        GET    /orders/**       needs orders:read
        POST   /orders          needs orders:write
        DELETE /orders/*        needs orders:write and orders:admin
        GET    /reports/{year}  needs reports:read or orders:read
        GET    /never           is denied
        """);

    private static final Policy POLICY = Policy.parse("api.policy", TEXT);

    /** Of one instance, where all but deleting and reports was used. */
    private static String busy = "";

    /** Of another one, where nothing but a report was read. */
    private static String quiet = "";

    @TempDir
    private Path directory = Path.of("");

    @BeforeAll
    static void count() {
        busy = scrape(guard -> {
            decide(guard, "GET", "/health", "");
            decide(guard, "GET", "/orders/7", "orders:read");
            decide(guard, "GET", "/orders/8", "orders:read");
            decide(guard, "POST", "/orders", "orders:write");
            decide(guard, "DELETE", "/orders/7", "orders:write");
            decide(guard, "DELETE", "/orders/7", "");
            decide(guard, "GET", "/elsewhere", "orders:read");
        });
        quiet = scrape(guard -> decide(guard, "GET", "/reports/2026", "orders:read"));
    }

    @AfterAll
    static void close() {
        ISSUER.close();
    }

    @Test
    void rulesThatLetNothingThroughAndScopesThatNobodyNeededAreListedWithTheirLines() {
        Run run = Run.of("unused", "--metrics", metrics("busy", busy), policy());

        assertThat(run.code()).isEqualTo(1);
        assertThat(run.out().lines())
                .containsExactly(
                        policy() + ":" + line("DELETE /orders/*")
                                + ": warning: `DELETE /orders/*` let no request through (and refused 2); take the line"
                                + " out, unless what it is for has not happened yet [unused-rule]",
                        policy() + ":" + line("GET /reports/{year}")
                                + ": warning: `GET /reports/{year}` let no request through; take the line out, unless"
                                + " what it is for has not happened yet [unused-rule]",
                        policy() + ":" + line("DELETE /orders/*")
                                + ": warning: the scope `orders:admin` was never needed: no rule that asks for it let a"
                                + " request through; callers need not be given it [unneeded-scope]",
                        policy() + ":" + line("GET /reports/{year}")
                                + ": warning: the scope `reports:read` was never needed: no rule that asks for it let a"
                                + " request through; callers need not be given it [unneeded-scope]",
                        "1 scrape, 7 decisions, 2 of 5 rules unused, 2 of 4 scopes never needed: 0 errors, 4 warnings");
    }

    @Test
    void theCountersOfSeveralInstancesAreAddedUp() {
        Run run = Run.of("unused", "--metrics", metrics("busy", busy), "--metrics", metrics("quiet", quiet), policy());

        assertThat(run.out())
                .contains("`DELETE /orders/*` let no request through")
                .doesNotContain("`GET /reports/{year}`", "`reports:read`")
                .endsWith("2 scrapes, 8 decisions, 1 of 5 rules unused, 1 of 4 scopes never needed: 0 errors, 2"
                        + " warnings\n");
    }

    @Test
    void whereEverythingWasNeededTheExitCodeIsZero() {
        String all = scrape(guard -> decide(guard, "DELETE", "/orders/7", "orders:write orders:admin"));

        Run run = Run.of(
                "unused",
                "--metrics",
                metrics("busy", busy),
                "--metrics",
                metrics("quiet", quiet),
                "--metrics",
                metrics("all", all),
                policy());

        assertThat(run.out())
                .isEqualTo("3 scrapes, 9 decisions, 0 of 5 rules unused, 0 of 4 scopes never needed: 0 errors, 0"
                        + " warnings\n");
        assertThat(run.code()).isZero();
    }

    @Test
    void aGrantThatNoRuleAsksForIsAScopeThatIsNeverNeeded() {
        String granting = TEXT.replace("\n\n", "\n")
                .replaceFirst("(?m)^( +audience .*)$", "$1\n    grants orders:read orders:old");
        String counted = scrape(Policy.parse("api.policy", granting), guard -> decide(guard, "GET", "/health", ""));

        Run run =
                Run.of("unused", "--metrics", metrics("m", counted), Run.file(directory, "granting.policy", granting));

        assertThat(run.out())
                .contains(":2: warning: the scope `orders:old` was never needed: no rule asks for it; take it out of"
                        + " `grants`");
    }

    @Test
    void jsonHasTheNumbersAndSarifTheLines() {
        String json = Run.of("unused", "--format", "json", "--metrics", metrics("busy", busy), policy())
                .out();
        assertThat(json)
                .contains("\"digest\": \"" + POLICY.digest() + "\"", "\"decisions\": 7")
                .containsSubsequence("\"rule\": \"GET /orders/**\"", "\"allowed\": 2", "\"refused\": 0")
                .containsSubsequence("\"rule\": \"DELETE /orders/*\"", "\"allowed\": 0", "\"refused\": 2")
                .containsSubsequence("\"scope\": \"orders:admin\"", "\"DELETE /orders/*\"", "\"needed\": false")
                .contains("\"id\": \"unused-rule\"");

        Run sarif = Run.of("unused", "--format", "sarif", "--metrics", metrics("busy", busy), policy());
        assertThat(sarif.code()).isEqualTo(1);
        assertThat(sarif.out())
                .contains("\"version\": \"2.1.0\"", "\"ruleId\": \"unused-rule\"", "\"ruleId\": \"unneeded-scope\"")
                .contains("\"startLine\": " + line("DELETE /orders/*"));
    }

    @Test
    void countersOfAnotherPolicyAreRefused() {
        String other = Run.file(directory, "other.policy", TEXT.replace("orders:admin", "orders:owner"));

        Run run = Run.of("unused", "--metrics", metrics("busy", busy), other);

        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err())
                .contains("busy: counts for the policy " + POLICY.digest().substring(0, 12) + ", and " + other + " is ")
                .contains("give the file that is deployed there, with --env for its ${NAME}s");
    }

    @Test
    void countersOfTwoPoliciesOrOfNoneAreRefused() {
        String info = "bearergate_policy_info{digest=\"0123456789ab\",rules=\"3\"} 1\n";

        assertThat(Run.of("unused", "--metrics", metrics("m", busy + info), policy())
                        .err())
                .contains("m: counts for the policy 0123456789ab and ");
        assertThat(Run.of("unused", "--metrics", metrics("m", "up 1\n"), policy())
                        .err())
                .contains("m: has no bearergate_policy_info");
    }

    @Test
    void aScrapeFromWhichSeriesAreMissingIsRefused() {
        String filtered = busy.lines()
                .filter(line -> !line.contains("rule=\"GET /reports/{year}\""))
                .reduce("", (text, line) -> text + line + "\n");

        Run run = Run.of("unused", "--metrics", metrics("m", filtered), policy());

        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err()).contains("has no bearergate_requests_total with rule=\"GET /reports/{year}\"");
    }

    @Test
    void aServiceThatHasCountedNothingSaysNothing() {
        Run run = Run.of("unused", "--metrics", metrics("m", scrape(guard -> {})), policy());

        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err()).contains("no request has been counted yet");
    }

    @Test
    void aWrongPolicyOrNoMetricsCannotRun() {
        assertThat(Run.of("unused", policy()).code()).isEqualTo(2);
        assertThat(Run.of("unused", "--metrics", "no-such-file", policy()).err())
                .contains("no-such-file: cannot be read");
        assertThat(Run.of("unused", "--metrics", metrics("m", busy), Run.file(directory, "x", "policy 2\n"))
                        .err())
                .contains("the service would refuse this policy");
    }

    @Test
    void theHelpSaysWhatUnusedMeans() {
        assertThat(Run.of("unused", "--help").out().replaceAll("\\s+", " "))
                .contains("A rule is unused when it let no request through")
                .contains("A scope is never needed when no rule that asks for it let a request through");
    }

    @Test
    void commonTagsTimesExemplarsAndEscapesAreRead() {
        Scrape scrape = Scrape.read("m", """
            # TYPE bearergate_requests counter
            bearergate_policy_info{application="a \\"b\\", c\\\\",digest="0123456789ab",} 1 1700000000000
            bearergate_requests_total{rule="GET /t/{x}",outcome="allowed"} 3.0 # {trace_id="x"} 1.0 1.7
            bearergate_requests_total{rule="GET /t/{x}",outcome="forbidden"} 1e3
            bearergate_requests_total_other 7
            bearergate_requests_totals{rule="x"} nonsense {
            """.getBytes(StandardCharsets.UTF_8));

        assertThat(scrape.digests()).containsExactly("0123456789ab");
        assertThat(scrape.count("GET /t/{x}", true)).hasValue(3);
        assertThat(scrape.count("GET /t/{x}", false)).hasValue(1000);
        assertThat(scrape.count("other", true)).isEmpty();
        assertThat(scrape.total()).isEqualTo(1003);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "bearergate_requests_total{rule=\"x\"}",
                "bearergate_requests_total{rule=\"x} 1",
                "bearergate_requests_total{rule=x} 1",
                "bearergate_requests_total{rule=\"x\"} many",
                "bearergate_requests_total{rule=\"x\"} NaN",
                "bearergate_requests_total{rule=\"x\"} -1",
                "bearergate_requests_total{rule=\"x\"} +Inf",
                "bearergate_policy_info{digest=\"x\" 1"
            })
    void aLineThatIsNoSampleIsNamed(String line) {
        assertThatThrownBy(() -> Scrape.read("m", ("up 1\n" + line + "\n").getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(CannotRunException.class)
                .hasMessage("m:2: this is not a line of the Prometheus text format");
    }

    @Test
    void aServiceOnThisMachineIsAskedOverHttp() throws IOException {
        HttpServer server = server(busy, 200);
        try {
            Run run = Run.of("unused", "--metrics", url(server), policy());

            assertThat(run.err()).isEmpty();
            assertThat(run.out()).contains("1 scrape, 7 decisions");
        } finally {
            server.stop(0);
        }
    }

    @Test
    void anAnswerThatIsNoSuccessIsNotRead() throws IOException {
        HttpServer server = server(busy, 404);
        try {
            assertThat(Run.of("unused", "--metrics", url(server), policy()).err())
                    .contains("answered with the status 404 instead of 200");
        } finally {
            server.stop(0);
        }
    }

    @Test
    void anAnswerThatIsTooLargeOrTakesTooLongIsGivenUp() throws IOException {
        CountDownLatch end = new CountDownLatch(1);
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody().write(new byte[11]);
            exchange.getResponseBody().flush();
            try {
                end.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            exchange.close();
        });
        server.start();
        try {
            assertThatThrownBy(() -> new MetricsSource(Duration.ofSeconds(20), 10).read(url(server)))
                    .isInstanceOf(CannotRunException.class)
                    .hasMessageContaining("has more than 10 bytes");
            assertThatThrownBy(() -> new MetricsSource(Duration.ofMillis(300), 100).read(url(server)))
                    .isInstanceOf(CannotRunException.class)
                    .hasMessageContaining("did not answer within");
        } finally {
            end.countDown();
            server.stop(0);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://192.0.2.1/metrics",
                "http://example.com/metrics",
                "HTTP://example.com/metrics",
                "http://127.0.0.1.example.com/metrics",
                "http://localhost@example.com/metrics",
                "https:///metrics"
            })
    void anotherMachineIsAskedOverHttpsOnly(String url) {
        assertThat(Run.of("unused", "--metrics", url, policy()).err())
                .contains("metrics are fetched over https, or over http from this machine");
    }

    private static HttpServer server(String body, int status) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/metrics", exchange -> {
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
        server.start();
        return server;
    }

    private static String url(HttpServer server) {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/metrics";
    }

    private String policy() {
        return Run.file(directory, "api.policy", TEXT);
    }

    private String metrics(String name, String scrape) {
        return Run.file(directory, name, scrape);
    }

    private static int line(String rule) {
        return POLICY.rules().stream()
                .filter(each -> each.id().equals(rule))
                .findFirst()
                .orElseThrow()
                .line();
    }

    private interface Use {
        void of(RequestGuard guard);
    }

    private static String scrape(Use use) {
        return scrape(POLICY, use);
    }

    private static String scrape(Policy policy, Use use) {
        PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        try (MicrometerListener meters = new MicrometerListener(registry, policy);
                RequestGuard guard =
                        RequestGuard.builder(policy).listener(meters).build()) {
            Eventually.until(guard::ready);
            use.of(guard);
            return registry.scrape();
        }
    }

    private static void decide(RequestGuard guard, String method, String path, String scope) {
        String token = ISSUER.token().scope(scope).sign();
        List<String> authorization = scope.isEmpty() ? List.of() : List.of("Bearer " + token);
        guard.decide(ApiRequest.of(method, path, authorization));
    }

    @Test
    void aLongLabelIsReadAndOverflowsNothing() {
        String file = metrics(
                "long",
                busy + "bearergate_requests_total{rule=\"none\",outcome=\"allowed\",x=\"" + "a\\\"".repeat(200_000)
                        + "\"} 1\n");

        Run run = Run.of("unused", "--metrics", file, policy());

        assertThat(run.err()).isEmpty();
        assertThat(run.out()).contains("1 scrape, 8 decisions, ");
    }
}
