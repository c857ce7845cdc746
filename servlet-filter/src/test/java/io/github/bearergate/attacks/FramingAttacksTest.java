package io.github.bearergate.attacks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Attacks with the bytes around a request: what one reader takes for a body, a field or a request line and another does not. */
@ExtendWith(WorldExtension.class)
class FramingAttacksTest {
    private static final int PATIENCE_MILLIS = 20_000;
    private static final Pattern STATUS = Pattern.compile("HTTP/1\\.[01] ([0-9]{3}) ");
    private static final String HOST = "Host: localhost\r\n";

    @ParameterizedTest(name = "HTT-22 {0}")
    @ValueSource(
            strings = {
                "Transfer-Encoding : chunked",
                "Transfer-Encoding: chunked\r\nTransfer-Encoding: identity",
                "Transfer-Encoding: identity\r\nTransfer-Encoding: chunked\r\nContent-Length: 3",
                "Transfer-Encoding: \"chunked\"",
                "Transfer-Encoding: chunked;x=y",
                "Transfer-Encoding: chunked\r\n\tx",
                "Transfer-Encoding:\u000Bchunked",
                "Transfer-Encoding: chunked\u0000",
                "\u0000Transfer-Encoding: chunked",
                "Transfer-Encoding: gzip",
                "Content-Length : 4",
                "Content-Length: 4;",
                "Content-Length: 4 4",
                "Content-Length: 4e0",
                "Content-Length:",
                "Content-Length: \u00B2",
                "Content-Length: 18446744073709551620"
            })
    @Tag("HTT-22")
    void aFieldThatOnlyNearlyFramesTheBodyEndsTheConnection(String lines, World world) throws IOException {
        int before = world.server.reached();
        String smuggled = "GET " + World.PATH + " HTTP/1.1\r\n" + HOST + bearer(world.valid()) + "\r\n";
        String answers =
                sent(world, "POST " + World.PATH + " HTTP/1.1\r\n" + HOST + lines + "\r\n\r\n0\r\n\r\n" + smuggled);
        assertThat(statuses(answers)).hasSizeLessThanOrEqualTo(1).allMatch(status -> status >= 400 && status <= 501);
        assertThat(world.server.reached()).isEqualTo(before);
    }

    @Test
    @Tag("HTT-22")
    void theBodyOfARefusedRequestIsNotReadAsTheNextRequest(World world) throws IOException {
        String smuggled = "GET " + World.PATH + " HTTP/1.1\r\n" + HOST + bearer(world.valid()) + "\r\n";
        String chunked = "%x\r\n%s\r\n0\r\n\r\n".formatted(smuggled.length(), smuggled);
        for (String message : List.of(
                "Content-Length: " + smuggled.length() + "\r\n\r\n" + smuggled,
                "Transfer-Encoding: chunked\r\n\r\n" + chunked,
                "Expect: 100-continue\r\nContent-Length: " + smuggled.length() + "\r\n\r\n" + smuggled)) {
            int before = world.server.reached();
            String answers = sent(
                    world,
                    "POST " + World.PATH + " HTTP/1.1\r\n" + HOST + message + "GET /vault/1 HTTP/1.1\r\n" + HOST
                            + "Connection: close\r\n\r\n");
            assertThat(statuses(answers)).first().isEqualTo(401);
            assertThat(statuses(answers)).containsOnly(401).hasSizeLessThanOrEqualTo(2);
            assertThat(world.server.reached()).isEqualTo(before);
        }
    }

    @Test
    @Tag("HTT-22")
    @Tag("HTT-13")
    void aCredentialBehindTheHeaderIsNone(World world) throws IOException {
        String token = bearer(world.token().scope("orders:write").sign()).strip();
        for (String body : List.of(
                "2\r\n{}\r\n0\r\n" + token + "\r\n\r\n",
                "2;" + token.replace(' ', '_') + "\r\n{}\r\n0\r\n\r\n",
                "2\r\n{}\r\n0;x=\"" + token + "\"\r\n\r\n",
                "0\r\n\r\n" + token + "\r\n\r\n")) {
            int before = world.server.reached();
            String answers = sent(
                    world,
                    "POST " + World.PATH + " HTTP/1.1\r\n" + HOST
                            + "Transfer-Encoding: chunked\r\nTrailer: Authorization\r\nTE: trailers\r\nConnection: close\r\n\r\n"
                            + body);
            assertThat(statuses(answers)).first().isEqualTo(401);
            assertThat(world.server.reached()).isEqualTo(before);
        }
    }

