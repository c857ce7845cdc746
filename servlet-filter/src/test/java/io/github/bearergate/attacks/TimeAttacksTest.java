package io.github.bearergate.attacks;

import static io.github.bearergate.Reason.CONTRADICTORY_TIMES;
import static io.github.bearergate.Reason.EXPIRED;
import static io.github.bearergate.Reason.ISSUED_IN_FUTURE;
import static io.github.bearergate.Reason.LIVES_TOO_LONG;
import static io.github.bearergate.Reason.MALFORMED_TOKEN;
import static io.github.bearergate.Reason.MISSING_CLAIM;
import static io.github.bearergate.Reason.MISTYPED_CLAIM;
import static io.github.bearergate.Reason.NOT_YET_VALID;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.bearergate.Reason;
import io.github.bearergate.policy.Policy;
import io.github.bearergate.policy.PolicyException;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Attacks with the times of a token. The leeway is 60 seconds and the longest life 24 hours. */
class TimeAttacksTest extends AttackTable {
    private static final long NOW = World.NOW.getEpochSecond();
    private static final long LEEWAY = 60;
    private static final long LONGEST_LIFE = 86_400;
    private static final List<String> NOT_NUMBERS =
            List.of("\"9999999999\"", "\"1\"", "\"\"", "true", "false", "[]", "[1]", "{}", "\"2026-11-22T12:00:00Z\"");
    private static final List<String> NO_DATES = List.of(
            "-1",
            "-0.5",
            "9007199254740993",
            "9223372036854775807",
            "9223372036854775808",
            "-9223372036854775808",
            "18446744073709551616",
            "1e300",
            "1e18",
            "123456789012345678901234567890");
    private static final List<String> NO_JSON = List.of(
            "1e400",
            "-1e400",
            "NaN",
            "Infinity",
            "-Infinity",
            "0x10",
            "01",
            "+1",
            ".5",
            "1.",
            "1e",
            "1e-400",
            "1" + "0".repeat(600));

    @Override
    void attacks() {
        expiry();
        numbers();
        notBefore();
        issuedAt();
    }

    private void expiry() {
        attack("TIM-01")
                .refused(
                        MISSING_CLAIM,
                        "absent",
                        world -> world.token().without("exp").sign())
                .refused(
                        MISSING_CLAIM,
                        "absent under the stricter profile",
                        world -> world.strictToken()
                                .signedBy("shared")
                                .without("exp")
                                .sign())
                .refused(
                        MISSING_CLAIM,
                        "under another name",
                        world -> world.token()
                                .without("exp")
                                .claim("EXP", NOW + 60)
                                .claim("expires_at", NOW + 60)
                                .sign());
        attack("TIM-02")
                .refused(MISSING_CLAIM, "null", world -> claims(world, "exp", "null"))
                .refused(
                        MISSING_CLAIM,
                        "null under the stricter profile",
                        world -> world.strictToken().claim("exp", null).sign());
        Row types = attack("TIM-03");
        NOT_NUMBERS.forEach(value -> types.refused(MISTYPED_CLAIM, value, world -> claims(world, "exp", value)));
        Row infinite = attack("TIM-04");
        NO_JSON.forEach(
                value -> infinite.refused(MALFORMED_TOKEN, shortened(value), world -> claims(world, "exp", value)));
        attack("TIM-05")
                .accepted(
                        "an exponent",
                        world -> claims(world, "exp", "%d.%de1".formatted((NOW + 90) / 10, (NOW + 90) % 10)))
                .accepted("a fraction", world -> claims(world, "exp", NOW + ".999"))
                .accepted("the last second", world -> expiring(world, String.valueOf(NOW - LEEWAY + 1)))
                .refused(EXPIRED, "the first second after", world -> expiring(world, String.valueOf(NOW - LEEWAY)))
                .refused(
                        EXPIRED,
                        "a fraction of a second does not count",
                        world -> expiring(world, (NOW - LEEWAY) + ".999"))
                .refused(EXPIRED, "long ago", world -> claims(world, "exp", "0"))
                .refused(EXPIRED, "minus zero", world -> claims(world, "exp", "-0"))
                .refused(EXPIRED, "nearly zero", world -> claims(world, "exp", "1e-300"));
    }

