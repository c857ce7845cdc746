package io.github.bearergate.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.util.X509CertUtils;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;

/** What the three servers send, as far as a resource server sees it. */
class ServerStylesTest {
    @Test
    void keycloakSpacesItsHeaderAndNamesAKeyOf43Characters() {
        try (TestIssuer keycloak = TestIssuer.builder().likeKeycloak().start()) {
            String token = keycloak.token().scope("orders:read").sign();

            assertThat(token).startsWith("eyJhbGciOiJSUzI1NiIsInR5cCIgOiAiSldUIiwia2lkIiA6IC");
            assertThat(Decoded.of(token).headerText())
                    .isEqualTo("{\"alg\":\"RS256\",\"typ\" : \"JWT\",\"kid\" : \"" + keycloak.kid() + "\"}");
            assertThat(keycloak.kid()).hasSize(43);
        }
    }

    @Test
    void keycloakSaysAzpATypClaimRolesAndMoreScopesThanAskedFor() {
        try (TestIssuer keycloak = TestIssuer.builder().likeKeycloak().start()) {
            TokenBuilder token = keycloak.token().scope("orders:read").clientId("shop");

            assertThat(claims(token))
                    .contains(
                            entry("typ", "Bearer"),
                            entry("azp", "shop"),
                            entry("scope", "orders:read profile email"),
                            entry("aud", keycloak.defaultAudience()))
                    .containsKeys("realm_access", "resource_access", "exp", "iat", "jti", "sub")
                    .doesNotContainKeys("client_id", "nbf");
            assertThat(claims(token.audience("https://a.example", "account")))
                    .containsEntry("aud", List.of("https://a.example", "account"));
        }
    }

    @Test
    void keycloakPublishesACertificateAndAnEncryptionKey() throws Exception {
        try (TestIssuer keycloak = TestIssuer.builder().likeKeycloak().start()) {
            assertThat(keycloak.jwksUri().getPath()).isEqualTo("/realms/test/protocol/openid-connect/certs");
            List<JWK> keys = JWKSet.parse(Http.get(keycloak.jwksUri()).body()).getKeys();

            assertThat(keys).hasSize(2);
            assertThat(keys.get(0).getKeyUse()).isEqualTo(KeyUse.SIGNATURE);
            assertThat(keys.get(0).getAlgorithm().getName()).isEqualTo("RS256");
            assertThat(keys.get(1).getKeyUse()).isEqualTo(KeyUse.ENCRYPTION);
            assertThat(keys.get(1).getAlgorithm().getName()).isEqualTo("RSA-OAEP");
            for (JWK key : keys) {
                X509Certificate certificate = X509CertUtils.parseWithException(
                        key.getX509CertChain().get(0).decode());
                certificate.verify(key.toRSAKey().toPublicKey());
                certificate.checkValidity();
                assertThat(key.getX509CertSHA256Thumbprint())
                        .isEqualTo(X509CertUtils.computeSHA256Thumbprint(certificate));
            }
        }
    }

    @Test
    void keycloakServesOpenIdMetadataOfARealm() throws Exception {
        try (TestIssuer keycloak = TestIssuer.builder().likeKeycloak().start()) {
            assertThat(Http.json(keycloak.uri("/realms/test/.well-known/openid-configuration")))
                    .containsEntry("issuer", keycloak.issuer())
                    .containsEntry("jwks_uri", keycloak.jwksUri().toString());
            assertThat(Http.get(keycloak.uri("/.well-known/oauth-authorization-server/realms/test"))
                            .statusCode())
                    .isEqualTo(404);
        }
    }

    @Test
    void oidcProviderMakesTheClientTheSubject() {
        try (TestIssuer provider = TestIssuer.builder().likeOidcProvider().start()) {
            TokenBuilder token = provider.token().clientId("shop").scope("orders:read");

            assertThat(Decoded.of(token.sign()).header()).containsEntry("typ", "at+jwt");
            assertThat(claims(token))
                    .contains(entry("sub", "shop"), entry("client_id", "shop"), entry("scope", "orders:read"));
            assertThat(claims(token.subject("bob"))).containsEntry("sub", "bob");
        }
    }

    @Test
    void oidcProviderPublishesKeysThatAreBoundToNoAlgorithmAndUsesBothNamesOfEd25519() throws Exception {
        try (TestIssuer provider = TestIssuer.builder().likeOidcProvider().start()) {
            List<JWK> keys = JWKSet.parse(Http.get(provider.jwksUri()).body()).getKeys();

            assertThat(keys).extracting(key -> key.getKeyType().getValue()).containsExactly("RSA", "OKP");
            assertThat(keys).allMatch(key -> key.getAlgorithm() == null && KeyUse.SIGNATURE.equals(key.getKeyUse()));
            for (String name : List.of("EdDSA", "Ed25519")) {
                assertThat(Decoded.of(provider.token().algorithm(name).sign()).header())
                        .contains(entry("alg", name), entry("kid", keys.get(1).getKeyID()));
            }
            JWSObject token =
                    JWSObject.parse(provider.token().algorithm("PS256").sign());
            assertThat(token.getHeader().getKeyID()).isEqualTo(keys.get(0).getKeyID());
            assertThat(token.verify(new RSASSAVerifier(keys.get(0).toRSAKey()))).isTrue();
        }
    }

    @Test
    void springWritesNoTypeAnArrayOfScopesAndNbf() {
        try (TestIssuer spring =
                TestIssuer.builder().likeSpringAuthorizationServer().start()) {
            TokenBuilder token =
                    spring.token().scope("orders:read", "orders:write").clientId("shop");
            Map<String, Object> claims = claims(token);

            assertThat(Decoded.of(token.sign()).header()).containsOnlyKeys("kid", "alg");
            assertThat(claims)
                    .contains(entry("sub", "shop"), entry("scope", List.of("orders:read", "orders:write")))
                    .doesNotContainKeys("client_id", "azp");
            assertThat(claims.get("nbf")).isEqualTo(claims.get("iat"));
            assertThat(claims(spring.token())).doesNotContainKey("scope");
        }
    }

    @Test
    void springServesRfc8414MetadataOnlyAndAKeyThatSaysNothingOfItself() throws Exception {
        try (TestIssuer spring =
                TestIssuer.builder().likeSpringAuthorizationServer().start()) {
            assertThat(Http.get(spring.uri("/.well-known/openid-configuration")).statusCode())
                    .isEqualTo(404);
            Map<String, Object> metadata = Http.json(spring.uri("/.well-known/oauth-authorization-server"));
            assertThat(metadata)
                    .containsEntry("jwks_uri", spring.uri("/oauth2/jwks").toString());

            Object keys = Objects.requireNonNull(Http.json(spring.jwksUri()).get("keys"));
            assertThat(keys)
                    .asInstanceOf(InstanceOfAssertFactories.LIST)
                    .singleElement(InstanceOfAssertFactories.MAP)
                    .containsOnlyKeys("kty", "e", "n", "kid");
        }
    }

    @Test
    void aTokenCanBeShapedLikeAServerThatItsIssuerIsNot() {
        try (TestIssuer plain = TestIssuer.builder().algorithms("ES256").start()) {
            assertThat(Decoded.of(plain.token().likeKeycloak().sign()).headerText())
                    .contains("\"typ\" : \"JWT\"");
            assertThat(claims(plain.token().likeOidcProvider().clientId("c"))).containsEntry("sub", "c");
            assertThat(claims(plain.token().likeSpringAuthorizationServer())).containsKey("nbf");
        }
    }

    private static Map<String, Object> claims(TokenBuilder token) {
        return Decoded.of(token.sign()).claims();
    }
}
