package io.github.bearergate.policyaudit;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bearergate.spi.Algorithm;
import java.nio.file.Path;
import java.security.interfaces.EdECPublicKey;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ExplainCommandTest {
    @TempDir
    private Path directory = Path.of("");

    private String file() {
        return Run.policy(
                directory,
                "a.policy",
                "GET /health is open",
                "GET /** needs all:read",
                "GET /orders/{t} needs orders:read where tenant is {t}");
    }

    @Test
    void anOpenRuleAsksForNothing() {
        Run run = Run.of("explain", file(), "GET", "/health");

        assertThat(run.code()).isZero();
        assertThat(run.out())
                .contains("`GET /health is open` (line 4)", "`GET /** needs all:read` (line 5)")
                .endsWith("The request goes on to the application.\n");
    }

    @Test
    void withoutATokenTheHeaderIsMissingAndTheRestIsNotReached() {
        Run run = Run.of("explain", file(), "GET", "/orders/7");

        assertThat(run.code()).isEqualTo(1);
        assertThat(run.out())
                .contains("failed: MISSING_TOKEN", "not reached")
                .contains("HTTP/1.1 401 Unauthorized\nWWW-Authenticate: Bearer\n");
    }

    @Test
    void aMissingScopeIsNamedInTheAnswer() {
        Run run = Run.of("explain", file(), "GET", "/orders/7", "--scopes", "orders:write");

        assertThat(run.out())
                .contains("failed: INSUFFICIENT_SCOPE", "HTTP/1.1 403 Forbidden")
                .contains("error=\"insufficient_scope\"", "scope=\"orders:read\"");
    }

    @Test
    void claimsOfAFileAreJudgedAsTheServiceDoes() {
        String claims = Run.file(directory, "claims.json", "{\"tenant\":\"7\"}");

        assertThat(Run.of("explain", file(), "GET", "/orders/7", "--scopes", "orders:read", "--claims", claims)
                        .code())
                .isZero();
        assertThat(Run.of("explain", file(), "GET", "/orders/8", "--scopes", "orders:read", "--claims", claims)
                        .out())
                .contains("failed: CLAIM_MISMATCH", "tenant 7");
    }

    @Test
    void anAmbiguousPathEndsBeforeAnyRule() {
        Run run = Run.of("explain", file(), "GET", "/orders/../health");

        assertThat(run.out())
                .contains("failed: AMBIGUOUS_PATH", "HTTP/1.1 400 Bad Request")
                .doesNotContain("scopes");
    }

    @Test
    void aRealTokenIsVerifiedAndNeverPrinted() {
        TrialKey key = TrialKey.of(Algorithm.EdDSA);
        long now = Instant.now().getEpochSecond();
        String token = key.sign(Map.of(
                "iss", "https://login.example.com/",
                "aud", "https://orders.example.com",
                "exp", now + 60,
                "scope", "all:read"));
        String tokenFile = Run.file(directory, "token", token + "\n");
        String jwks = Run.file(directory, "jwks.json", jwks(key));

        Run run = Run.of("explain", file(), "GET", "/a", "--token", tokenFile, "--jwks", jwks);

        assertThat(run.code()).isZero();
        for (String part : List.of(token.split("\\.", -1))) {
            assertThat(run.out() + run.err()).doesNotContain(part);
        }
        String others = Run.file(directory, "others.json", jwks(TrialKey.of(Algorithm.EdDSA)));
        assertThat(Run.of("explain", file(), "GET", "/a", "--token", tokenFile, "--jwks", others)
                        .out())
                .contains("failed: BAD_SIGNATURE");
    }

    @ParameterizedTest
    @EnumSource
    void aTrialTokenVerifiesWhateverTheAlgorithm(Algorithm algorithm) {
        String file = Run.file(
                directory,
                "a.policy",
                Run.ISSUER + "    algorithms " + algorithm.name() + "\nGET /a needs a:read\n" + Run.END);

        assertThat(Run.of("explain", file, "GET", "/a", "--scopes", "a:read").code())
                .isZero();
    }

    private static String jwks(TrialKey key) {
        EdECPublicKey edwards = (EdECPublicKey) key.verificationKey().publicKey();
        byte[] encoded = edwards.getEncoded();
        byte[] point = Arrays.copyOfRange(encoded, encoded.length - 32, encoded.length);
        return "{\"keys\":[{\"kty\":\"OKP\",\"crv\":\"Ed25519\",\"x\":\""
                + Base64.getUrlEncoder().withoutPadding().encodeToString(point) + "\"}]}";
    }
}
