package io.github.bearergate.example;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The API as its clients see it, over HTTP, behind the demo's policy. */
class OrdersApiTest {
    private static final String TEA = "{\"item\":\"tea\",\"quantity\":2}";

    private static RunningExample running;
    private static String reader;
    private static String writer;
    private static String admin;

    @BeforeAll
    static void start() {
        running = RunningExample.ofDemo(Options.Audit.OFF);
        reader = running.token(DemoClient.READER);
        writer = running.token(DemoClient.WRITER);
        admin = running.token(DemoClient.ADMIN);
    }

    @AfterAll
    static void stop() {
        running.close();
    }

    @Test
    void anOrderIsCreatedReadReplacedListedAndDeleted() {
        HttpResponse<String> created = running.send("POST", "/orders", writer, TEA);
        assertThat(created.statusCode()).isEqualTo(201);
        String place = Http.header(created, "Location");
        String id = place.substring("/orders/".length());
        assertThat(created.body())
                .isEqualTo("{\"id\":\"" + id + "\",\"item\":\"tea\",\"quantity\":2,\"tenant\":\"acme\"}");

        assertThat(running.get(place, reader).body()).isEqualTo(created.body());
        HttpResponse<String> replaced = running.send("PUT", place, writer, "{\"item\":\"milk\",\"quantity\":1}");
        assertThat(replaced.statusCode()).isEqualTo(200);
        assertThat(replaced.body()).contains("\"item\":\"milk\"", "\"tenant\":\"acme\"");
        assertThat(running.get("/orders", reader).body())
                .startsWith("{\"orders\":[{")
                .contains(replaced.body());

        HttpResponse<String> deleted = running.send("DELETE", place, admin, "");
        assertThat(deleted.statusCode()).isEqualTo(204);
        assertThat(deleted.body()).isEmpty();
        assertThat(running.get(place, reader).statusCode()).isEqualTo(404);
    }

    @Test
    void aTokenWithoutTheScopesIsForbiddenAndToldWhichOnesAreNeeded() {
        HttpResponse<String> response = running.send("DELETE", "/orders/1", reader, "");

        assertThat(response.statusCode()).isEqualTo(403);
        assertThat(Http.header(response, "WWW-Authenticate"))
                .contains("error=\"insufficient_scope\"", "scope=\"orders:write orders:admin\"");
        assertThat(running.send("DELETE", "/orders/1", writer, "").statusCode()).isEqualTo(403);
        assertThat(running.get("/orders/1", reader).statusCode()).isEqualTo(200);
    }

    @Test
    void withoutATokenThereIsAChallengeAndNothingElse() {
        HttpResponse<String> response = Http.get(running.api("/orders"));

        assertThat(response.statusCode()).isEqualTo(401);
        assertThat(Http.header(response, "WWW-Authenticate")).isEqualTo("Bearer");
        assertThat(Http.header(response, "Content-Type")).isEqualTo("application/problem+json");
        assertThat(response.body()).doesNotContain("tea");
    }

    @Test
    void aTenantSeesItsOwnOrdersOnly() {
        HttpResponse<String> own = running.get("/tenants/acme/orders", reader);

        assertThat(own.statusCode()).isEqualTo(200);
        assertThat(own.body()).contains("\"tenant\":\"acme\"").doesNotContain("globex");
        assertThat(running.get("/tenants/globex/orders", reader).statusCode()).isEqualTo(403);
        assertThat(running.get("/tenants/acme/orders/1", reader).body()).contains("\"item\":\"tea\"");
        assertThat(running.get("/tenants/acme/orders/2", reader).statusCode()).isEqualTo(404);
    }

    @Test
    void aTenantsAdministratorDeletesItsOwnOrdersOnly() {
        String globex = running.send("POST", "/orders", admin, TEA)
                .headers()
                .firstValue("Location")
                .orElseThrow();

        assertThat(running.send("DELETE", "/tenants/globex/orders/1", admin, "").statusCode())
                .isEqualTo(404);
        assertThat(running.send("DELETE", "/tenants/acme/orders/1", admin, "").statusCode())
                .isEqualTo(403);
        assertThat(running.send("DELETE", "/tenants/globex" + globex, admin, "").statusCode())
                .isEqualTo(204);
        assertThat(running.send("DELETE", "/tenants/globex" + globex, admin, "").statusCode())
                .isEqualTo(404);
    }

