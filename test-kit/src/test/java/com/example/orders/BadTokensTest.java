package com.example.orders;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bearergate.ApiRequest;
import io.github.bearergate.Reason;
import io.github.bearergate.RequestGuard;
import io.github.bearergate.policy.Policy;
import io.github.bearergate.testkit.Eventually;
import io.github.bearergate.testkit.TestIssuer;
import io.github.bearergate.testkit.TokenBuilder;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class BadTokensTest {
    private final TestIssuer issuer = TestIssuer.builder().algorithms("ES256").start();
    private final RequestGuard guard =
            RequestGuard.of(Policy.parse("test", issuer.policy("GET /orders/** needs orders:read")));
    private final TokenBuilder good = issuer.token().scope("orders:read");

    @BeforeEach
    void keysHaveArrived() {
        Eventually.until(guard::ready);
    }

    @AfterEach
    void close() {
        guard.close();
        issuer.close();
    }

    @Test
    void theGoodTokenIsGood() {
        assertThat(refusal(good)).isEmpty();
    }

    @Test
    void badTokensAreRefused() {
        assertThat(refusal(good.expired())).hasValue(Reason.EXPIRED);
        assertThat(refusal(good.notBefore(Instant.now().plusSeconds(600)))).hasValue(Reason.NOT_YET_VALID);
        assertThat(refusal(good.audience("https://other.example.com"))).hasValue(Reason.WRONG_AUDIENCE);
        assertThat(refusal(good.without("exp"))).hasValue(Reason.MISSING_CLAIM);
        assertThat(refusal(good.claim("sub", 17))).hasValue(Reason.MISTYPED_CLAIM);
        assertThat(refusal(good.typ("logout+jwt"))).hasValue(Reason.WRONG_TYPE);
        assertThat(refusal(good.forged())).hasValue(Reason.BAD_SIGNATURE);
        assertThat(refusal(good.signedWithSecret(new byte[32]))).hasValue(Reason.ALGORITHM_NOT_ALLOWED);
        assertThat(refusal(good.rawClaims("[]"))).hasValue(Reason.MALFORMED_TOKEN);
    }

    @Test
    void tokensOfOtherServersHaveOtherShapes() {
        assertThat(refusal(good.likeKeycloak())).isEmpty();
        assertThat(refusal(good.likeOidcProvider())).isEmpty();
        assertThat(refusal(good.likeSpringAuthorizationServer())).isEmpty();
    }

    private Optional<Reason> refusal(TokenBuilder token) {
        return guard.decide(ApiRequest.of("GET", "/orders/7", List.of("Bearer " + token.sign())))
                .fold(allowed -> Optional.empty(), denied -> Optional.of(denied.reason()), unavailable -> {
                    throw new AssertionError("there are no keys");
                });
    }
}