    @Test
    @Tag("HTT-01")
    void whoSharesAConnectionDoesNotShareTheCredential(World world) throws IOException {
        int before = world.server.reached();
        String with = "GET " + World.PATH + " HTTP/1.1\r\n" + HOST + bearer(world.valid()) + "\r\n";
        String without = "GET " + World.PATH + " HTTP/1.1\r\n" + HOST + "\r\n";
        String answers = sent(
                world, with + without + with + without + without.replace("\r\n\r\n", "\r\nConnection: close\r\n\r\n"));
        assertThat(statuses(answers)).containsExactly(200, 401, 200, 401, 401);
        assertThat(world.server.reached()).isEqualTo(before + 2);
    }

    @ParameterizedTest(name = "HTT-21 {0}")
    @ValueSource(
            strings = {
                "GET HTTP://LOCALHOST/orders/7 HTTP/1.1",
                "GET http://localhost:80/orders/7 HTTP/1.1",
                "GET http://localhost/health/../vault/1 HTTP/1.1",
                "GET http://localhost/health/%2e%2e/vault/1 HTTP/1.1",
                "GET http://localhost/health;/../vault/1 HTTP/1.1",
                "GET http://localhost//health HTTP/1.1",
                "GET http://localhost HTTP/1.1",
                "GET http://localhost?/health HTTP/1.1",
                "GET http:///vault/1 HTTP/1.1",
                "GET http:/vault/1 HTTP/1.1",
                "GET http:vault/1 HTTP/1.1",
                "GET ftp://localhost/vault/1 HTTP/1.1",
                "GET file:///vault/1 HTTP/1.1",
                "GET //localhost/health HTTP/1.1",
                "GET ///health HTTP/1.1",
                "GET https://localhost/vault/1 HTTP/1.1",
                "GET http://localhost\\@evil.example.com/health HTTP/1.1",
                "OPTIONS http://localhost HTTP/1.1",
                "OPTIONS http://localhost/vault/1 HTTP/1.1",
                "OPTIONS * HTTP/1.1",
                "OPTIONS /* HTTP/1.1",
                "OPTIONS ** HTTP/1.1",
                "CONNECT localhost:80 HTTP/1.1",
                "CONNECT localhost HTTP/1.1",
                "CONNECT /health HTTP/1.1",
                "CONNECT http://localhost/health HTTP/1.1",
                "CONNECT * HTTP/1.1"
            })
    @Tag("HTT-21")
    @Tag("PTH-24")
    @Tag("PTH-25")
    void aTargetOfAnotherFormReachesNothing(String line, World world) throws IOException {
        assertReachesNothing(world, line + "\r\n" + HOST + "Connection: close\r\n\r\n");
    }

    @ParameterizedTest(name = "PTH-35 {0}")
    @ValueSource(
            strings = {
                "get /health HTTP/1.1",
                "GeT /health HTTP/1.1",
                "GET\u0000 /health HTTP/1.1",
                "\u0000GET /health HTTP/1.1",
                "G\u00CBT /health HTTP/1.1",
                "GET,POST /health HTTP/1.1",
                "GET\u000B/health HTTP/1.1",
                "GET /vault/1\u00A0/health HTTP/1.1",
                "GET /vault/1 /health HTTP/1.1",
                "GET /health /vault/1 HTTP/1.1",
                "GET /vault/1\tHTTP/1.1",
                "GET /vault/1 HTTP/1.1 /health",
                "GET /vault/1 http/1.1",
                "GET /vault/1 HTTP/1.0",
                "GET /vault/1 HTTP/1.2",
                "GET /vault/1 HTTP/2.0",
                "GET /vault/1 HTTP/11",
                "GET /vault/1 HTTP/0.9",
                "GET /vault/1",
                "GET",
                "PRI * HTTP/2.0",
                "GET /vault/1\rHTTP/1.1",
                "TRACE /health HTTP/1.1",
                "trace /health HTTP/1.1",
                "TRACE * HTTP/1.1"
            })
    @Tag("PTH-34")
    @Tag("PTH-35")
    void aRequestLineThatIsNearlyAnotherReachesNothing(String line, World world) throws IOException {
        assertReachesNothing(world, line + "\r\n" + HOST + "Connection: close\r\n\r\n");
    }

