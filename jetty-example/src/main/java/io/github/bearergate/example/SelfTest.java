package io.github.bearergate.example;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;

/** Plays good and bad requests against an example of its own, over HTTP. */
final class SelfTest implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Optional<String> NO_TOKEN = Optional.empty();
    private static final String REFUSED = "401 invalid_token";

    private final Example example;
    private final DemoIssuer issuer;
    private final ApiClient api;
    private final ApiClient management;
    private final SelfTestReport report = new SelfTestReport();

    private SelfTest(Example example, DemoIssuer issuer) {
        this.example = example;
        this.issuer = issuer;
        this.api = new ApiClient("http://" + DemoIssuer.HOST + ":" + example.port());
        this.management = new ApiClient("http://" + DemoIssuer.HOST + ":" + example.managementPort());
    }

    /** Starts an example on free ports, without audit lines. */
    static SelfTest start() {
        Options options = new Options();
        options.audit = Options.Audit.OFF;
        Example example = Example.start(options, line -> {});
        return new SelfTest(example, example.demoIssuer().orElseThrow());
    }

    /** Plays every case once. */
    SelfTestReport play() {
        example.awaitReady(PATIENCE);
        String reader = token(DemoClient.READER);
        tokens(reader);
        rules(reader);
        paths(reader);
        rotation(reader);
        report.add("the management port's metrics", "200", management.ask("GET", "/metrics", NO_TOKEN));
        report.add("ready", "200", management.ask("GET", "/health/ready", NO_TOKEN));
        return report;
    }

    private void tokens(String reader) {
        report.add("no token", "401", api.ask("GET", "/orders", NO_TOKEN));
        report.add("a valid token", "200", ask("GET", "/orders", reader));
        report.add(
                "an expired token",
                REFUSED,
                ask("GET", "/orders", issuer.token(DemoClient.READER).expired().sign()));
        report.add("a tampered token: more scopes", REFUSED, ask("DELETE", "/orders/1", withMoreScopes(reader)));
        report.add("a token for another audience", REFUSED, ask("GET", "/orders", forAnotherApi()));
    }

    private void rules(String reader) {
        report.add("the wrong scope", "403 insufficient_scope", ask("DELETE", "/orders/1", reader));
        report.add("both scopes that a rule needs", "204", ask("DELETE", "/orders/1", token(DemoClient.ADMIN)));
        report.add("the caller's own tenant", "200", ask("GET", "/tenants/acme/orders", reader));
        report.add("another tenant", "403", ask("GET", "/tenants/globex/orders", reader));
        report.add("an open rule, no token", "200", api.ask("GET", "/", NO_TOKEN));
    }

    private void paths(String reader) {
        report.add("a path that no rule permits, no token", "401", api.ask("GET", "/nowhere", NO_TOKEN));
        report.add("a path that no rule permits", "403", ask("GET", "/nowhere", reader));
        report.add("a permitted path that the API does not know", "404", ask("GET", "/orders/nowhere", reader));
    }

    /** The old token is one that was accepted before: what is remembered of it must not outlive its key. */
    private void rotation(String old) {
        issuer.rotate();
        report.add("key rotation: keys fetched anew", "yes", refreshKeys());
        report.add("key rotation: a token of the new key", "200", ask("GET", "/orders", token(DemoClient.READER)));
        report.add("key rotation: a token of the old key, still published", "200", ask("GET", "/orders", old));
        issuer.withdrawOldKeys();
        report.add("key withdrawn: keys fetched anew", "yes", refreshKeys());
        report.add("key withdrawn: a token of the old key", REFUSED, ask("GET", "/orders", old));
        report.add("key withdrawn: a token of the new key", "200", ask("GET", "/orders", token(DemoClient.READER)));
    }

    private String refreshKeys() {
        return example.refreshKeys(issuer.issuer(), PATIENCE) ? "yes" : "no";
    }

    private String ask(String method, String path, String token) {
        return api.ask(method, path, Optional.of(token));
    }

    private String token(DemoClient client) {
        return issuer.mint(client, client.scopes());
    }

    private String forAnotherApi() {
        return issuer.token(DemoClient.READER)
                .audience("https://another.example.com")
                .sign();
    }

    /** The same token with another payload, and so with a signature that is not its own. */
    private static String withMoreScopes(String token) {
        String[] segments = token.split("\\.", -1);
        String payload = new String(Base64.getUrlDecoder().decode(segments[1]), StandardCharsets.UTF_8)
                .replace("orders:read", "orders:write orders:admin");
        segments[1] = Base64.getUrlEncoder().withoutPadding().encodeToString(payload.getBytes(StandardCharsets.UTF_8));
        return String.join(".", segments);
    }

    @Override
    public void close() {
        example.close();
    }
}
