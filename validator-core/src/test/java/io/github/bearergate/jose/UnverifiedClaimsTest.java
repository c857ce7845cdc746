package io.github.bearergate.jose;

import static io.github.bearergate.spi.Algorithm.EdDSA;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UnverifiedClaimsTest {
    private static final long NOW = 1_700_000_000;

    @Test
    void theIssuerIsReadAsWritten() {
        assertThat(claims("{\"iss\":\"https://login.example.com/\"}").issuer()).contains("https://login.example.com/");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"iss\":null}",
                "{\"iss\":1}",
                "{\"iss\":[\"https://login.example.com/\"]}",
                "{\"iss\":{}}"
            })
    void anIssuerThatIsNoStringIsNone(String payload) {
        assertThat(claims(payload).issuer()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"\"orders\"", "[\"orders\"]", "[\"other\",\"orders\"]", "[1,null,{},\"orders\"]", "\"orders-v2\""
            })
    void aTokenForOneOfTheAudiencesIsWorthFetchingKeysFor(String audience) {
        assertThat(worth("{\"aud\":" + audience + ",\"exp\":1700000300}")).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"other\"",
                "[]",
                "[\"other\"]",
                "null",
                "1",
                "{\"orders\":1}",
                "[[\"orders\"]]",
                "\"ORDERS\"",
                "\"\""
            })
    void aTokenForAnotherAudienceIsNot(String audience) {
        assertThat(worth("{\"aud\":" + audience + ",\"exp\":1700000300}")).isFalse();
    }

    @Test
    void aTokenWithoutAudienceOrExpiryIsNot() {
        assertThat(worth("{\"exp\":1700000300}")).isFalse();
        assertThat(worth("{\"aud\":\"orders\"}")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"1700000000", "1699999940", "1699999940.0", "1.7e9", "9223372036854775807", "1e300"})
    void aTokenThatExpiresAtOrAfterTheLeewayIsWorthFetchingKeysFor(String expiry) {
        assertThat(worth("{\"aud\":\"orders\",\"exp\":" + expiry + "}")).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1699999939",
                "1699999939.9",
                "0",
                "-9223372036854775808",
                "-1e300",
                "null",
                "\"1700000300\"",
                "true",
                "[]"
            })
    void anExpiredTokenIsNot(String expiry) {
        assertThat(worth("{\"aud\":\"orders\",\"exp\":" + expiry + "}")).isFalse();
    }

    private static boolean worth(String payload) {
        return claims(payload).worthFetchingKeysFor(List.of("orders", "orders-v2"), NOW, 60);
    }

    private static UnverifiedClaims claims(String payload) {
        return CompactJws.parse(Minted.token(EdDSA, Minted.header(EdDSA), payload))
                .flatMap(CompactJws::claims)
                .orElseThrow();
    }
}
