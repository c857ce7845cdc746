package io.github.bearergate.attacks;

import static io.github.bearergate.Reason.AMBIGUOUS_PATH;
import static io.github.bearergate.Reason.DENIED_BY_POLICY;
import static io.github.bearergate.Reason.INSUFFICIENT_SCOPE;
import static io.github.bearergate.Reason.MISSING_TOKEN;
import static io.github.bearergate.attacks.Expected.byContainer;
import static io.github.bearergate.attacks.Expected.refused;
import static io.github.bearergate.attacks.Expected.served;
import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Attacks on the reading of the path and the method. The path {@code /health} is open, {@code /vault} denied to everybody,
 * {@code /orders} needs a scope.
 */
class PathAttacksTest extends AttackTable {
    @Override
    void attacks() {
        parameters();
        dots();
        encoded();
        neighbours();
        letters();
        otherParts();
        forms();
        methods();
    }

    private void parameters() {
        ambiguous(
                "PTH-01",
                "/orders;x=y/7",
                "/orders/7;jsessionid=1",
                "/orders/7;",
                "/vault;/1",
                "/health;/../vault/1",
                "/orders/7;.css",
                "/health;x",
                "/;",
                "/orders/7;a=b;c=d",
                "/orders/7;%20");
        contained("PTH-01", "/;/orders/7", "/orders/;/7", "/;x/vault/1", "/;x=y/health");
        ambiguous("PTH-02", "/vault%3bx", "/vault%3B/1", "/orders/7%3ba=b", "/health%3b", "/%3b/vault", "/orders%3b/7");
        ambiguous(
                "PTH-03",
                "/health;/../vault",
                "/health;x=y/../vault",
                "/health/..;x/vault/1".replace("..;x", "x;/../.."),
                "/a;b/../vault/1");
        contained("PTH-04", "/health/..;/vault", "/orders/..;x=y/vault", "/.;/vault", "/vault/.;/1", "/orders/7/..;");
        ambiguous("PTH-09", "/vault;%2f/1", "/orders;%2F/7", "/orders/7;%2f..%2f");
        ambiguous("PTH-47", "/orders;v=1/7;w=2", "/vault;v=1/1", "/orders/7;matrix=a,b");
    }

    private void dots() {
        ambiguous(
                "PTH-05",
                "/health/../vault",
                "/./vault/1",
                "/vault/./1",
                "/orders/7/.",
                "/orders/7/..",
                "/health/./../vault",
                "/a/b/../../vault/1",
                "/.",
                "/health/.");
        contained(
                "PTH-06",
                "/%2e%2e/vault",
                "/%2e/vault",
                "/health/%2E%2E/vault",
                "/health/.%2e/vault",
                "/health/%2e./vault",
                "/orders/%2e%2e/vault",
                "/%2e");
        contained(
                "PTH-07",
                "/%u002e%u002e/vault",
                "/%c0%ae%c0%ae/vault",
                "/orders/%00",
                "/vault%00.css",
                "/%c0%af/vault",
                "/orders/%",
                "/orders/%2",
                "/orders/%zz",
                "/orders/%ff",
                "/orders/%ed%a0%80",
                "/orders/%f4%90%80%80",
                "/health%00",
                "/%e0%80%af/vault");
        ambiguous("PTH-07", "/orders/%EF%BF%BD");
    }

    private void encoded() {
        contained(
                "PTH-08",
                "/vault%2f1",
                "/health%2f..%2fvault",
                "/orders%2F7",
                "/%2fvault",
                "/%2F/vault",
                "/orders/7%2f..");
        contained(
                "PTH-13",
                "/vault\\1",
                "/vault%5c1",
                "/health/..\\vault",
                "/health%5c..%5cvault",
                "/%5Cvault",
                "\\vault");
        contained("PTH-21", "/vault%253f", "/orders/%2541");
        ambiguous(
                "PTH-21",
                "/vault%3fx",
                "/vault%23",
                "/orders/7%3Fa=b",
                "/orders/7%23x",
                "/health%3f/../vault".replace("/../", "/"),
                "/health%23");
    }