    private void numbers() {
        Row absurd = attack("TIM-06");
        NO_DATES.forEach(value -> absurd.refused(MISTYPED_CLAIM, value, world -> claims(world, "exp", value)));
        absurd.refused(
                LIVES_TOO_LONG, "2^53, the last exact number", world -> claims(world, "exp", "9007199254740992"));
        attack("TIM-11")
                .refused(
                        LIVES_TOO_LONG,
                        "now in milliseconds",
                        world -> claims(world, "exp", String.valueOf(NOW * 1_000)))
                .refused(
                        LIVES_TOO_LONG,
                        "all times in milliseconds",
                        world -> world.token()
                                .claim("exp", (NOW + 300) * 1_000)
                                .without("iat")
                                .sign())
                .refused(
                        ISSUED_IN_FUTURE,
                        "iat in milliseconds",
                        world -> claims(world, "iat", String.valueOf(NOW * 1_000)))
                .accepted("the longest life", world -> claims(world, "exp", String.valueOf(NOW + LONGEST_LIFE)))
                .refused(
                        LIVES_TOO_LONG,
                        "one second longer",
                        world -> claims(world, "exp", String.valueOf(NOW + LONGEST_LIFE + 1)))
                .refused(
                        LIVES_TOO_LONG,
                        "one second longer, without iat",
                        world -> world.token()
                                .claim("exp", NOW + LONGEST_LIFE + 1)
                                .without("iat")
                                .sign())
                .refused(
                        LIVES_TOO_LONG,
                        "a later nbf does not shorten it",
                        world -> world.token()
                                .claim("exp", NOW + LONGEST_LIFE + 1)
                                .claim("nbf", NOW + 1)
                                .sign());
    }

    private void notBefore() {
        attack("TIM-13")
                .refused(NOT_YET_VALID, "90 seconds ahead", world -> claims(world, "nbf", String.valueOf(NOW + 90)))
                .refused(
                        NOT_YET_VALID,
                        "one second beyond the leeway",
                        world -> claims(world, "nbf", String.valueOf(NOW + LEEWAY + 1)))
                .accepted("the leeway", world -> claims(world, "nbf", String.valueOf(NOW + LEEWAY)))
                .refused(
                        CONTRADICTORY_TIMES,
                        "after the expiry",
                        world -> world.token()
                                .claim("exp", NOW + 10)
                                .claim("nbf", NOW + 11)
                                .sign())
                .refused(
                        CONTRADICTORY_TIMES,
                        "issued after the expiry",
                        world -> world.token()
                                .claim("exp", NOW + 10)
                                .claim("iat", NOW + 11)
                                .sign());
        Row overflow = attack("TIM-14");
        NO_DATES.forEach(value -> overflow.refused(MISTYPED_CLAIM, value, world -> claims(world, "nbf", value)));
        NOT_NUMBERS.forEach(value -> overflow.refused(MISTYPED_CLAIM, value, world -> claims(world, "nbf", value)));
        overflow.refused(NOT_YET_VALID, "2^53", world -> claims(world, "nbf", "9007199254740992"));
        attack("TIM-15").accepted("null counts as absent", world -> claims(world, "nbf", "null"));
    }

