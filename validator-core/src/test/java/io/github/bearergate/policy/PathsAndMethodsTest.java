package io.github.bearergate.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which paths and methods a rule speaks for. */
class PathsAndMethodsTest {
    @ParameterizedTest
    @CsvSource({
        "/orders, /orders",
        "/orders/, /orders/",
        "/, /",
        "/**, /",
        "/**, /a",
        "/**, /a/b/",
        "/orders/**, /orders",
        "/orders/**, /orders/",
        "/orders/**, /orders/1/2/",
        "/orders/*, /orders/1",
        "/orders/*/, /orders/1/",
        "/{a}/{b}, /x/y",
        "/*/**, /a",
        "/*/**, /a/",
        "/café, /café",
        "/a:@!$&'()+=~._-, /a:@!$&'()+=~._-"
    })
    void aPathIsMatched(String pattern, String path) {
        assertThat(PathPattern.of(pattern).matches(path)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "/orders, /orders/",
        "/orders/, /orders",
        "/orders, /Orders",
        "/orders, /order",
        "/orders, /orderss",
        "/orders, /",
        "/, /a",
        "/orders/**, /ordersx",
        "/orders/**, /order",
        "/orders/*, /orders",
        "/orders/*, /orders/",
        "/orders/*, /orders/1/",
        "/orders/*, /orders/1/2",
        "/*/**, /",
        "/**, //",
        "/**, a",
        "/**, ''",
        "/orders/**, /orders//x",
        "/orders/**, /orders/../x",
        "/orders/**, /orders/;x",
        "/café, /cafe"
    })
    void aPathIsNotMatched(String pattern, String path) {
        assertThat(PathPattern.of(pattern).matches(path)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/a",
                "/a/",
                "/a b",
                "/a/b.c/..d/e..",
                "/...",
                "/.a",
                "/a.",
                "/.a/b./c",
                "/\u00E9",
                "/a+b",
                "/\uD83D\uDE00",
                "/*",
                "/{x}",
                "/\"|"
            })
    void thePathIsCanonical(String path) {
        assertThat(CanonicalPath.isCanonical(path)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "a",
                "//",
                "/a//b",
                "//a",
                "/a//",
                "/.",
                "/..",
                "/a/.",
                "/a/..",
                "/./a",
                "/../a",
                "/a/./",
                "/a/../b",
                "/a;b",
                "/a%b",
                "/a?b",
                "/a#b",
                "/a\\b",
                "/a\u0000",
                "/a\n",
                "/a\u007F",
                "/a\u0085",
                "/a\u00AD",
                "/a\u200B",
                "/a\u2028",
                "/a\u2029",
                "/a\uFEFF",
                "/a\uFFFD",
                "/a\uD800",
                "/a\uDC00b",
                "/a\uDB40\uDC01"
            })
    void thePathIsNotCanonical(String path) {
        assertThat(CanonicalPath.isCanonical(path)).isFalse();
    }

    @Test
    void patternsOfTheSamePathsAreTheSameSetWhateverTheirNames() {
        PathPattern one = PathPattern.of("/{a}/b/**");
        PathPattern other = PathPattern.of("/*/b/**");

        assertThat(one.hasSamePathsAs(other)).isTrue();
        assertThat(one).isNotEqualTo(other);
        assertThat(one.intersection(other)).contains(other);
        assertThat(one.variables()).containsExactly("a");
        assertThat(one.isWildcard()).isTrue();
        assertThat(PathPattern.of("/a/b/").isWildcard()).isFalse();
    }

    @Test
    void aPathThatTheLanguageLacksIsNotMade() {
        assertThatThrownBy(() -> PathPattern.of("a//*x"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a//*x: the path `a//*x` must start with /");
    }

    @Test
    void getSpeaksForHeadAndAnyForAllButTwo() {
        Methods get = Methods.of(List.of("GET"));

        assertThat(get.includes("HEAD")).isTrue();
        assertThat(get).isEqualTo(Methods.of(List.of("HEAD", "GET"))).isNotEqualTo(Methods.of(List.of("HEAD")));
        assertThat(get).hasToString("GET").hasSameHashCodeAs(Methods.of(List.of("GET", "HEAD")));
        assertThat(get.contains(Methods.of(List.of("HEAD")))).isTrue();
        assertThat(Methods.of(List.of("HEAD")).includes("GET")).isFalse();
        assertThat(get.includes("get")).isFalse();
        for (String method : List.of("GET", "BREW", "get", "", "PROPFIND", "LINK")) {
            assertThat(Methods.ANY.includes(method)).as(method).isTrue();
        }
        assertThat(Methods.ANY.includes("TRACE")).isFalse();
        assertThat(Methods.ANY.includes("CONNECT")).isFalse();
        assertThat(Methods.of(Methods.known())).isNotEqualTo(Methods.ANY);
        assertThat(Methods.ANY.contains(Methods.of(Methods.known()))).isTrue();
    }

    @Test
    void setsOfMethodsIntersect() {
        Methods one = Methods.of(List.of("POST", "GET"));

        assertThat(one.intersection(Methods.of(List.of("HEAD", "PUT")))).contains(Methods.of(List.of("HEAD")));
        assertThat(one.intersection(Methods.of(List.of("PUT")))).isEmpty();
        assertThat(one.intersection(Methods.ANY)).contains(one);
        assertThat(Methods.of(List.of("PROPFIND", "POST", "GET")).text()).isEqualTo("GET POST PROPFIND");
    }

    @ParameterizedTest
    @ValueSource(strings = {"TRACE", "CONNECT", "LINK", "get", "ANY", ""})
    void aMethodThatARuleCannotNameIsNoSet(String method) {
        assertThatThrownBy(() -> Methods.of(List.of(method))).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void thereIsNoEmptySetOfMethods() {
        assertThatThrownBy(() -> Methods.of(List.of())).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @CsvSource({
        "0s, 0s",
        "0ms, 0s",
        "1000ms, 1s",
        "1500ms, 1500ms",
        "60s, 1m",
        "90s, 90s",
        "3600s, 1h",
        "24h, 1d",
        "36h, 36h",
        "007d, 7d"
    })
    void aDurationIsWrittenInItsLongestUnit(String written, String canonical) {
        assertThat(Durations.read(written).map(Durations::text)).contains(canonical);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "5", "s", "5 s", "5S", "-5s", "+5s", "1.5s", "5min", "1000000000s", "\u0665s"})
    void whatIsNoDurationIsNotRead(String text) {
        assertThat(Durations.read(text)).isEmpty();
    }

    @Test
    void aDurationWithoutAUnitIsWrittenSoThatItIsRefused() {
        assertThat(Durations.read(Durations.text(Duration.ofNanos(1)))).isEmpty();
        assertThat(Durations.read(Durations.text(Duration.ofSeconds(-1)))).isEmpty();
    }
}
