package io.github.bearergate.benchmarks.endtoend;

import io.github.bearergate.testkit.TestIssuer;
import io.github.bearergate.testkit.TokenBuilder;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** The request that all servers are asked, and the check that they decide rightly about its like. */
final class Traffic {
    static final String PATH = "/orders/17";

    private static final String AUDIENCE = "https://orders.example.com";
    private static final String SCOPE = "orders:read";
    private static final int OK = 200;

    private Traffic() {}

    static Trust trust(TestIssuer issuer, String algorithm) {
        return new Trust(issuer.issuer(), issuer.jwksUri().toString(), algorithm, AUDIENCE, SCOPE, "at+jwt");
    }

    static TokenBuilder token(TestIssuer issuer) {
        Instant now = Instant.now();
        return issuer.token()
                .audience(AUDIENCE)
                .subject("f3c9a1d2-6f0e-4a57-9d0c-2b8f1e7a5c44")
                .clientId("shop-frontend")
                .scope(SCOPE, "orders:write", "profile")
                .issuedAt(now)
                .notBefore(now)
                .expiresIn(Duration.ofHours(20))
                .claim("auth_time", now)
                .claim("tenant", "north")
                .claim("roles", List.of("clerk", "auditor"));
    }

    /** A server that lets a bad token pass, or keeps a good one out, is not measured. */
    static void check(RunningServer server, TestIssuer issuer) throws IOException {
        expect(server, token(issuer).sign(), true, "a good token");
        if (server.protection() == Protection.NONE) {
            return;
        }
        expect(server, token(issuer).claim("iss", "https://login.example.net/").sign(), false, "a wrong issuer");
        expect(server, token(issuer).audience("https://billing.example.com").sign(), false, "a wrong audience");
        expect(server, token(issuer).expired().sign(), false, "an expired token");
        expect(server, token(issuer).forged().sign(), false, "a bad signature");
        expect(server, token(issuer).scope("profile").sign(), false, "a missing scope");
    }

    private static void expect(RunningServer server, String token, boolean passes, String about) throws IOException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + PATH))
                .header("Authorization", "Bearer " + token)
                .build();
        try {
            int status = HttpClient.newHttpClient()
                    .send(request, BodyHandlers.discarding())
                    .statusCode();
            if ((status == OK) != passes) {
                throw new IOException(
                        server.protection().title() + " answers " + status + " to a request with " + about);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }
}
