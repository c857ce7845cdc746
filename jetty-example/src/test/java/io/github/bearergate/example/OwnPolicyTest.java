package io.github.bearergate.example;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bearergate.testkit.TestIssuer;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The example with a policy and an issuer of the user's. */
class OwnPolicyTest {
    @TempDir
    private static Path folder;

    private static TestIssuer issuer;
    private static RunningExample running;

    @BeforeAll
    static void start() throws IOException {
        issuer = TestIssuer.builder().algorithms("ES256", "EdDSA").start();
        Path policy = folder.resolve("own.policy");
        Files.writeString(policy, issuer.policy("""
                GET   /whoami       needs a valid token
                ANY   /open/**      is open
                ANY   /**           needs api
                """));
        running = RunningExample.of(policy).ready();
    }

    @AfterAll
    static void stop() {
        running.close();
        issuer.close();
    }

    private static String whoami(String token) {
        HttpResponse<String> response = running.get("/whoami", token);
        assertThat(response.statusCode()).isEqualTo(200);
        return response.body();
    }

    @Test
    void noDemoIssuerIsStarted() {
        assertThat(running.example().demoIssuer()).isEmpty();
    }

    @Test
    void whoamiTellsSubjectIssuerClientAndScopesAsTheTokenOrdersThem() {
        assertThat(whoami(issuer.token()
                        .subject("alice")
                        .clientId("web")
                        .scope("orders:read api")
                        .algorithm("EdDSA")
                        .sign()))
                .isEqualTo("{\"name\":\"alice\",\"issuer\":\"" + issuer.issuer()
                        + "\",\"client\":\"web\",\"scopes\":[\"orders:read\",\"api\"]}");
    }

    @Test
    void withoutASubjectTheNameIsTheClientAndAzpIsAClientToo() {
        assertThat(whoami(issuer.token().clientId("web").without("sub").sign()))
                .contains("\"name\":\"web\"", "\"client\":\"web\"", "\"scopes\":[]");
        assertThat(whoami(issuer.token()
                        .without("sub", "client_id")
                        .claim("azp", "mobile")
                        .sign()))
                .contains("\"name\":\"mobile\"", "\"client\":\"mobile\"");
        assertThat(whoami(issuer.token()
                        .subject("alice")
                        .clientId("web")
                        .claim("azp", "mobile")
                        .sign()))
                .contains("\"name\":\"alice\"", "\"client\":\"web\"");
    }

    @Test
    void whatATokenDoesNotSayIsNull() {
        assertThat(whoami(issuer.token().without("sub", "client_id", "scope").sign()))
                .isEqualTo("{\"name\":null,\"issuer\":\"" + issuer.issuer() + "\",\"client\":null,\"scopes\":[]}");
    }

    @Test
    void onAnOpenRuleEverythingIsNullEvenWithAToken() throws IOException {
        Path policy = folder.resolve("open.policy");
        Files.writeString(policy, "policy 1\nGET /whoami is open\neverything else is denied\n");
        try (RunningExample open = RunningExample.of(policy)) {
            String nobody = "{\"name\":null,\"issuer\":null,\"client\":null,\"scopes\":null}";
            assertThat(Http.get(open.api("/whoami")).body()).isEqualTo(nobody);
            assertThat(open.get("/whoami", issuer.token().sign()).body()).isEqualTo(nobody);
            assertThat(Http.get(open.management("/health/ready")).statusCode()).isEqualTo(200);
        }
    }

    @Test
    void anyPermittedPathThatTheApiDoesNotKnowIsAJson404() {
        String token = issuer.token().scope("api").sign();
        for (String path : new String[] {"/nowhere", "/whoami/x", "/a/b/c", "/tenants/"}) {
            HttpResponse<String> response = running.get(path, token);
            assertThat(response.statusCode()).as(path).isEqualTo(404);
            assertThat(response.body()).as(path).isEqualTo("{\"error\":\"not found\"}");
        }
        assertThat(Http.get(running.api("/open/x")).statusCode()).isEqualTo(404);
        assertThat(running.send("PATCH", "/orders/1", token, "").statusCode()).isEqualTo(405);
        assertThat(running.send("POST", "/tenants/acme/orders", token, "").statusCode())
                .isEqualTo(405);
        assertThat(running.send("POST", "/tenants/acme/orders/1", token, "").statusCode())
                .isEqualTo(405);
        assertThat(running.send("POST", "/whoami", token, "").statusCode()).isEqualTo(405);
        assertThat(running.send("POST", "/", token, "").statusCode()).isEqualTo(405);
        assertThat(running.send("OPTIONS", "/orders", token, "").statusCode()).isEqualTo(405);
    }

    @Test
    void ordersOfCallersWithoutATenantHaveNone() {
        HttpResponse<String> created = running.send(
                "POST", "/orders", issuer.token().scope("api").sign(), "{\"item\":\"tea\",\"quantity\":1}");

        assertThat(created.statusCode()).isEqualTo(201);
        assertThat(created.body()).contains("\"tenant\":null");
    }
}
