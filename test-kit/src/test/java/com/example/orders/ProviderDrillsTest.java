package com.example.orders;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bearergate.ApiRequest;
import io.github.bearergate.RequestGuard;
import io.github.bearergate.policy.Policy;
import io.github.bearergate.testkit.Eventually;
import io.github.bearergate.testkit.TestIssuer;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ProviderDrillsTest {
    private final TestIssuer provider = TestIssuer.builder().algorithms("ES256").start();
    private final Policy policy = Policy.parse("drill", provider.policy("GET /orders needs orders:read"));
    private final RequestGuard guard = RequestGuard.of(policy);

    @BeforeEach
    void keysHaveArrived() {
        Eventually.until(guard::ready);
    }

    @AfterEach
    void close() {
        guard.close();
        provider.close();
    }

    @Test
    void aRotationRefusesNobody() {
        String before = token();
        provider.rotate();
        String after = token();

        Eventually.until(() -> status(guard, after) == 200);
        assertThat(status(guard, before)).isEqualTo(200);
    }

    @Test
    void theProviderDiesDuringARotation() {
        String before = token();
        provider.chaos().stop();
        provider.rotate();
        String after = token();

        assertThat(status(guard, before)).isEqualTo(200);
        assertThat(status(guard, after)).isEqualTo(401);

        provider.chaos().restart();
        Eventually.until(() -> status(guard, after) == 200);
    }

    @Test
    void weStartWhileTheProviderIsDown() {
        provider.chaos().answer(503);
        try (RequestGuard started = RequestGuard.of(policy)) {
            assertThat(status(started, token())).isEqualTo(503);
            assertThat(started.ready()).isFalse();

            provider.chaos().calm();
            Eventually.until(() -> status(started, token()) == 200);
        }
    }

    @Test
    void aKeyIsStolen() {
        String stolen = provider.kid();
        String forged = provider.token()
                .signedBy(stolen)
                .subject("mallory")
                .scope("orders:read")
                .sign();
        assertThat(status(guard, forged)).isEqualTo(200);

        guard.keySource(provider.issuer()).orElseThrow().deny(stolen);
        assertThat(status(guard, forged)).isEqualTo(401);

        provider.rotate();
        provider.removeKey(stolen);
        Eventually.until(() -> status(guard, token()) == 200);
        assertThat(status(guard, forged)).isEqualTo(401);
    }

    private String token() {
        return provider.token().scope("orders:read").sign();
    }

    private static int status(RequestGuard guard, String token) {
        return guard.decide(ApiRequest.of("GET", "/orders", List.of("Bearer " + token)))
                .fold(allowed -> 200, denied -> denied.reason().status(), unavailable -> 503);
    }
}