    private void neighbours() {
        Row slashes = attack("PTH-14");
        for (String path : List.of("/vault/", "/vault/1/", "/health/", "/orders/", "/orders/7/", "/both/")) {
            slashes.sent(refused(MISSING_TOKEN), path, world -> RawRequest.get(path));
        }
        slashes.sent(
                        refused(DENIED_BY_POLICY),
                        "/vault/ with a token",
                        world -> RawRequest.get("/vault/").bearer(world.valid()))
                .sent(
                        refused(DENIED_BY_POLICY),
                        "/health/ with a token",
                        world -> RawRequest.get("/health/").bearer(world.valid()))
                .sent(
                        served(),
                        "/orders/7/ with a token",
                        world -> RawRequest.get("/orders/7/").bearer(world.valid()));
        for (String path : List.of("//vault/1", "/vault//1", "/health//", "//", "///orders/7", "/orders//7")) {
            slashes.sent(byContainer(400), path, world -> RawRequest.get(path).bearer(world.valid()));
        }
        Row suffixes = attack("PTH-16");
        for (String path : List.of(
                "/vault.json",
                "/vault/1.css",
                "/health.json",
                "/health.css",
                "/health%20",
                "/health.",
                "/healthx",
                "/healt",
                "/health/x",
                "/*",
                "/%2a",
                "/health*",
                "/**",
                "/HEALTH",
                "/Health",
                "/health~",
                "/health,x",
                "/health:x",
                "/health&x",
                "/health=")) {
            suffixes.sent(refused(MISSING_TOKEN), path, world -> RawRequest.get(path))
                    .sent(
                            refused(DENIED_BY_POLICY),
                            path + " with a token",
                            world -> RawRequest.get(path).bearer(world.valid()));
        }
    }

    private void letters() {
        Row turkish = attack("PTH-18");
        for (String path : List.of("/e%C4%B1ther", "/E%C4%B0THER", "/hea%C5%82th", "/%C5%BFtaff/x")) {
            turkish.sent(refused(MISSING_TOKEN), path, world -> RawRequest.get(path))
                    .sent(
                            refused(DENIED_BY_POLICY),
                            path + " with a token",
                            world -> RawRequest.get(path).bearer(world.valid()));
        }
        Row forms = attack("PTH-19");
        for (String path : List.of(
                "/cafe%CC%81",
                "/caf%C3%89",
                "/%EF%BD%88ealth",
                "/health%EF%BC%8F",
                "/%EF%BC%8E%EF%BC%8E/vault",
                "/vault%EF%BC%8Fx",
                "/health%EF%BC%9Bx",
                "/h%D0%B5alth",
                "/caf%C3%A9/",
                "/health%CC%81")) {
            forms.sent(refused(MISSING_TOKEN), path, world -> RawRequest.get(path))
                    .sent(
                            refused(DENIED_BY_POLICY),
                            path + " with a token",
                            world -> RawRequest.get(path).bearer(world.valid()));
        }
        forms.sent(served(), "the composed letter that the rule is written with", world -> RawRequest.get("/caf%C3%A9"))
                .sent(served(), "the same in other hexadecimal digits", world -> RawRequest.get("/caf%c3%a9"));
        ambiguous(
                "PTH-19",
                "/health%E2%80%8B",
                "/he%C2%ADalth",
                "/%EF%BB%BFhealth",
                "/health%E2%80%AE",
                "/%E2%81%A0vault",
                "/health%F3%A0%81%81");
        contained("PTH-19", "/caf\u00E9", "/caf\u00C3\u00A9", "/health\u00A0");
        contained(
                "PTH-20",
                "/vault/%0a",
                "/vault%0d1",
                "/vault/%0D%0A",
                "/health%09",
                "/health%0b",
                "/health%1f",
                "/health%7f",
                "/%08vault");
        ambiguous("PTH-20", "/vault/%c2%85", "/vault/%e2%80%a8", "/health%E2%80%A9", "/health%C2%80", "/health%C2%9F");
    }

    private void otherParts() {
        Row query = attack("PTH-22");
        for (String target : List.of(
                "/vault?x=/health",
                "/vault/1?/health",
                "/vault?#",
                "/vault/1?;/../health",
                "/vault?/../health",
                "/vault/1?x=%00")) {
            query.sent(
                    target.contains("#") ? byContainer(400) : refused(MISSING_TOKEN),
                    target,
                    world -> RawRequest.get(target));
        }
        query.sent(
                served(),
                "a query of an open path is not looked at",
                world -> RawRequest.get("/health?/../vault;x=%2f"));
        contained("PTH-23", "/vault#/health", "/health#", "/health#/../vault", "#", "/#/health");
        Row proxied = attack("PTH-49");
        for (String field : List.of(
                "X-Original-URL: /health",
                "X-Rewrite-URL: /health",
                "X-Forwarded-Prefix: /health",
                "X-Forwarded-Path: /health",
                "X-Forwarded-Uri: /health",
                "X-Envoy-Original-Path: /health",
                "Forwarded: for=127.0.0.1;host=localhost;proto=https",
                "X-Forwarded-Host: evil.example.com",
                "Referer: http://localhost/health",
                "X-Accel-Redirect: /health")) {
            proxied.sent(
                            refused(MISSING_TOKEN),
                            field,
                            world -> RawRequest.get("/vault/1").line(field))
                    .sent(
                            refused(DENIED_BY_POLICY),
                            field + " with a token",
                            world -> RawRequest.get("/vault/1")
                                    .bearer(world.valid())
                                    .line(field));
        }
        Row context = attack("JWK-32");
        for (String field : List.of(
                "X-Forwarded-Host",
                "X-Forwarded-Proto",
                "X-Forwarded-Port",
                "X-Forwarded-For",
                "X-Issuer",
                "X-Tenant",
                "X-JWKS-URI")) {
            context.sent(
                            refused(io.github.bearergate.Reason.UNKNOWN_ISSUER),
                            field + " names the attacker's server",
                            world -> RawRequest.get(World.PATH)
                                    .bearer(world.trap
                                            .token()
                                            .scope("orders:read")
                                            .sign())
                                    .line(field + ": 127.0.0.1:" + world.trap.port()))
                    .sent(
                            served(),
                            field + " beside a good token",
                            world -> RawRequest.get(World.PATH)
                                    .bearer(world.valid())
                                    .line(field + ": 127.0.0.1:" + world.trap.port()));
        }
        context.sent(
                refused(io.github.bearergate.Reason.UNKNOWN_ISSUER),
                "Host names the attacker's server",
                world -> RawRequest.get(World.PATH)
                        .lines(
                                "Host: 127.0.0.1:" + world.trap.port(),
                                "Authorization: Bearer "
                                        + world.trap
                                                .token()
                                                .scope("orders:read")
                                                .sign()));
    }