    @Test
    @Tag("HTT-15")
    void lineEndsOfAnotherKindOpenNothing(World world) throws IOException {
        String token = bearer(world.valid()).strip();
        for (String request : List.of(
                "GET /vault/1 HTTP/1.1\nHost: localhost\nConnection: close\n\n",
                "GET /vault/1 HTTP/1.1\rHost: localhost\rConnection: close\r\r",
                "GET /vault/1 HTTP/1.1\r\n" + HOST + "X: y\r" + token + "\r\nConnection: close\r\n\r\n",
                "GET /vault/1 HTTP/1.1\r\n" + HOST + "X: y\u0085" + token + "\r\nConnection: close\r\n\r\n",
                "GET " + World.PATH + " HTTP/1.1\r\n" + HOST + "X: y\u0000" + token + "\r\nConnection: close\r\n\r\n",
                "GET " + World.PATH + " HTTP/1.1\r\n" + HOST + "Connection: close\r\nX: y\r\r\n" + token + "\r\n\r\n",
                "GET " + World.PATH + " HTTP/1.1\r\n" + HOST + "Connection: close\r\n\r\n" + token + "\r\n\r\n",
                "GET " + World.PATH + " HTTP/1.1\r\n" + token + "\r\n " + HOST + "Connection: close\r\n\r\n")) {
            assertReachesNothing(world, request);
        }
    }

    @ParameterizedTest(name = "HTT-03 {0}")
    @ValueSource(
            strings = {
                "Authorization: Bearer\t%s",
                "Authorization: Bearer \t%s",
                "Authorization: Bearer,%s",
                "Authorization: Bearer, %s",
                "Authorization: ,Bearer %s",
                "Authorization: Bearer %s,",
                "Authorization: Bearer %s ,Bearer %s",
                "Authorization: Bearer %s;Bearer",
                "Authorization: Bearer Bearer %s",
                "Authorization: Bearer%%20%s",
                "Authorization: Bearer\u00A0%s",
                "Authorization: Bearer+%s",
                "Authorization: Bearer \"%s\"",
                "Authorization: Bearer '%s'",
                "Authorization: Bearer token68=%s",
                "Authorization: Bearer <%s>",
                "Authorization: \"Bearer\" %s",
                "Authorization: B\u00E9arer %s",
                "Authorization: Bearer %s x",
                "Authorization: Bearer %s=x",
                "Authorization:Bearer",
                "Authorization_: Bearer %s",
                "Authorization\u0000: Bearer %s",
                "Authorization : Bearer %s",
                "authorization\t: Bearer %s",
                "AUTHORIZATION: Bearer\r\nauthorization: Bearer %s",
                "Authorization: Bearer %s\r\nauthorization: Bearer %s",
                "authorization: Basic eDp5\r\nAUTHORIZATION: Bearer %s",
                "Authorization: Bearer %s\r\nAuthorization:",
                "Authorization: Bearer\r\n %s",
                "Authorization: Bearer \r\n\t%s",
                "Authorization:\r\n Bearer %s",
                "Proxy-Authorization: Bearer %s",
                "HTTP_AUTHORIZATION: Bearer %s",
                "Authorization: Bearer %%s"
            })
    @Tag("HTT-03")
    @Tag("HTT-05")
    @Tag("HTT-06")
    void aCredentialThatIsNearlyOneReachesNothing(String lines, World world) throws IOException {
        String filled = lines.formatted(world.valid(), world.valid());
        assertReachesNothing(
                world, "GET " + World.PATH + " HTTP/1.1\r\n" + HOST + filled + "\r\nConnection: close\r\n\r\n");
    }

    /** Whether the container or the gate answers is not the point, nor with which refusal. */
    private static void assertReachesNothing(World world, String request) throws IOException {
        int before = world.server.reached();
        String answers = sent(world, request);
        assertThat(statuses(answers))
                .as(answers)
                .hasSizeLessThanOrEqualTo(1)
                .allMatch(status -> (status >= 400 && status < 500) || status == 501 || status == 505);
        assertThat(world.server.reached()).as(answers).isEqualTo(before);
    }

    /** Everything that the server says to these bytes until it closes the connection. */
    private static String sent(World world, String bytes) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), world.server.port())) {
            socket.setSoTimeout(PATIENCE_MILLIS);
            socket.getOutputStream().write(bytes.getBytes(StandardCharsets.ISO_8859_1));
            socket.getOutputStream().flush();
            socket.shutdownOutput();
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
        }
    }

    private static List<Integer> statuses(String answers) {
        return STATUS.matcher(answers)
                .results()
                .map((MatchResult match) -> Integer.valueOf(match.group(1)))
                .toList();
    }

    private static String bearer(String token) {
        return "Authorization: Bearer " + token + "\r\n";
    }
}
