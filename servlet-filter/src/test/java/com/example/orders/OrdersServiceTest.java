package com.example.orders;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bearergate.RequestGuard;
import io.github.bearergate.policy.Policy;
import io.github.bearergate.testkit.Eventually;
import io.github.bearergate.testkit.TestIssuerExtension;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.RegisterExtension;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OrdersServiceTest {
    @RegisterExtension
    static final TestIssuerExtension PROVIDER = new TestIssuerExtension(settings -> settings.algorithms("ES256"));

    private final RequestGuard guard =
            RequestGuard.of(Policy.parse("test", PROVIDER.issuer().policy("GET /orders/** needs orders:read")));
    private final OrdersService service;
    private final HttpClient client = HttpClient.newHttpClient();

    OrdersServiceTest() throws Exception {
        service = new OrdersService(guard);
    }

    @BeforeAll
    void keysHaveArrived() {
        Eventually.until(guard::ready);
    }

    @AfterAll
    void close() throws Exception {
        service.stop();
        guard.close();
    }

    @Test
    void aReaderReads() throws Exception {
        HttpResponse<String> answer = get(
                PROVIDER.issuer().token().subject("bob").scope("orders:read").sign());

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("bob");
    }

    @Test
    void othersAreTurnedAway() throws Exception {
        assertThat(get(PROVIDER.issuer().token().sign()).statusCode()).isEqualTo(403);
        assertThat(get(PROVIDER.issuer().token().scope("orders:read").expired().sign())
                        .statusCode())
                .isEqualTo(401);
        assertThat(get(PROVIDER.issuer().token().scope("orders:read").forged().sign())
                        .statusCode())
                .isEqualTo(401);
    }

    private HttpResponse<String> get(String token) throws Exception {
        return client.send(
                HttpRequest.newBuilder(service.uri("/orders/7"))
                        .header("Authorization", "Bearer " + token)
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }
}