    private void forms() {
        attack("PTH-24")
                .sent(byContainer(404), "OPTIONS *", world -> RawRequest.of("OPTIONS", "*"))
                .sent(
                        byContainer(404),
                        "OPTIONS * with a token",
                        world -> RawRequest.of("OPTIONS", "*").bearer(world.valid()))
                .sent(byContainer(400), "GET *", world -> RawRequest.get("*").bearer(world.valid()));
        attack("PTH-25")
                .sent(refused(MISSING_TOKEN), "CONNECT", world -> RawRequest.of("CONNECT", "localhost:80"))
                .sent(
                        refused(DENIED_BY_POLICY),
                        "CONNECT with a token",
                        world -> RawRequest.of("CONNECT", "localhost:80").bearer(world.valid()))
                .sent(
                        byContainer(400),
                        "CONNECT and a path",
                        world -> RawRequest.of("CONNECT", "/health").bearer(world.valid()));
        contained("PTH-26", "vault", "health", "orders/7", "health/../vault", ".", "?x");
    }

    private void methods() {
        attack("PTH-31")
                .sent(refused(MISSING_TOKEN), "HEAD", world -> RawRequest.of("HEAD", World.PATH))
                .sent(
                        refused(INSUFFICIENT_SCOPE),
                        "HEAD without the scope",
                        world -> RawRequest.of("HEAD", World.PATH)
                                .bearer(world.token().scope().sign()))
                .sent(
                        refused(DENIED_BY_POLICY),
                        "HEAD of what is denied",
                        world -> RawRequest.of("HEAD", "/vault/1").bearer(world.valid()))
                .sent(
                        served(),
                        "HEAD with the scope",
                        world -> RawRequest.of("HEAD", World.PATH).bearer(world.valid()))
                .sent(
                        refused(AMBIGUOUS_PATH),
                        "HEAD of an ambiguous path",
                        world -> RawRequest.of("HEAD", "/vault;x/1"));
        attack("PTH-32")
                .sent(refused(MISSING_TOKEN), "OPTIONS", world -> RawRequest.of("OPTIONS", World.PATH))
                .sent(
                        refused(MISSING_TOKEN),
                        "a preflight",
                        world -> RawRequest.of("OPTIONS", World.PATH)
                                .line("Origin: https://evil.example.com")
                                .line("Access-Control-Request-Method: GET"))
                .sent(
                        refused(DENIED_BY_POLICY),
                        "OPTIONS with a token",
                        world -> RawRequest.of("OPTIONS", World.PATH).bearer(world.valid()))
                .sent(refused(MISSING_TOKEN), "OPTIONS of an open path", world -> RawRequest.of("OPTIONS", "/health"));
        Row trace = attack("PTH-34");
        for (String path : List.of(World.PATH, "/health", "/me", "/")) {
            trace.sent(refused(MISSING_TOKEN), "TRACE " + path, world -> RawRequest.of("TRACE", path))
                    .sent(
                            refused(DENIED_BY_POLICY),
                            "TRACE " + path + " with a token",
                            world -> RawRequest.of("TRACE", path).bearer(world.valid()));
        }
        Row other = attack("PTH-35");
        for (String field :
                List.of("X-HTTP-Method-Override", "X-HTTP-Method", "X-Method-Override", "X-Http-Method-Override")) {
            other.sent(
                            refused(INSUFFICIENT_SCOPE),
                            "POST, called GET by " + field,
                            world -> RawRequest.of("POST", World.PATH)
                                    .bearer(world.valid())
                                    .line(field + ": GET"))
                    .sent(
                            refused(MISSING_TOKEN),
                            "DELETE, called GET by " + field,
                            world -> RawRequest.of("DELETE", "/health").line(field + ": GET"))
                    .sent(
                            served(),
                            "GET, called DELETE by " + field,
                            world -> RawRequest.get(World.PATH)
                                    .bearer(world.valid())
                                    .line(field + ": DELETE"));
        }
        other.sent(
                refused(INSUFFICIENT_SCOPE),
                "POST, called GET in the query",
                world -> RawRequest.of("POST", World.PATH + "?_method=GET").bearer(world.valid()));
        for (String method : List.of(
                "get",
                "Get",
                "gET",
                "FOO",
                "PROPFIND",
                "INVALID",
                "TRACK",
                "DEBUG",
                "PATCH",
                "PUT",
                "DELETE",
                "M-SEARCH",
                "GETT",
                "GE")) {
            other.sent(refused(MISSING_TOKEN), method + " of an open path", world -> RawRequest.of(method, "/health"))
                    .sent(
                            refused(DENIED_BY_POLICY),
                            method + " with a token",
                            world -> RawRequest.of(method, World.PATH).bearer(world.valid()));
        }
    }

