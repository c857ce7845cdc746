package io.github.bearergate.policy;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which of two rules asks more: the audit's differences and the warnings rest on it. */
class RuleStrengthTest {
    @ParameterizedTest
    @CsvSource({
        "is denied, is open",
        "is denied, needs a",
        "needs a valid token, is open",
        "needs a, is open",
        "needs a, needs a valid token",
        "needs a or b, needs a valid token",
        "needs a and b, needs a",
        "needs a and b, needs a or c",
        "needs a, needs a or b",
        "needs a or b, needs a or b or c",
        "needs a where t is x, needs a",
        "needs a where t is x and u is y, needs a where u is y",
        "needs a valid token where t is x, is open"
    })
    void oneAsksMore(String stronger, String weaker) {
        assertThat(rule(stronger).asksAtLeast(rule(weaker))).isTrue();
        assertThat(rule(weaker).asksAtLeast(rule(stronger))).isFalse();
        assertThat(Strength.isWeaker(rule(weaker), rule(stronger))).isTrue();
        assertThat(Strength.isWeaker(rule(stronger), rule(weaker))).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "needs a, needs b",
        "needs a and b, needs c",
        "needs a or b, needs b or c",
        "needs a where t is x, needs a where t is y",
        "needs a where t is x, needs a where t has x",
        "needs a where t is x, needs b"
    })
    void neitherAsksWhatTheOtherAsks(String first, String second) {
        assertThat(rule(first).asksAtLeast(rule(second))).isFalse();
        assertThat(rule(second).asksAtLeast(rule(first))).isFalse();
        assertThat(Strength.isWeaker(rule(first), rule(second))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"is open", "is denied", "needs a valid token", "needs a or b", "needs a where t is x"})
    void aRuleAsksWhatItAsks(String requirement) {
        assertThat(rule(requirement).asksAtLeast(rule(requirement))).isTrue();
        assertThat(Strength.isWeaker(rule(requirement), rule(requirement))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"is open", "needs a valid token", "needs a or b", "needs a where t is x"})
    void whereNobodyGetsInEveryoneHasWhateverElseIsAsked(String requirement) {
        assertThat(rule("is denied").asksAtLeast(rule(requirement))).isTrue();
    }

    @Test
    void aVariableIsItsPlaceInThePathAndNotItsName() {
        Rule one = parse("GET /a/{p}/{q} needs a where t is {q}");
        Rule renamed = parse("GET /a/{x}/{y} needs a where t is {y}");
        Rule elsewhere = parse("GET /a/{q}/{p} needs a where t is {q}");
        Rule literal = parse("GET /a/{p}/{q} needs a where t is \"{q}\"");

        assertThat(one.asksAtLeast(renamed)).isTrue();
        assertThat(renamed.asksAtLeast(one)).isTrue();
        assertThat(one.asksAtLeast(elsewhere)).isFalse();
        assertThat(one.asksAtLeast(literal)).isFalse();
        assertThat(literal.asksAtLeast(one)).isFalse();
    }

    private static Rule rule(String requirement) {
        return parse("GET /a " + requirement);
    }

    private static Rule parse(String line) {
        return Policies.parse(Policies.withRules(line)).rules().get(0);
    }
}
