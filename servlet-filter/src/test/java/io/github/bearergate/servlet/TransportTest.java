package io.github.bearergate.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where a token may stand in a request, and what is left alone. */
class TransportTest {
    private static final GuardedApp APP = new GuardedApp();
    private static final String CHUNKED =
            String.join("\r\n", "Transfer-Encoding: chunked", "", "5", "hello", "7", ", world", "0", "", "");

    private static final TestServer BODY_READER = new TestServer()
            .filter(new BearerTokenFilter(Guards.ready(APP.issuer, "POST /** needs orders:write\n")))
            .servlet(new BodyServlet(), "/*")
            .start();

    @AfterAll
    static void close() {
        BODY_READER.close();
        APP.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"bearer", "BEARER", "bEaReR", "Bearer ", "Bearer   "})
    void theSchemeMayBeWrittenInAnyCaseWithAnyNumberOfSpaces(String scheme) {
        assertThat(APP.server
                        .send(
                                "GET",
                                "/orders/7",
                                "Authorization: " + scheme + " " + APP.token().sign())
                        .status())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Proxy-Authorization: Bearer ",
                "X-Authorization: Bearer ",
                "X-Access-Token: ",
                "Cookie: access_token="
            })
    void aTokenInAnotherFieldIsNotLookedAt(String field) {
        Reply reply = APP.server.send("GET", "/orders/7", field + APP.token().sign());

        assertThat(reply.status()).isEqualTo(401);
        assertThat(reply.header("WWW-Authenticate")).containsExactly("Bearer");
    }

    @Test
    void aTokenInTheQueryIsNotLookedAt() {
        String token = APP.token().sign();

        assertThat(APP.server.get("/orders/7?access_token=" + token).header("WWW-Authenticate"))
                .containsExactly("Bearer");
        assertThat(APP.server
                        .getWithToken("/orders/7?access_token=nonsense", token)
                        .status())
                .isEqualTo(200);
    }

    @Test
    void theQueryIsNoPartOfThePath() {
        assertThat(APP.server.get("/orders/7?x=/open").status()).isEqualTo(401);
        assertThat(APP.server.get("/open?x=/orders/7;a=b//..").status()).isEqualTo(200);
    }

    @Test
    void aFormIsLeftForTheApplicationToRead() {
        String form = "access_token=" + APP.token().sign() + "&a=1";
        Reply refused =
                BODY_READER.send("POST", "/", "Content-Type: application/x-www-form-urlencoded", "Content-Length: 0");
        assertThat(refused.status()).isEqualTo(401);

        Reply reply = BODY_READER.sendRaw("POST /form HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
                + "Authorization: Bearer " + writer() + "\r\n"
                + "Content-Type: application/x-www-form-urlencoded\r\n"
                + "Content-Length: " + form.length() + "\r\n\r\n" + form);

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.body()).isEqualTo(form);
    }

    @Test
    void aChunkedBodyArrivesUntouched() {
        Reply reply = BODY_READER.sendRaw("POST /chunks HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
                + "Authorization: Bearer " + writer() + "\r\n"
                + CHUNKED);

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.body()).isEqualTo("hello, world");
    }

    @Test
    void aBodyThatIsNotReadDoesNotChangeTheRefusal() {
        Reply reply = BODY_READER.sendRaw(
                String.join("\r\n", "POST /chunks HTTP/1.1", "Host: localhost", "Connection: close", CHUNKED));

        assertThat(reply.status()).isEqualTo(401);
        assertThat(reply.body()).isEqualTo("{\"type\":\"about:blank\",\"title\":\"Unauthorized\",\"status\":401}");
    }

    private static String writer() {
        return APP.issuer.token().scope("orders:write").sign();
    }

    /** Reads the body as bytes, which is only complete if nobody has read from it before. */
    private static final class BodyServlet extends HttpServlet {
        private static final long serialVersionUID = 1L;

        @Override
        protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
            byte[] body = request.getInputStream().readAllBytes();
            response.setContentType("text/plain");
            response.setContentLength(body.length);
            response.getOutputStream()
                    .write(new String(body, StandardCharsets.ISO_8859_1).getBytes(StandardCharsets.ISO_8859_1));
        }
    }
}
