package io.github.bearergate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.bearergate.policy.Policy;
import io.github.bearergate.testkit.TestIssuer;
import io.github.bearergate.testkit.TestIssuerBuilder;
import io.github.bearergate.testkit.TokenBuilder;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Tokens and key sets shaped as real authorization servers shape them, keys found through their metadata. */
class AuthorizationServersTest {
    static Stream<Arguments> servers() {
        return Stream.of(
                server("Keycloak", TestIssuerBuilder::likeKeycloak, TokenBuilder::likeKeycloak),
                server("node oidc-provider", TestIssuerBuilder::likeOidcProvider, TokenBuilder::likeOidcProvider),
                server(
                        "Spring Authorization Server",
                        TestIssuerBuilder::likeSpringAuthorizationServer,
                        TokenBuilder::likeSpringAuthorizationServer));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("servers")
    void theServersTokensAreAccepted(
            String name, UnaryOperator<TestIssuerBuilder> server, UnaryOperator<TokenBuilder> shape) {
        try (TestIssuer issuer = server.apply(TestIssuer.builder()).start();
                RequestGuard guard = guard(issuer)) {
            assertThat(verdict(guard, shape.apply(issuer.token()).scope("orders:read")))
                    .isEqualTo("ALLOWED");
            assertThat(verdict(
                            guard,
                            shape.apply(issuer.token()).scope("orders:read").audience("x", issuer.defaultAudience())))
                    .isEqualTo("ALLOWED");
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("servers")
    void theServersTokensAreRefusedForWhatTheyLack(
            String name, UnaryOperator<TestIssuerBuilder> server, UnaryOperator<TokenBuilder> shape) {
        try (TestIssuer issuer = server.apply(TestIssuer.builder()).start();
                RequestGuard guard = guard(issuer)) {
            assertThat(verdict(guard, shape.apply(issuer.token()))).isEqualTo("INSUFFICIENT_SCOPE");
            assertThat(verdict(
                            guard,
                            shape.apply(issuer.token()).scope("orders:read").audience("account")))
                    .isEqualTo("WRONG_AUDIENCE");
            assertThat(verdict(
                            guard,
                            shape.apply(issuer.token()).scope("orders:read").expired()))
                    .isEqualTo("EXPIRED");
            assertThat(verdict(
                            guard,
                            shape.apply(issuer.token()).scope("orders:read").kid("other")))
                    .isEqualTo("UNKNOWN_KEY");
        }
    }

    private static RequestGuard guard(TestIssuer issuer) {
        RequestGuard guard =
                RequestGuard.of(Policy.parse("test.policy", issuer.policy("GET /orders/** needs orders:read\n")));
        await().until(guard::ready);
        return guard;
    }

    private static String verdict(RequestGuard guard, TokenBuilder token) {
        return Gate.verdict(guard.decide(ApiRequest.of("GET", "/orders/7", List.of("Bearer " + token.sign()))));
    }

    private static Arguments server(
            String name, UnaryOperator<TestIssuerBuilder> server, UnaryOperator<TokenBuilder> shape) {
        return Arguments.of(name, server, shape);
    }
}
