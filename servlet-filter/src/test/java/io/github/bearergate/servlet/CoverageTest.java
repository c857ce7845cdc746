package io.github.bearergate.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CoverageTest {
    @ParameterizedTest
    @CsvSource({
        "/*,      /admin/*, ''",
        "/api/*,  /api/*,   ''",
        "/api/*,  /api,     ''",
        "/api/*,  /api/v1/*,''",
        "/api/*,  /api/x.do,''",
        "/api/*,  /admin/*, /admin/x",
        "/api/*,  /apis,    /apis",
        "/api/*,  /*,       /x",
        "/api/*,  /,        /x",
        "/api/*,  *.do,     /x.do",
        "/api/v1/*, /api/*, /api/x",
        "/api,    /api/*,   /api/x",
        "*.do,    *.do,     ''",
        "*.do,    /api/*,   /api/x",
        "*.do,    /x.do,    ''",
        "*.do,    /x.do/,   /x.do/",
        "/,       /,        /x",
        "/,       /admin,   /admin",
        "/x/*,    /,        /xx",
        "/api,    /api/,    /api/",
    })
    void oneFilterPatternCoversOneServletPattern(String gate, String servlet, String gap) {
        assertThat(coverage(List.of(gate), List.of(servlet))
                        .gap("any", new UrlPattern(servlet))
                        .orElse(""))
                .isEqualTo(gap);
    }

    @Test
    void theRootHasAPatternOfItsOwn() {
        assertThat(coverage(List.of("/api/*"), List.of("")).gap("root", new UrlPattern("")))
                .contains("/");
        assertThat(coverage(List.of("/"), List.of("")).gap("root", new UrlPattern("")))
                .isEmpty();
        assertThat(coverage(List.of(""), List.of("")).gap("root", new UrlPattern("")))
                .as("no container but Jetty has it")
                .contains("/");
    }

    @Test
    void aDefaultServletBehindAServletOfEverythingIsNeverReached() {
        Coverage coverage = coverage(List.of("/api/*"), List.of("/*", "/", "*.jsp"));

        assertThat(coverage.gap("default", new UrlPattern("/"))).isEmpty();
        assertThat(coverage.gap("jsp", new UrlPattern("*.jsp"))).isEmpty();
        assertThat(coverage.gap("all", new UrlPattern("/*"))).contains("/x");
    }

    @Test
    void aFilterMappedByAServletsNameCoversAllItsPatterns() {
        Coverage coverage = new Coverage(Set.of(), Set.of("api"), List.of(new UrlPattern("/api/*")));

        assertThat(coverage.gap("api", new UrlPattern("/api/*"))).isEmpty();
        assertThat(coverage.gap("admin", new UrlPattern("/api/*"))).contains("/api/x");
        assertThat(new Coverage(Set.of(), Set.of("*"), List.of()).gap("admin", new UrlPattern("/")))
                .isEmpty();
    }

    @Test
    void severalPatternsTogetherCoverWhatEachCoversAndNoMore() {
        Coverage coverage = coverage(List.of("/a/*", "/b/*", "*.do"), List.of("/a/*", "/b/x", "*.do", "/"));

        assertThat(coverage.gaps(
                        "any",
                        List.of("/a/*", "/b/x", "*.do", "/").stream()
                                .map(UrlPattern::new)
                                .toList()))
                .singleElement()
                .satisfies(gap -> assertThat(gap.getKey().text()).isEqualTo("/"));
    }

    private static Coverage coverage(List<String> gates, List<String> servlets) {
        return new Coverage(
                gates.stream().map(UrlPattern::new).collect(Collectors.toSet()),
                Set.of(),
                servlets.stream().map(UrlPattern::new).toList());
    }
}
