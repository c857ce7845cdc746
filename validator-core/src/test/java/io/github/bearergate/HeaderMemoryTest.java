package io.github.bearergate;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bearergate.jose.JwkSetReader;
import io.github.bearergate.policy.Policy;
import io.github.bearergate.spi.VerificationKey;
import io.github.bearergate.testkit.TestIssuer;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Which headers a validator remembers: those of tokens that verified, and nothing that a stranger wrote.
 *
 * <p>It shows at the key source. The {@code kid} that it is asked for is the very object of the earlier token when the header was
 * remembered, and a new one when the header was read again.
 */
class HeaderMemoryTest {
    /** The table has 64 places: that so many headers all missed one of them would happen once in 500 runs. */
    private static final int STRANGERS = 400;

    private static final Clock CLOCK = Clock.fixed(Gate.NOW, ZoneOffset.UTC);
    private static final TestIssuer ISSUER = TestIssuer.start();

    private final List<String> askedFor = new ArrayList<>();
    private final TokenValidator validator = validator();

    @AfterAll
    static void close() {
        ISSUER.close();
    }

    /** How a stranger's token fails, step by step along the pipeline. */
    enum Forgery {
        FORBIDDEN_HEADER("\"jku\":\"x\",\"kid\":\"%s\"", "%s"),
        ALGORITHM_NOT_ALLOWED("\"alg\":\"none\",\"kid\":\"%s\"", "%s"),
        MALFORMED_TOKEN("\"alg\":\"ES256\",\"kid\":\"%s\"", "{\"a\":1,\"a\":1}"),
        UNKNOWN_ISSUER("\"alg\":\"ES256\",\"kid\":\"%s\"", "{}"),
        WRONG_TYPE("\"alg\":\"ES256\",\"typ\":\"dpop+jwt\",\"kid\":\"%s\"", "%s"),
        UNKNOWN_KEY("\"alg\":\"ES256\",\"typ\":\"at+jwt\",\"kid\":\"not-%s\"", "%s"),
        BAD_SIGNATURE("\"alg\":\"ES256\",\"typ\":\"at+jwt\",\"kid\":\"%s\"", "%s");

        private final String header;
        private final String payload;

        Forgery(String header, String payload) {
            this.header = header;
            this.payload = payload;
        }

        /** A token that differs from the good one in what is wrong with it, and from all others in its header. */
        String token(String good, int number) {
            String[] parts = good.split("\\.", -1);
            String claims = new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8);
            return encode("{\"n\":" + number + ',' + String.format(Locale.ROOT, header, ISSUER.kid()) + '}')
                    + '.'
                    + encode(payload.replace("%s", claims))
                    + '.'
                    + parts[2];
        }
    }

    @Test
    void theHeaderOfATokenThatVerifiedIsRemembered() {
        String first = kidAskedFor(good());

        assertThat(kidAskedFor(good())).isSameAs(first);
    }

    @ParameterizedTest
    @EnumSource
    void noNumberOfForgedTokensPushesOutAHeaderThatVerified(Forgery forgery) {
        String token = good();
        String first = kidAskedFor(token);

        for (int i = 0; i < STRANGERS; i++) {
            assertThat(validator.validate(forgery.token(token, i))).isEqualTo(refusal(forgery));
        }

        assertThat(kidAskedFor(good())).isSameAs(first);
    }

    @ParameterizedTest
    @EnumSource(names = {"UNKNOWN_KEY", "BAD_SIGNATURE"})
    void theHeaderOfAForgedTokenIsReadEachTime(Forgery forgery) {
        String token = forgery.token(good(), 0);
        String first = kidAskedFor(token);

        assertThat(kidAskedFor(token)).isEqualTo(first).isNotSameAs(first);
    }

    /** Whoever holds a genuine token could otherwise spell its header anew. */
    @Test
    void theHeaderOfAGenuineTokenWithOneSpoiltByteIsReadEachTime() {
        String token = ISSUER.token().clock(CLOCK).header("other", true).sign();
        String spoilt = token.substring(0, token.length() - 10)
                + (token.endsWith("A") ? "B" : "A")
                + token.substring(token.length() - 9);
        String first = kidAskedFor(spoilt);

        assertThat(kidAskedFor(spoilt)).isNotSameAs(first);
        assertThat(kidAskedFor(token)).isNotSameAs(first);
    }

    private String good() {
        return ISSUER.token().clock(CLOCK).sign();
    }

    private static ValidationResult refusal(Forgery forgery) {
        return Refusals.of(Reason.valueOf(forgery.name()));
    }

    private String kidAskedFor(String token) {
        askedFor.clear();
        validator.validate(token);
        assertThat(askedFor).hasSize(1);
        return askedFor.get(0);
    }

    private TokenValidator validator() {
        List<VerificationKey> keys = JwkSetReader.read(ISSUER.jwks().getBytes(StandardCharsets.UTF_8), Gate.NOW)
                .orElseThrow()
                .keys();
        Policy policy = Policy.parse("test.policy", ISSUER.policy("ANY /** needs a valid token\n"));
        return TokenValidator.of(
                List.of(new TrustedIssuer(policy.issuers().get(0), query -> {
                    String kid = query.kid().orElseThrow();
                    askedFor.add(kid);
                    return kid.equals(ISSUER.kid()) ? keys : List.of();
                })),
                CLOCK);
    }

    private static String encode(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
