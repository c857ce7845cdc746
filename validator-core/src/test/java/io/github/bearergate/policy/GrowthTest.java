package io.github.bearergate.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What a check compares grows with the number of rules, not with the number of their pairs; counted, not timed. */
class GrowthTest {
    private static Policy policy(int resources) {
        return Policy.parse(
                "generated",
                Stream.of(
                                Stream.of("policy 1", "issuer https://login.example.com/", "    audience api"),
                                IntStream.range(0, resources)
                                        .boxed()
                                        .flatMap(i -> Stream.of(
                                                "GET /r%d/** needs r%d:read".formatted(i, i),
                                                "POST /r%d needs r%d:write".formatted(i, i),
                                                "PUT PATCH /r%d/{id} needs r%d:write".formatted(i, i),
                                                "DELETE /r%d/{id} needs r%d:write and r%d:admin".formatted(i, i, i),
                                                "GET /r%d/{id}/audit needs r%d:admin".formatted(i, i))),
                                Stream.of("everything else is denied"))
                        .flatMap(lines -> lines)
                        .toList()
                        .stream()
                        .reduce("", (text, line) -> text + line + "\n"));
    }

    private static long pairsOfRules(Policy policy) {
        RuleTrie trie = new RuleTrie(policy.rules());
        return policy.rules().stream()
                .mapToLong(rule -> trie.overlapping(rule.path()).size()
                        + Slices.of(rule.path(), trie.depth()).stream()
                                .mapToLong(slice -> trie.containing(slice).size())
                                .sum())
                .sum();
    }

    private static long pairsOfScopes(Policy policy) {
        List<String> scopes = policy.rules().stream()
                .flatMap(rule -> rule.requirement().scopes().stream())
                .distinct()
                .toList();
        SimilarScopes similar = new SimilarScopes(scopes);
        return scopes.stream()
                .mapToLong(scope -> similar.candidates(scope).size())
                .sum();
    }

    @Test
    void tenTimesTheRulesAreTenTimesThePairsOfRulesThatAreLookedAt() {
        assertThat(pairsOfRules(policy(200))).isEqualTo(10 * pairsOfRules(policy(20)));
    }

    @Test
    void aScopeIsComparedWithThoseThatDifferFromItInOnePlaceOnly() {
        Policy policy = policy(200);

        assertThat(pairsOfScopes(policy)).isLessThan(600 * 40);
    }
}
