package io.github.bearergate.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bearergate.RequestGuard;
import io.github.bearergate.testkit.TestIssuer;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.eclipse.jetty.server.HttpConfiguration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Jetty remembers the header fields of a connection: what of that is good enough for tokens. */
class RememberedFieldsTest {
    private static final Pattern STATUS_LINE = Pattern.compile("HTTP/1\\.1 ([0-9]{3})");

    private static final TestIssuer ISSUER = TestIssuer.start();
    private static final RequestGuard GUARD = Guards.ready(ISSUER, "GET /orders/** needs orders:read");

    @AfterAll
    static void close() {
        GUARD.close();
        ISSUER.close();
    }

    static Stream<Named<Consumer<HttpConfiguration>>> settings() {
        return Stream.of(
                Named.of("nothing is remembered", http -> http.setHeaderCacheSize(0)),
                Named.of("case is compared", http -> http.setHeaderCacheCaseSensitive(true)));
    }

    @ParameterizedTest
    @MethodSource("settings")
    void aTokenThatDiffersInCaseAloneFromTheOneBeforeItIsRefused(Consumer<HttpConfiguration> settings) {
        assertThat(statusesOfATokenAndOneInOtherCase(settings)).containsExactly(200, 401);
    }

    /** The reason for the other test and for the advice in README and SECURITY.md; when it fails, Jetty has changed. */
    @Test
    void byDefaultJettyTakesItForTheOneBeforeIt() {
        assertThat(statusesOfATokenAndOneInOtherCase(http -> {})).containsExactly(200, 200);
    }

    private static Stream<Integer> statusesOfATokenAndOneInOtherCase(Consumer<HttpConfiguration> settings) {
        String token = ISSUER.token().scope("orders:read").sign();
        try (TestServer server = new TestServer("/", settings)
                .filter(new BearerTokenFilter(GUARD))
                .servlet(new WhoServlet(), "/*")
                .start()) {
            String both = request(token, "keep-alive") + request(inOtherCase(token), "close");
            return STATUS_LINE
                    .matcher(server.sendRaw(both).text())
                    .results()
                    .map(line -> Integer.parseInt(line.group(1)));
        }
    }

    private static String request(String token, String connection) {
        return "GET /orders/1 HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer " + token + "\r\nConnection: "
                + connection + "\r\n\r\n";
    }

    /** The last letter but one of the signature, since the last character's lowest bits mean nothing. */
    private static String inOtherCase(String token) {
        int at = token.length() - 2;
        while (!Character.isLetter(token.charAt(at))) {
            at--;
        }
        char letter = token.charAt(at);
        char other = Character.isLowerCase(letter) ? Character.toUpperCase(letter) : Character.toLowerCase(letter);
        return token.substring(0, at) + other + token.substring(at + 1);
    }
}
