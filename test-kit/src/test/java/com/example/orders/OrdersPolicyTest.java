package com.example.orders;

import static java.time.Duration.ofMinutes;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.bearergate.ApiRequest;
import io.github.bearergate.Decision;
import io.github.bearergate.Reason;
import io.github.bearergate.RequestGuard;
import io.github.bearergate.policy.Policy;
import io.github.bearergate.testkit.Eventually;
import io.github.bearergate.testkit.TestIssuer;
import io.github.bearergate.testkit.TestIssuerExtension;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(TestIssuerExtension.class)
class OrdersPolicyTest {
    private static final String POLICY = """
            policy 1

            issuer ${ORDERS_ISSUER}
                audience https://api.example.com

            GET    /orders/**  needs orders:read
            DELETE /orders/*   needs orders:write and orders:admin
            everything else is denied
            """;

    @Test
    void readersMayRead(TestIssuer issuer) {
        Policy policy = Policy.parse("test", issuer.policy("GET /orders/** needs orders:read"));
        try (RequestGuard guard = RequestGuard.of(policy)) {
            Eventually.until(guard::ready);
            String token =
                    issuer.token().scope("orders:read").expiresIn(ofMinutes(5)).sign();
            Decision decision = guard.decide(ApiRequest.of("GET", "/orders/7", List.of("Bearer " + token)));
            assertThat(decision).isInstanceOf(Decision.Allow.class);
        }
    }

    @Test
    void readersMayNotDelete(TestIssuer issuer) {
        Policy policy = Policy.parse("api.policy", POLICY, Map.of("ORDERS_ISSUER", issuer.issuer())::get);
        try (RequestGuard guard = RequestGuard.of(policy)) {
            Eventually.until(guard::ready);
            String token = issuer.token().scope("orders:read").sign();
            Decision decision = guard.decide(ApiRequest.of("DELETE", "/orders/7", List.of("Bearer " + token)));
            assertThat(decision)
                    .isInstanceOfSatisfying(
                            Decision.Deny.class,
                            denied -> assertThat(denied.reason()).isEqualTo(Reason.INSUFFICIENT_SCOPE));
        }
    }
}
