package io.github.bearergate.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the tree of rules finds is what asking every rule finds, for all paths of at most two segments. */
class RuleTrieTest {
    private static final List<PathPattern> PATTERNS = patterns();
    private static final List<Rule> RULES = PATTERNS.stream()
            .map(path -> new Rule(Methods.ANY, path, new Requirement.Denied(), 0))
            .toList();

    @Test
    void theRulesThatShareAPathAreFound() {
        RuleTrie trie = new RuleTrie(RULES);

        for (PathPattern pattern : PATTERNS) {
            assertThat(trie.overlapping(pattern))
                    .as("%s", pattern)
                    .containsExactlyInAnyOrderElementsOf(RULES.stream()
                            .filter(rule -> rule.path().intersection(pattern).isPresent())
                            .toList());
        }
    }

    @Test
    void theRulesThatHaveAllPathsOfASliceAreFound() {
        RuleTrie trie = new RuleTrie(RULES);

        for (PathPattern slice : PATTERNS) {
            if (slice.tail() != PathPattern.Tail.REST) {
                assertThat(trie.containing(slice))
                        .as("%s", slice)
                        .containsExactlyInAnyOrderElementsOf(RULES.stream()
                                .filter(rule -> rule.path().contains(slice))
                                .toList());
            }
        }
    }

    @Test
    void aLiteralIsNamedWhereverItStands() {
        for (String path : List.of("/x", "/a/x", "/*/x", "/a/*/x/**", "/x/")) {
            RuleTrie trie =
                    new RuleTrie(List.of(new Rule(Methods.ANY, PathPattern.of(path), new Requirement.Denied(), 0)));

            assertThat(trie.names("x")).as(path).isTrue();
            assertThat(trie.names("y")).as(path).isFalse();
        }
        assertThat(new RuleTrie(RULES).depth()).isEqualTo(2);
    }

    /** Every pattern of the segments a, b and any, and every end. */
    private static List<PathPattern> patterns() {
        List<String> beginnings = new ArrayList<>(List.of(""));
        for (String first : List.of("/a", "/b", "/*")) {
            beginnings.add(first);
            Stream.of("/a", "/b", "/{n}").map(first::concat).forEach(beginnings::add);
        }
        return beginnings.stream()
                .flatMap(beginning -> Stream.of("", "/", "/**").map(beginning::concat))
                .filter(text -> !text.isEmpty())
                .map(PathPattern::of)
                .toList();
    }
}
