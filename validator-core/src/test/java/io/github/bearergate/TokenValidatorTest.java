package io.github.bearergate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.bearergate.policy.Policy;
import io.github.bearergate.testkit.TestIssuer;
import io.github.bearergate.testkit.TokenBuilder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Validation without a request: for callers that have a token and nothing else. */
class TokenValidatorTest {
    private static final Clock CLOCK = Clock.fixed(Gate.NOW, ZoneOffset.UTC);

    private TestIssuer issuer;
    private TokenValidator validator;

    @BeforeEach
    void start() {
        issuer = TestIssuer.start();
        Policy policy = Policy.parse("test", issuer.policy("GET /** needs a valid token"));
        validator = TokenValidator.of(List.of(new TrustedIssuer(policy.issuers().get(0), Gate.keysOf(issuer))), CLOCK);
    }

    @AfterEach
    void close() {
        issuer.close();
    }

    @Test
    void aGoodTokenIsValidAndSaysWhatItClaims() {
        ValidationResult result = validator.validate(token().subject("alice").sign());

        assertThat(result)
                .isInstanceOfSatisfying(
                        ValidationResult.Valid.class,
                        valid -> assertThat(valid.token().subject()).contains("alice"));
    }

    @Test
    void nothingIsRevokedAndNothingRemembered() {
        assertThat(verdict(token().jti("any").sign())).isEqualTo("VALID");
        assertThat(validator.memo().puts()).isZero();
    }

    @Test
    void aTokenOf16384CharactersIsLookedAtAndALongerOneIsNot() {
        assertThat(verdict("a".repeat(16_384))).isEqualTo("MALFORMED_TOKEN");
        assertThat(verdict("a".repeat(16_385))).isEqualTo("TOKEN_TOO_LARGE");
    }

    @Test
    void whatIsNoTokenOfTheGrammarIsMalformed() {
        String token = token().sign();
        for (String text : List.of("", " ", "Bearer " + token, token + " ", "\u0142" + token, token + "\n", "=")) {
            assertThat(verdict(text)).as(text).isEqualTo("MALFORMED_TOKEN");
        }
    }

    @Test
    void aPayloadThatIsNoJsonObjectIsMalformed() {
        String[] parts = token().sign().split("\\.", -1);
        for (String payload : List.of("", "[]", "{", "{\"iss\":}", "{\"a\":1,\"a\":1}")) {
            String encoded =
                    Base64.getUrlEncoder().withoutPadding().encodeToString(payload.getBytes(StandardCharsets.UTF_8));
            assertThat(verdict(parts[0] + "." + encoded + "." + parts[2]))
                    .as(payload)
                    .isEqualTo("MALFORMED_TOKEN");
        }
    }

    @Test
    void aValidatorThatTrustsNobodyCannotBeMade() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TokenValidator.of(List.of(), CLOCK))
                .withMessage("a validator needs at least one trusted issuer");
    }

    private TokenBuilder token() {
        return issuer.token().clock(CLOCK);
    }

    private String verdict(String token) {
        return validator.validate(token).fold(valid -> "VALID", Reason::name, (outage, retryAfter) -> outage.name());
    }
}