    @Test
    @Tag("PTH-18")
    void theLanguageOfTheServerChangesNothing(World world) throws IOException {
        Locale before = Locale.getDefault();
        Locale.setDefault(Locale.forLanguageTag("tr-TR"));
        try {
            RawRequest upper = RawRequest.get(World.PATH)
                    .line("AUTHORIZATION: BEARER "
                            + world.strictToken().typ("APPLICATION/AT+JWT").sign());
            assertThat(world.send(upper).status()).isEqualTo(200);
            assertThat(world.send(RawRequest.get("/E%C4%B0THER")).status()).isEqualTo(401);
            assertThat(world.send(RawRequest.get("/EITHER")).status()).isEqualTo(401);
        } finally {
            Locale.setDefault(before);
        }
    }

    @ParameterizedTest(name = "PTH-49 a container that maps {0}")
    @ValueSource(
            strings = {
                "/vault/1",
                "/orders/7",
                "/healt",
                "/health/",
                "/healthx",
                "/HEALTH",
                "health",
                "//health",
                "/x/health",
                "/health/../vault",
                "/health;x",
                "/h%65alth",
                ""
            })
    @Tag("PTH-49")
    @Tag("PTH-43")
    void aContainerThatMapsAnotherPathThanWasSentIsNotFollowed(String mapped, World world) throws Exception {
        for (boolean split : new boolean[] {false, true}) {
            int cut = split ? mapped.length() / 2 : mapped.length();
            try (GatedServer server = new GatedServer(
                            world.guard,
                            (request, response, chain) ->
                                    chain.doFilter(new Mapped((HttpServletRequest) request, mapped, cut), response));
                    RawConnection connection = new RawConnection(server.port())) {
                RawResponse response = connection.exchange(RawRequest.get("/health"));
                assertThat(response.status()).isEqualTo(400);
                assertThat(response.values("WWW-Authenticate")).hasSize(1);
                assertThat(server.reached()).isZero();
            }
        }
    }

    /** A request as a container hands it on that collapses, decodes or strips otherwise than the gate. */
    private static final class Mapped extends HttpServletRequestWrapper {
        private final String path;
        private final int cut;

        Mapped(HttpServletRequest request, String path, int cut) {
            super(request);
            this.path = path;
            this.cut = cut;
        }

        @Override
        public String getServletPath() {
            return path.substring(0, cut);
        }

        @Override
        public String getPathInfo() {
            return path.substring(cut);
        }
    }

    /** Targets that the container hands on and the gate refuses, with a token and without. */
    private void ambiguous(String id, String... targets) {
        Row row = attack(id);
        for (String target : targets) {
            row.sent(refused(AMBIGUOUS_PATH), shown(target), world -> RawRequest.get(target))
                    .sent(
                            refused(AMBIGUOUS_PATH),
                            shown(target) + " with a token",
                            world -> RawRequest.get(target).bearer(world.valid()));
        }
    }

    /** Targets that the container refuses by itself, with a token and without. */
    private void contained(String id, String... targets) {
        Row row = attack(id);
        for (String target : targets) {
            row.sent(byContainer(400), shown(target), world -> RawRequest.get(target))
                    .sent(
                            byContainer(400),
                            shown(target) + " with a token",
                            world -> RawRequest.get(target).bearer(world.valid()));
        }
    }

    private static String shown(String text) {
        StringBuilder shown = new StringBuilder();
        text.chars()
                .forEach(c -> shown.append(c > 0x20 && c < 0x7F ? String.valueOf((char) c) : "U+%04X".formatted(c)));
        return shown.toString();
    }
}
