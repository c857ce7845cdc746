package io.github.bearergate.policy;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Paths of rules as sets: what one has of another. The properties compare the same answers with those of brute force. */
class PathPatternTest {
    @Test
    void aLiteralDoesNotHaveAVariableOfTheSameSpelling() {
        assertThat(PathPattern.of("/t").contains(PathPattern.of("/{t}"))).isFalse();
        assertThat(PathPattern.of("/{t}").contains(PathPattern.of("/t"))).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "/**, /",
        "/**, /a",
        "/**, /a/",
        "/**, /a/**",
        "/a/**, /a",
        "/a/**, /a/",
        "/a/**, /a/*",
        "/a/**, /a/b/**",
        "/a/*, /a/b",
        "/a/*/, /a/b/",
        "/*/**, /a/**",
        "/*/b, /a/b",
        "/{a}, /a"
    })
    void oneHasTheOtherAndMore(String larger, String smaller) {
        PathPattern one = PathPattern.of(larger);
        PathPattern other = PathPattern.of(smaller);

        assertThat(one.contains(other)).isTrue();
        assertThat(other.contains(one)).isFalse();
        assertThat(one.strictlyContains(other)).isTrue();
        assertThat(other.strictlyContains(one)).isFalse();
        assertThat(one.hasSamePathsAs(other)).isFalse();
        assertThat(other.hasSamePathsAs(one)).isFalse();
        assertThat(one.intersection(other)).contains(other);
        assertThat(other.intersection(one)).contains(other);
    }

    @ParameterizedTest
    @CsvSource({
        "/a, /b",
        "/a, /a/",
        "/a, /a/b",
        "/a/, /a/*",
        "/a/b, /a/*/",
        "/a/**, /b/**",
        "/a/**, /b",
        "/a/b/**, /a",
        "/*/b, /a/c"
    })
    void neitherHasTheOther(String first, String second) {
        PathPattern one = PathPattern.of(first);
        PathPattern other = PathPattern.of(second);

        assertThat(one.contains(other)).isFalse();
        assertThat(other.contains(one)).isFalse();
        assertThat(one.strictlyContains(other)).isFalse();
        assertThat(one.hasSamePathsAs(other)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "/a, /b, ''",
        "/a, /a/, ''",
        "/a, /a/b, ''",
        "/a/b, /*/c, ''",
        "/a/b, /a/*/, ''",
        "/a/**, /b/**, ''",
        "/a/b/**, /*, ''",
        "/a/*, /*/b, /a/b",
        "/a/**, /*/b, /a/b",
        "/a/**, /*/b/**, /a/b/**",
        "/a/**, /*, /a",
        "/a/**, /*/, /a/",
        "/*/b/**, /a/**, /a/b/**",
        "/{x}/b, /{y}/*, /*/b",
        "/{x}/**, /{y}/**, /*/**",
        "/{x}/**, /{y}, /*",
        "/a/{x}/**, /a/b/c/{y}/, /a/b/c/*/"
    })
    void whatTwoHaveInCommonIsOnePatternOrNone(String first, String second, String common) {
        PathPattern one = PathPattern.of(first);
        PathPattern other = PathPattern.of(second);

        assertThat(one.intersection(other).map(PathPattern::text).orElse("")).isEqualTo(common);
        assertThat(other.intersection(one).map(PathPattern::text).orElse("")).isEqualTo(common);
    }

    @ParameterizedTest
    @CsvSource({"/, false", "/a, false", "/a/, false", "/a/*, true", "/{x}/a, true", "/a/**, true", "/**, true"})
    void aWildcardHasMoreThanOnePath(String pattern, boolean wildcard) {
        assertThat(PathPattern.of(pattern).isWildcard()).isEqualTo(wildcard);
    }

    @Test
    void variablesAreTheNamesInTheirOrder() {
        PathPattern pattern = PathPattern.of("/a/{y}/*/{x}/**");

        assertThat(pattern.variables()).containsExactly("y", "x");
        assertThat(pattern.segmentOf("y")).isEqualTo(1);
        assertThat(pattern.segmentOf("x")).isEqualTo(3);
        assertThat(pattern.segmentOf("a")).isEqualTo(-1);
        assertThat(pattern.segmentOf("")).isEqualTo(-1);
    }

    @Test
    void patternsAreEqualByTheirTextAndSameByTheirPaths() {
        PathPattern pattern = PathPattern.of("/{x}/a");
        PathPattern renamed = PathPattern.of("/{y}/a");

        assertThat(pattern).isEqualTo(PathPattern.of("/{x}/a")).hasSameHashCodeAs(PathPattern.of("/{x}/a"));
        assertThat(pattern)
                .isNotEqualTo(renamed)
                .isNotEqualTo(PathPattern.of("/{x}/b"))
                .hasToString("/{x}/a");
        assertThat(pattern.hasSamePathsAs(renamed)).isTrue();
        assertThat(pattern.strictlyContains(renamed)).isFalse();
        assertThat(pattern.withoutNames()).isEqualTo(renamed.withoutNames());
    }
}
