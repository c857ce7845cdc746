package io.github.bearergate.attacks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Named.named;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.eclipse.jetty.http.UriCompliance;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Every spelling of a path, over HTTP/1.1 and HTTP/2, into every way to map servlets, at the root and below a context path,
 * however lax the container was made: without a token nothing is reached but what is open.
 */
@Tag("PTH-43")
@Tag("PTH-48")
class PathMatrixTest {
    private static final Provider PROVIDER = Provider.guarding(PathYard.RULES);
    private static final Map<String, PathYard> YARDS = new LinkedHashMap<>();

    @AfterAll
    static void close() throws IOException {
        for (PathYard yard : YARDS.values()) {
            yard.close();
        }
        PROVIDER.close();
    }

    static Stream<Arguments> servers() {
        return Stream.of(
                Arguments.of(named("DEFAULT", UriCompliance.DEFAULT), false),
                Arguments.of(named("DEFAULT", UriCompliance.DEFAULT), true),
                Arguments.of(named("LEGACY", UriCompliance.LEGACY), false),
                Arguments.of(named("LEGACY", UriCompliance.LEGACY), true),
                Arguments.of(named("UNSAFE", UriCompliance.UNSAFE), false),
                Arguments.of(named("UNSAFE", UriCompliance.UNSAFE), true));
    }

    @ParameterizedTest(name = "{0}, decoding what is ambiguous: {1}, HTTP/1.1")
    @MethodSource("servers")
    void noSpellingOpensTheGateOverHttp1(UriCompliance compliance, boolean decodes) throws Exception {
        PathYard yard = yard(compliance, decodes);
        for (String target : targets()) {
            for (String host : PathYard.MAPPINGS.keySet()) {
                assertAnswered(yard, host + target, yard.overHttp1(host, target));
            }
        }
    }

    @ParameterizedTest(name = "{0}, decoding what is ambiguous: {1}, HTTP/2")
    @MethodSource("servers")
    @Tag("PTH-26")
    void noSpellingOpensTheGateOverHttp2(UriCompliance compliance, boolean decodes) throws Exception {
        PathYard yard = yard(compliance, decodes);
        for (String target : targets()) {
            for (String host : PathYard.MAPPINGS.keySet()) {
                assertAnswered(yard, host + target, yard.overHttp2(host, target));
            }
        }
    }

    @ParameterizedTest(name = "{0}, decoding what is ambiguous: {1}")
    @MethodSource("servers")
    @Tag("PTH-28")
    @Tag("HTT-20")
    void headersThatHttp2ForbidsOpenNothing(UriCompliance compliance, boolean decodes) throws Exception {
        PathYard yard = yard(compliance, decodes);
        Map.Entry<String, String> open = Map.entry(":path", "/public/x");
        Map.Entry<String, String> guarded = Map.entry(":path", "/api/x");
        List<Map.Entry<String, String>> usual = RawHttp2.get("all.test", "/api/x");
        for (List<Map.Entry<String, String>> more : List.of(
                List.of(open),
                List.of(guarded),
                List.of(Map.entry(":method", "OPTIONS")),
                List.of(Map.entry(":authority", "prefix.test")),
                List.of(Map.entry(":scheme", "https")),
                List.of(Map.entry("host", "prefix.test")),
                List.of(Map.entry(":unknown", "x")),
                List.of(Map.entry("Authorization", "Bearer x")),
                List.of(Map.entry("connection", "close")),
                List.of(Map.entry("transfer-encoding", "chunked")),
                List.of(Map.entry("x\r\nauthorization", "Bearer x")),
                List.of(Map.entry("x", "a\r\n:path: /public/x")),
                List.of(Map.entry("x", "\0")))) {
            List<Map.Entry<String, String>> behind = new ArrayList<>(usual);
            behind.addAll(more);
            List<Map.Entry<String, String>> front = new ArrayList<>(more);
            front.addAll(usual);
            for (List<Map.Entry<String, String>> fields : List.of(front, behind)) {
                assertAnswered(yard, fields.toString(), yard.overHttp2(fields));
            }
        }
    }

    @ParameterizedTest(name = "{0}, decoding what is ambiguous: {1}")
    @MethodSource("servers")
    void whatIsOpenIsServedAndWhatNeedsATokenIsServedWithOne(UriCompliance compliance, boolean decodes)
            throws Exception {
        PathYard yard = yard(compliance, decodes);
        String token = PROVIDER.issuer.token().scope("orders:read").sign();
        for (String context : List.of("", "/app")) {
            for (String host : List.of("all.test", "default.test", "prefix.test", "exact.test")) {
                assertThat(yard.overHttp1(host, context + "/public/x")).isEqualTo(200);
                assertThat(yard.overHttp2(host, context + "/public/x")).isEqualTo(200);
                assertThat(yard.overHttp1(host, context + "/api/x")).isEqualTo(401);
                assertThat(yard.overHttp2(host, context + "/api/x")).isEqualTo(401);
                assertThat(yard.takeIntrusions()).isEmpty();
                assertThat(yard.overHttp1(RawRequest.get(context + "/api/x")
                                .lines("Host: " + host, "Authorization: Bearer " + token)))
                        .isEqualTo(200);
                List<Map.Entry<String, String>> fields = new ArrayList<>(RawHttp2.get(host, context + "/api/x"));
                fields.add(Map.entry("authorization", "Bearer " + token));
                assertThat(yard.overHttp2(fields)).isEqualTo(200);
                assertThat(yard.takeIntrusions()).containsExactly("/api/x", "/api/x");
            }
            assertThat(yard.overHttp1("root.test", context + "/")).isEqualTo(401);
            assertThat(yard.overHttp2("root.test", context + "/")).isEqualTo(401);
        }
        List<Map.Entry<String, String>> twice = new ArrayList<>(RawHttp2.get("all.test", "/api/x"));
        twice.add(Map.entry("authorization", "Bearer " + token));
        twice.add(Map.entry("authorization", "Bearer " + token));
        assertThat(yard.overHttp2(twice)).isEqualTo(400);
        assertThat(yard.takeIntrusions()).isEmpty();
    }

