package io.github.bearergate.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PolicyLinesTest {
    @Test
    void aPolicyTrustsTheIssuerKeepsTheRulesAndDeniesTheRest() {
        try (TestIssuer issuer = TestIssuer.builder()
                .defaultAudience("https://orders.example.com")
                .start()) {
            assertThat(issuer.policy("""
                    GET    /orders/**   needs orders:read
                    DELETE /orders/*    needs orders:write
                    """)).isEqualTo("""
                            policy 1

                            issuer %s
                                audience https://orders.example.com

                            GET    /orders/**   needs orders:read
                            DELETE /orders/*    needs orders:write

                            everything else is denied
                            """.formatted(issuer.issuer()));
        }
    }

    @Test
    void theKeySetIsNamedWhenThereAreNoMetadataToFindItBy() {
        try (TestIssuer issuer = TestIssuer.builder().metadata().start()) {
            assertThat(issuer.issuerLines()).isEqualTo("""
                    issuer %s
                        audience https://api.example.com
                        keys %s
                    """.formatted(issuer.issuer(), issuer.jwksUri()));
        }
    }

    @Test
    void algorithmsAreNamedWhenAPolicyWouldNotTrustThemUntold() {
        try (TestIssuer issuer =
                TestIssuer.builder().algorithms("ES512", "EdDSA", "Ed25519").start()) {
            assertThat(issuer.issuerLines()).contains("    algorithms ES512 EdDSA\n");
        }
    }

    @Test
    void settingsOfTheCallersOwnAreAppended() {
        try (TestIssuer issuer = TestIssuer.builder().algorithms("ES256").start()) {
            assertThat(issuer.issuerLines("alias second", "grants orders:read"))
                    .endsWith("    alias second\n    grants orders:read\n");
        }
    }
}