    private void issuedAt() {
        attack("TIM-16")
                .refused(
                        MISSING_CLAIM,
                        "absent under the stricter profile",
                        world -> world.strictToken().without("iat").sign())
                .refused(
                        MISSING_CLAIM,
                        "null under the stricter profile",
                        world -> world.strictToken().claim("iat", null).sign())
                .accepted(
                        "absent under the default profile, which counts the life from now",
                        world -> world.token().without("iat").sign());
        Row types = attack("TIM-18");
        NO_DATES.forEach(value -> types.refused(MISTYPED_CLAIM, value, world -> claims(world, "iat", value)));
        NOT_NUMBERS.forEach(value -> types.refused(MISTYPED_CLAIM, value, world -> claims(world, "iat", value)));
        types.refused(
                        ISSUED_IN_FUTURE,
                        "one second beyond the leeway",
                        world -> claims(world, "iat", String.valueOf(NOW + LEEWAY + 1)))
                .accepted("the leeway", world -> claims(world, "iat", String.valueOf(NOW + LEEWAY)))
                .accepted("null counts as absent", world -> claims(world, "iat", "null"));
    }

    @ParameterizedTest(name = "TIM-20 leeway {0}")
    @ValueSource(
            strings = {"301s", "6m", "1h", "1d", "5m1s", "300001ms", "-1s", "1e9s", "99999999999999999999s", "five", ""
            })
    @Tag("TIM-20")
    void aLeewayBeyondFiveMinutesStopsTheStart(String leeway) {
        assertThatThrownBy(() -> Policy.parse("skewed.policy", policy(leeway)))
                .isInstanceOf(PolicyException.class)
                .hasMessageContaining("skewed.policy:");
    }

    @ParameterizedTest(name = "TIM-20 leeway {0} is allowed")
    @ValueSource(strings = {"0s", "60s", "300s", "5m"})
    @Tag("TIM-20")
    void aLeewayOfFiveMinutesIsTheLongest(String leeway) {
        assertThat(Policy.parse("sound.policy", policy(leeway)).issuers().get(0).leeway())
                .isBetween(Duration.ZERO, Duration.ofMinutes(5));
    }

    @Test
    @Tag("TIM-21")
    @Tag("TIM-22")
    @Tag("CAC-05")
    void aRememberedTokenIsRefusedFromTheVerySecondAndWhenTheClockStepsBack(World world) throws IOException {
        String token = world.token().expiresIn(Duration.ofSeconds(10)).sign();
        try {
            assertThat(statusOf(world, token)).isEqualTo(200);
            world.clock.advance(Duration.ofSeconds(10 + LEEWAY).minusMillis(1));
            assertThat(statusOf(world, token)).isEqualTo(200);
            world.clock.advance(Duration.ofMillis(1));
            assertThat(statusOf(world, token)).isEqualTo(401);
            world.clock.advance(Duration.ofHours(1));
            assertThat(statusOf(world, token)).isEqualTo(401);
            world.clock.set(World.NOW.minus(Duration.ofHours(1)));
            assertThat(World.verdict(world.ask("Bearer " + token))).isEqualTo(Reason.ISSUED_IN_FUTURE.name());
            assertThat(statusOf(world, token)).isEqualTo(401);
        } finally {
            world.clock.set(World.NOW);
        }
        assertThat(statusOf(world, token)).isEqualTo(200);
        assertThat(world.sendControl().status()).isEqualTo(200);
    }

    private static int statusOf(World world, String token) throws IOException {
        return world.send(RawRequest.get(World.PATH).bearer(token)).status();
    }

    private static String policy(String leeway) {
        return "policy 1\nissuer https://as.example.com\n    audience api\n    leeway " + leeway
                + "\nGET / needs a valid token\neverything else is denied\n";
    }

    /** A token of which one claim has this text as its value. */
    private static String claims(World world, String name, String value) {
        return world.token()
                .without(name)
                .editClaims(json -> "{\"" + name + "\":" + value + ',' + json.substring(1))
                .sign();
    }

    /** A token that was issued two minutes ago and whose expiry has this text. */
    private static String expiring(World world, String value) {
        return world.token()
                .issuedAt(World.NOW.minusSeconds(120))
                .without("exp")
                .editClaims(json -> "{\"exp\":" + value + ',' + json.substring(1))
                .sign();
    }

    private static String shortened(String text) {
        return text.length() > 20 ? text.length() + " digits" : text;
    }
}