    @ParameterizedTest(name = "{0}, decoding what is ambiguous: {1}")
    @MethodSource("servers")
    @Tag("HTT-01")
    void anUpgradeToHttp2GoesThroughTheGate(UriCompliance compliance, boolean decodes) throws Exception {
        PathYard yard = yard(compliance, decodes);
        String token = PROVIDER.issuer.token().scope("orders:read").sign();
        for (String target : List.of("/api/x", "/app/api/x", "/public/../api/x", "/public;/../api/x", "/api/%2e/x")) {
            assertThat(yard.upgraded("all.test", target)).as(target).isBetween(400, 401);
        }
        assertThat(yard.takeIntrusions()).isEmpty();
        assertThat(yard.upgraded("all.test", "/public/x")).isEqualTo(200);
        assertThat(yard.upgraded("all.test", "/api/x", "Authorization: Bearer " + token + "\r\n"))
                .isEqualTo(200);
        assertThat(yard.takeIntrusions()).containsExactly("/api/x");
    }

    @ParameterizedTest(name = "HTT-06 over HTTP/2: {0}")
    @ValueSource(
            strings = {
                "200 authorization: Bearer %s",
                "200 authorization: BEARER   %s",
                "400 authorization: Bearer %s|authorization: Bearer %s",
                "400 authorization: Bearer %s|authorization: ",
                "400 authorization: Basic eDp5|authorization: Bearer %s",
                "400 authorization: Bearer %s|x: y|authorization: Bearer %s",
                "400 authorization: Bearer %s, Bearer %s",
                "400 authorization: Bearer\t%s",
                "400 authorization: Bearer %s,",
                "400 authorization: Bearer \u00e9%s",
                "400 authorization: ",
                "401 authorization: Basic eDp5",
                "401 proxy-authorization: Bearer %s",
                "401 cookie: authorization=Bearer %s",
                "401 x-authorization: Bearer %s"
            })
    @Tag("HTT-05")
    @Tag("HTT-06")
    void credentialsOverHttp2AreReadAsThoseOverHttp1(String expectedAndFields) throws Exception {
        PathYard yard = yard(UriCompliance.DEFAULT, false);
        String token = PROVIDER.issuer.token().scope("orders:read").sign();
        int expected = Integer.parseInt(expectedAndFields.substring(0, 3));
        List<Map.Entry<String, String>> fields = new ArrayList<>(RawHttp2.get("all.test", "/api/x"));
        for (String field : expectedAndFields.substring(4).split("\\|", -1)) {
            int colon = field.indexOf(": ");
            fields.add(Map.entry(
                    field.substring(0, colon), field.substring(colon + 2).replace("%s", token)));
        }
        assertThat(yard.overHttp2(fields)).isEqualTo(expected);
        assertThat(yard.takeIntrusions()).hasSize(expected == 200 ? 1 : 0);
    }

    private static PathYard yard(UriCompliance compliance, boolean decodes) throws Exception {
        String name = compliance.getName() + decodes;
        PathYard yard = YARDS.get(name);
        if (yard == null) {
            yard = new PathYard(PROVIDER.guard, compliance, decodes);
            YARDS.put(name, yard);
        }
        return yard;
    }

    /** All targets, as they are and below the context path; and some below what only looks like it. */
    private static List<String> targets() {
        Stream<String> all = Stream.concat(PathVectors.own().stream(), PathVectors.published().stream())
                .flatMap(target -> Stream.of(target, "/app" + target));
        Stream<String> confused = Stream.of(
                        "/ap%70",
                        "/%61pp",
                        "/%2561pp",
                        "/app;x",
                        "/app;",
                        "/app;/../app",
                        "/app;/;",
                        "/app/../app",
                        "/app/.",
                        "/./app",
                        "/app/%2e%2e/app",
                        "/app/..;/app",
                        "/app%2f..",
                        "/app%2f",
                        "/app%5c",
                        "/app%3b",
                        "/app%3fx",
                        "/app%23",
                        "/app%20",
                        "/app%E2%80%8B",
                        "/%EF%BD%81pp",
                        "/public/../app",
                        "/app/app",
                        "/app/public/../../app",
                        "//app",
                        "/APP",
                        "/app%00")
                .flatMap(context -> Stream.of("/api/x", "/api", "/public/x", "/public/../api/x", "/x.json", "/", "")
                        .map(path -> context + path));
        return Stream.concat(all, confused).distinct().toList();
    }

    private static void assertAnswered(PathYard yard, String what, int status) {
        assertThat(yard.takeIntrusions()).as(what).isEmpty();
        assertThat(status).as(what).matches(PathMatrixTest::isProper, "no error of the server's");
    }

    /** 0: HTTP/2 was ended; 301: from a context's name to its root; 505: without a target a line looks like HTTP/0.9. */
    private static boolean isProper(int status) {
        return status == 0 || status == 200 || status == 301 || (status >= 400 && status < 500) || status == 505;
    }
}
