package io.github.bearergate.jwks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeyUrisTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://idp.example/keys", "HTTPS://idp.example", "https://127.0.0.1:8443/k?x=1", "http://localhost/k",
                "http://127.0.0.1:9/k", "http://127.1.2.3/k", "http://[::1]:80/k", "http://[0:0:0:0:0:0:0:1]/k"
            })
    void httpsAndHttpOnLoopbackAreAcceptable(String url) {
        assertThat(KeyUris.read(url)).contains(URI.create(url));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://idp.example/keys",
                "http://127.0.0.1.evil.example/k",
                "http://localhost.evil.example/k",
                "http://1270.0.0.1/k",
                "http://[::2]/k",
                "http://0.0.0.0/k",
                "ftp://idp.example/k",
                "file:///k",
                "https:///k",
                "//idp.example/k",
                "/k",
                "",
                "https://user@idp.example/k",
                "https://idp.example/k#f",
                "http://user@localhost/k",
                "http://[::ffff:127.0.0.1]/k"
            })
    void everythingElseIsNot(String url) {
        assertThat(KeyUris.read(url)).isEmpty();
    }

    @Test
    void anIssuerHasThreeMetadataPlacesInThisOrder() {
        assertThat(KeyUris.metadataOf(URI.create("https://idp.example:8443/realms/a")))
                .containsExactly(
                        URI.create("https://idp.example:8443/realms/a/.well-known/openid-configuration"),
                        URI.create("https://idp.example:8443/.well-known/oauth-authorization-server/realms/a"),
                        URI.create("https://idp.example:8443/realms/a/.well-known/oauth-authorization-server"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://idp.example", "https://idp.example/"})
    void anIssuerWithoutPathHasTwo(String issuer) {
        assertThat(KeyUris.metadataOf(URI.create(issuer)))
                .containsExactly(
                        URI.create("https://idp.example/.well-known/openid-configuration"),
                        URI.create("https://idp.example/.well-known/oauth-authorization-server"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://idp.example", "https://idp.example?x", "https://idp.example#x", "urn:idp", "idp"})
    void discoveryRefusesAnIssuerThatHasNoMetadataPlace(String issuer) {
        assertThatThrownBy(() -> JwksKeySource.builder(issuer).start())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(issuer);
    }

    @Test
    void keysAreNotFetchedOverPlainHttp() {
        assertThatThrownBy(() -> JwksKeySource.builder("https://idp.example")
                        .jwks(URI.create("http://idp.example/keys"))
                        .start())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("https");
    }
}
