package io.github.bearergate.example;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DemoIssuerTest {
    private static final String FORM = "application/x-www-form-urlencoded";
    private static final String GRANT = "grant_type=client_credentials";

    private static DemoIssuer issuer;

    @BeforeAll
    static void start() {
        issuer = DemoIssuer.start("127.0.0.1", 0);
    }

    @AfterAll
    static void stop() {
        issuer.close();
    }

    private static String basic(String credentials) {
        return "Basic " + Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8));
    }

    private static HttpResponse<String> ask(String body, String... headers) {
        String[] all = Stream.concat(Stream.of("Content-Type", FORM), Stream.of(headers))
                .toArray(String[]::new);
        return Http.post(issuer.tokenEndpoint().toString(), body, all);
    }

    private static String payload(HttpResponse<String> response) {
        String token = response.body().split("\"", -1)[3];
        return new String(Base64.getUrlDecoder().decode(token.split("\\.", -1)[1]), StandardCharsets.UTF_8);
    }

    @Test
    void aClientGetsATokenWithAllItsScopesUnlessItAsksForFewer() {
        HttpResponse<String> all = ask(GRANT, "Authorization", basic("writer:writer-secret"));
        HttpResponse<String> one = ask(GRANT + "&scope=orders%3Aread", "Authorization", basic("writer:writer-secret"));

        assertThat(all.statusCode()).isEqualTo(200);
        assertThat(Http.header(all, "Cache-Control")).isEqualTo("no-store");
        assertThat(Http.header(all, "Content-Type")).isEqualTo("application/json");
        assertThat(all.body())
                .startsWith("{\"access_token\":\"ey")
                .endsWith("\"token_type\":\"Bearer\",\"expires_in\":3600,\"scope\":\"orders:read orders:write\"}");
        assertThat(payload(all))
                .contains("\"scope\":\"orders:read orders:write\"", "\"sub\":\"writer\"", "\"tenant\":\"acme\"");
        assertThat(payload(one)).contains("\"scope\":\"orders:read\"");
    }

    @Test
    void credentialsInTheBodyAreAsGood() {
        assertThat(ask(GRANT + "&client_id=reader&client_secret=reader-secret").statusCode())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({
        "grant_type=client_credentials, reader:wrong, 401, invalid_client",
        "grant_type=client_credentials, nobody:reader-secret, 401, invalid_client",
        "grant_type=client_credentials, reader, 401, invalid_client",
        "grant_type=client_credentials&scope=orders:write, reader:reader-secret, 400, invalid_scope",
        "grant_type=client_credentials&scope=orders:read++orders:read, reader:reader-secret, 400, invalid_scope",
        "grant_type=password, reader:reader-secret, 400, unsupported_grant_type",
        "grant_type=, reader:reader-secret, 400, invalid_request",
        "scope=orders:read, reader:reader-secret, 400, invalid_request",
        "grant_type=client_credentials&grant_type=client_credentials, reader:reader-secret, 400, invalid_request",
        "grant_type=client_credentials&scope=%zz, reader:reader-secret, 400, invalid_request",
        "grant_type=client_credentials&client_secret=reader-secret, reader:reader-secret, 400, invalid_request",
    })
    void aWrongRequestGetsAnOAuthError(String body, String credentials, int status, String error) {
        HttpResponse<String> response = ask(body, "Authorization", basic(credentials));

        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(response.body()).startsWith("{\"error\":\"" + error + "\",\"error_description\":\"");
        assertThat(Http.header(response, "Cache-Control")).isEqualTo("no-store");
        assertThat(Http.header(response, "WWW-Authenticate").isEmpty()).isEqualTo(status != 401);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Bearer abc", "Basic", "Basic ***", "Basic cmVhZGVy"})
    void credentialsThatAreNoneAreRefused(String authorization) {
        assertThat(ask(GRANT, "Authorization", authorization).statusCode()).isEqualTo(401);
    }

    @Test
    void noCredentialsAtAllAreRefused() {
        assertThat(ask(GRANT).statusCode()).isEqualTo(401);
    }

    @Test
    void tokensAreAskedForWithPostAndAForm() {
        assertThat(Http.get(issuer.tokenEndpoint().toString()).statusCode()).isEqualTo(405);
        assertThat(Http.post(issuer.tokenEndpoint().toString(), GRANT, "Content-Type", "application/json")
                        .body())
                .contains("invalid_request");
    }

    @Test
    void rotatingOnDemandKeepsTheKeyBeforeAndNoOlderOne() {
        String rotate = issuer.rotateEndpoint().toString();
        String jwks = issuer.issuer() + "/jwks";
        String first = Http.get(jwks).body().split("\"kid\":\"", -1)[1].split("\"", -1)[0];

        assertThat(Http.get(rotate).statusCode()).isEqualTo(405);
        HttpResponse<String> second = Http.post(rotate, "");
        assertThat(second.statusCode()).isEqualTo(200);
        assertThat(second.body())
                .startsWith("{\"signing\":\"es256-")
                .contains("\"published\":[\"" + first + "\",\"es256-");
        assertThat(Http.get(jwks).body()).contains(first);

        assertThat(Http.post(rotate, "").body()).doesNotContain(first);
        assertThat(Http.get(jwks).body()).doesNotContain(first);
    }

    @Test
    void theMetadataNameTheTokenEndpoint() {
        assertThat(Http.get(issuer.issuer() + "/.well-known/oauth-authorization-server")
                        .body()
                        .replace("\\/", "/"))
                .contains("\"token_endpoint\":\"" + issuer.tokenEndpoint() + "\"");
    }

    @Test
    void anyAddressButLoopbackIsRefused() {
        for (String host : List.of("0.0.0.0", "192.0.2.1", "::")) {
            assertThatThrownBy(() -> DemoIssuer.start(host, 0))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("loopback");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "127.0.0.1, 200",
        "127.0.0.1:9000, 200",
        "localhost:1, 200",
        "[::1]:9000, 200",
        "attacker.example, 403",
        "127.0.0.1.attacker.example, 403",
        "localhost.attacker.example:9000, 403"
    })
    void aRequestAddressedToAnotherHostIsRefused(String host, int status) throws IOException {
        String body = GRANT + "&client_id=reader&client_secret=reader-secret";
        try (Socket socket = new Socket(
                InetAddress.getLoopbackAddress(), issuer.tokenEndpoint().getPort())) {
            OutputStream out = socket.getOutputStream();
            out.write(("POST /token HTTP/1.1\r\nHost: " + host + "\r\nContent-Type: " + FORM + "\r\nContent-Length: "
                            + body.length() + "\r\nConnection: close\r\n\r\n" + body)
                    .getBytes(StandardCharsets.ISO_8859_1));
            out.flush();
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(answer).startsWith("HTTP/1.1 " + status);
        }
    }
}
