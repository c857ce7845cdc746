package io.github.bearergate.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.jwk.JWKSet;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DiscoveryTest {
    private static final String OPENID = "/.well-known/openid-configuration";
    private static final String OAUTH = "/.well-known/oauth-authorization-server";

    @Test
    void bothDocumentsAreServedAndNameTheIssuerAndItsKeySet() throws Exception {
        try (TestIssuer issuer = TestIssuer.start()) {
            for (String path : List.of(OPENID, OAUTH)) {
                Map<String, Object> document = Http.json(issuer.uri(path));

                assertThat(document)
                        .containsEntry("issuer", issuer.issuer())
                        .containsEntry("jwks_uri", issuer.jwksUri().toString())
                        .containsEntry("id_token_signing_alg_values_supported", List.of("RS256", "ES256", "EdDSA"))
                        .containsKeys("response_types_supported", "subject_types_supported", "token_endpoint");
                assertThat(JWKSet.parse(Http.get(URI.create(String.valueOf(document.get("jwks_uri"))))
                                        .body())
                                .getKeys())
                        .hasSize(3);
            }
        }
    }

    @Test
    void anIssuerWithAPathHasItInsertedBeforeItOrAppendedToIt() throws Exception {
        try (TestIssuer issuer = TestIssuer.builder()
                .path("/tenants/a")
                .metadata(MetadataDocument.values())
                .start()) {
            assertThat(issuer.issuer()).isEqualTo("http://127.0.0.1:" + issuer.port() + "/tenants/a");
            assertThat(issuer.jwksUri().getPath()).isEqualTo("/tenants/a/jwks");
            for (String path : List.of("/tenants/a" + OPENID, OAUTH + "/tenants/a", "/tenants/a" + OAUTH)) {
                assertThat(Http.json(issuer.uri(path))).containsEntry("issuer", issuer.issuer());
            }
            assertThat(Http.get(issuer.uri(OPENID)).statusCode()).isEqualTo(404);
        }
    }

    @Test
    void documentsThatWereNotChosenAreNotFound() throws Exception {
        try (TestIssuer issuer = TestIssuer.builder().metadata().start()) {
            assertThat(Http.get(issuer.uri(OPENID)).statusCode()).isEqualTo(404);
            assertThat(Http.get(issuer.uri(OAUTH)).statusCode()).isEqualTo(404);
            assertThat(Http.get(issuer.jwksUri()).statusCode()).isEqualTo(200);
        }
    }

    @Test
    void membersCanBeChangedAndLeftOut() throws Exception {
        try (TestIssuer issuer = TestIssuer.start()) {
            issuer.metadata("issuer", "https://other.example");
            issuer.metadata("token_endpoint", null);

            assertThat(Http.json(issuer.uri(OPENID)))
                    .containsEntry("issuer", "https://other.example")
                    .doesNotContainKey("token_endpoint");
        }
    }

    @Test
    void aPathMustBeginWithASlashAndNotEndInOne() {
        for (String path : List.of("a", "/a/", "/")) {
            assertThatThrownBy(() -> TestIssuer.builder().path(path)).isInstanceOf(IllegalArgumentException.class);
        }
    }
}
