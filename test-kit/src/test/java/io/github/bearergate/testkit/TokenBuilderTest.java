package io.github.bearergate.testkit;

import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class TokenBuilderTest {
    private static final long NOW = 1_800_000_000;

    @RegisterExtension
    static final TestIssuerExtension PROVIDER = new TestIssuerExtension(settings ->
            settings.algorithms("ES256").clock(Clock.fixed(Instant.ofEpochSecond(NOW, 999_999_999), ZoneOffset.UTC)));

    private final TestIssuer issuer = PROVIDER.issuer();

    @Test
    void aPlainTokenSaysWhatRfc9068Requires() {
        Decoded token = Decoded.of(issuer.token().sign());

        assertThat(token.header())
                .containsExactly(entry("alg", "ES256"), entry("typ", "at+jwt"), entry("kid", issuer.kid()));
        assertThat(token.claims())
                .containsOnlyKeys("iss", "sub", "aud", "client_id", "iat", "exp", "jti")
                .contains(
                        entry("iss", issuer.issuer()),
                        entry("sub", "alice"),
                        entry("aud", "https://api.example.com"),
                        entry("client_id", "test-client"),
                        entry("iat", NOW),
                        entry("exp", NOW + 300));
    }

    @Test
    void everythingThatATokenSaysCanBeSet() {
        Decoded token = Decoded.of(issuer.token()
                .scope("orders:read orders:write", "admin")
                .audience("https://a.example", "https://b.example")
                .subject("bob")
                .clientId("app")
                .jti("one")
                .issuedAt(Instant.ofEpochSecond(1_000))
                .expiresIn(ofMinutes(5))
                .notBefore(Instant.ofEpochSecond(1_001))
                .claim("tenant", "acme")
                .sign());

        assertThat(token.claims())
                .contains(
                        entry("scope", "orders:read orders:write admin"),
                        entry("aud", List.of("https://a.example", "https://b.example")),
                        entry("sub", "bob"),
                        entry("client_id", "app"),
                        entry("jti", "one"),
                        entry("iat", 1_000L),
                        entry("exp", 1_300L),
                        entry("nbf", 1_001L),
                        entry("tenant", "acme"));
    }

    @Test
    void expiryCountsFromTheTimeOfIssueInWhichOrderSoEverTheyAreSet() {
        Instant issued = Instant.ofEpochSecond(5_000);

        assertThat(claims(issuer.token().expiresIn(ofSeconds(7)).issuedAt(issued)))
                .containsEntry("exp", 5_007L);
        assertThat(claims(issuer.token().issuedAt(issued).expiresIn(ofSeconds(-7))))
                .containsEntry("exp", 4_993L);
        assertThat(claims(issuer.token().expiresAt(Instant.ofEpochSecond(9)).issuedAt(issued)))
                .containsEntry("exp", 9L);
    }

    @Test
    void anExpiredTokenIsFiftyFiveMinutesPastItsEnd() {
        assertThat(claims(issuer.token().expired())).contains(entry("iat", NOW - 3_600), entry("exp", NOW - 3_300));
    }

    @Test
    void theClockOfTheIssuerCanJumpAndOneTokenCanHaveItsOwn() {
        issuer.chaos().jumpClock(ofMinutes(10));
        issuer.chaos().jumpClock(ofMinutes(-1));
        assertThat(claims(issuer.token())).containsEntry("iat", NOW + 540);

        issuer.chaos().calm();
        assertThat(claims(issuer.token())).containsEntry("iat", NOW);
        assertThat(claims(issuer.token().clock(Clock.fixed(Instant.EPOCH, ZoneOffset.UTC))))
                .contains(entry("iat", 0L), entry("exp", 300L));
    }

    @Test
    void claimsOfAnyJsonTypeCanBeSetOverOthersAndLeftOut() {
        TokenBuilder odd = issuer.token()
                .claim("exp", "soon")
                .claim("nested", Map.of("deep", List.of(1, true, "x")))
                .claim("at", Instant.ofEpochSecond(7))
                .claim("nothing", null)
                .without("aud", "jti")
                .expiresIn(ofMinutes(1));

        assertThat(claims(odd))
                .contains(
                        entry("exp", "soon"),
                        entry("nested", Map.of("deep", List.of(1L, true, "x"))),
                        entry("at", 7L),
                        entry("nothing", null))
                .doesNotContainKeys("aud", "jti");
        assertThat(claims(odd.claim("exp", 1).without("exp"))).doesNotContainKey("exp");
    }

    @Test
    void aBuilderIsLeftAsItWasByItsMethods() {
        TokenBuilder base = issuer.token().scope("a");
        TokenBuilder other = base.scope("b").typ("JWT");

        assertThat(claims(base)).containsEntry("scope", "a");
        assertThat(Decoded.of(base.sign()).header()).containsEntry("typ", "at+jwt");
        assertThat(claims(other)).containsEntry("scope", "b");
    }

    @Test
    void everyTokenHasAnIdentifierOfItsOwn() {
        TokenBuilder same = issuer.token();

        assertThat(claims(same).get("jti")).isNotEqualTo(claims(same).get("jti"));
    }

    @Test
    void headerMembersCanBeSetAndLeftOut() {
        assertThat(Decoded.of(issuer.token()
                                .noTyp()
                                .noKid()
                                .header("crit", List.of("b64"))
                                .sign())
                        .header())
                .containsExactly(entry("alg", "ES256"), entry("crit", List.of("b64")));
        assertThat(Decoded.of(issuer.token()
                                .typ("JWT")
                                .kid("k")
                                .header("cty", null)
                                .sign())
                        .header())
                .contains(entry("typ", "JWT"), entry("kid", "k"), entry("cty", null));
    }

    @Test
    void finishedTextCanBeEditedSoThatAMemberStandsTwice() {
        Decoded token = Decoded.of(issuer.token()
                .editClaims(json -> json.replace("{", "{\"sub\":\"mallory\","))
                .editHeader(json -> json + " ")
                .sign());

        assertThat(token.claimsText()).startsWith("{\"sub\":\"mallory\",").contains("\"sub\":\"alice\"");
        assertThat(token.headerText()).endsWith("} ");
    }

    @Test
    void headerAndPayloadCanBeAnyBytes() {
        byte[] bytes = {(byte) 0xC0, (byte) 0xAF};
        String token = issuer.token().rawHeader("null").rawPayload(bytes).sign();

        assertThat(token).startsWith("bnVsbA.wK8.");
        assertThat(issuer.token().rawHeader(bytes).rawClaims("{}").sign()).startsWith("wK8.e30.");
    }

    @Test
    void segmentsCanBeAnyTextAndAreSignedAsTheyAre() throws Exception {
        TokenBuilder padded =
                issuer.token().headerSegment("e30==").payloadSegment("e30\n").signedWithSecret(new byte[] {7});
        String token = padded.sign();

        assertThat(token).startsWith("e30==.e30\n.");
        assertThat(Decoded.of(token.replace("=", "").replace("\n", "")).signatureHex())
                .isEqualTo(hmac(new byte[] {7}, "e30==.e30\n"));
    }

    @Test
    void aSecretSignsAsHs256() throws Exception {
        byte[] secret = issuer.key(issuer.kid()).getPublic().getEncoded();
        String token = issuer.token().signedWithSecret(secret).sign();

        assertThat(Decoded.of(token).header()).containsEntry("alg", "HS256").containsEntry("kid", issuer.kid());
        assertThat(Decoded.of(token).signatureHex())
                .isEqualTo(hmac(secret, token.substring(0, token.lastIndexOf('.'))));
    }

    @Test
    void anUnsignedTokenSaysNoneAndEndsInADot() {
        String token = issuer.token().unsigned().sign();

        assertThat(token).endsWith(".");
        assertThat(Decoded.of(token).header()).containsEntry("alg", "none");
    }

    @Test
    void theSignatureCanBeAnyBytes() {
        assertThat(issuer.token()
                        .signature("xy".getBytes(StandardCharsets.US_ASCII))
                        .sign())
                .endsWith("."
                        + Base64.getUrlEncoder()
                                .encodeToString("xy".getBytes(StandardCharsets.US_ASCII))
                                .replace("=", ""));
    }

    @Test
    void aForgeryNamesTheIssuersOwnKey() {
        assertThat(Decoded.of(issuer.token().forged().sign()).header())
                .contains(entry("alg", "ES256"), entry("kid", issuer.kid()));
    }

    private static Map<String, Object> claims(TokenBuilder token) {
        return Decoded.of(token.sign()).claims();
    }

    private static String hmac(byte[] secret, String input) throws Exception {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(secret, "HmacSHA256"));
        return HexFormat.of().formatHex(mac.doFinal(input.getBytes(StandardCharsets.UTF_8)));
    }
}