    @ParameterizedTest
    @CsvSource({"/orders/nobody", "/orders/", "/orders/1/lines", "/tenants/acme/orders/", "/tenants/acme/orders/1/x"})
    void aPermittedPathThatTheApiDoesNotKnowIsAJson404(String path) {
        HttpResponse<String> response = running.get(path, reader);

        assertThat(response.statusCode()).isEqualTo(404);
        assertThat(Http.header(response, "Content-Type")).isEqualTo("application/json");
        assertThat(response.body()).isEqualTo("{\"error\":\"not found\"}");
    }

    @ParameterizedTest
    @CsvSource({"/nowhere", "/Orders", "/whoami/", "/whoami/x", "/orders.json", "/tenants/acme"})
    void aPathThatNoRulePermitsLooksTheSameWhetherOrNotItExists(String path) {
        assertThat(Http.get(running.api(path)).statusCode()).isEqualTo(401);
        assertThat(running.get(path, reader).statusCode()).isEqualTo(403);
    }

    @ParameterizedTest
    @CsvSource({
        "PUT, /orders, 'GET, HEAD, POST'",
        "POST, /orders/1, 'GET, HEAD, PUT, DELETE'",
    })
    void aMethodThatThePlaceDoesNotHaveIsA405(String method, String path, String allow) {
        HttpResponse<String> response = running.send(method, path, writer, TEA);

        assertThat(response.statusCode()).isEqualTo(405);
        assertThat(Http.header(response, "Allow")).isEqualTo(allow);
        assertThat(response.body()).isEqualTo("{\"error\":\"method not allowed\"}");
    }

    @Test
    void aBodyThatIsNoOrderIsRefused() {
        HttpResponse<String> notJson = running.send("POST", "/orders", writer, "tea");
        assertThat(notJson.statusCode()).isEqualTo(400);
        assertThat(notJson.body()).startsWith("{\"error\":\"the body must be ");

        assertThat(running.send("POST", "/orders", writer, " ".repeat(8_192 - TEA.length()) + TEA)
                        .statusCode())
                .isEqualTo(201);
        assertThat(running.send("POST", "/orders", writer, " ".repeat(8_193 - TEA.length()) + TEA)
                        .statusCode())
                .isEqualTo(413);
        assertThat(Http.post(running.api("/orders"), TEA, "Authorization", "Bearer " + writer)
                        .statusCode())
                .isEqualTo(415);
        assertThat(running.send("PUT", "/orders/nobody", writer, TEA).statusCode())
                .isEqualTo(404);
        assertThat(running.send("DELETE", "/orders/nobody", admin, "").statusCode())
                .isEqualTo(404);
    }

    @Test
    void headAnswersAsGetWithoutTheBody() {
        HttpResponse<String> head = running.send("HEAD", "/orders/1", reader, "");

        assertThat(head.statusCode()).isEqualTo(200);
        assertThat(head.body()).isEmpty();
        assertThat(Http.header(head, "Content-Length"))
                .isEqualTo(
                        Integer.toString(running.get("/orders/1", reader).body().length()));
    }

    @Test
    void theRootIsOpenAndHasNoOtherMethod() {
        assertThat(Http.get(running.api("/")).body()).contains("\"orders\":\"/orders\"");
        assertThat(running.send("POST", "/", reader, "").statusCode()).isEqualTo(403);
    }

    @Test
    void noAnswerTellsWhichServerItComesFrom() {
        for (HttpResponse<String> response :
                List.of(Http.get(running.api("/")), Http.get(running.api("/orders")), running.get("/orders", reader))) {
            assertThat(response.headers().map().keySet()).doesNotContain("server", "x-powered-by", "date");
        }
    }
}
