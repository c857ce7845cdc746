package io.github.bearergate.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Coverage against the specification's rules of mapping, tried with every path of a small world. */
class CoverageProperties {
    /** Patterns name a and b and the suffixes do and up; u is a segment that none names. */
    private static final List<String> SEGMENTS = List.of("a", "b", "u", "a.do", "u.do", "u.up", ".do", "u.x");

    private static final List<String> WORLD = world();

    @Property(tries = 2_000)
    void aGapIsReportedExactlyWhereSomePathOfTheMappingPassesNoGate(
            @ForAll("patterns") Set<String> gates,
            @ForAll("patterns") Set<String> servlets,
            @ForAll("names") Set<String> gatedServlets) {
        Coverage coverage = new Coverage(
                gates.stream().map(UrlPattern::new).collect(Collectors.toSet()),
                gatedServlets,
                servlets.stream().map(UrlPattern::new).toList());

        for (String mapping : servlets) {
            String servlet = "servlet of " + mapping;
            boolean byName = gatedServlets.contains("*") || gatedServlets.contains(servlet);
            Set<String> open = WORLD.stream()
                    .filter(path ->
                            mapped(path, servlets).filter(mapping::equals).isPresent())
                    .filter(path -> !byName && gates.stream().noneMatch(gate -> filters(gate, path)))
                    .collect(Collectors.toSet());
            Optional<String> gap = coverage.gap(servlet, new UrlPattern(mapping));

            assertThat(gap.isPresent())
                    .as("%s of %s behind %s", mapping, servlets, gates)
                    .isEqualTo(!open.isEmpty());
            gap.ifPresent(path -> {
                assertThat(mapped(path, servlets)).contains(mapping);
                assertThat(gates).noneMatch(gate -> filters(gate, path));
            });
        }
    }

    @Property(tries = 200)
    void aGateOfEverythingLeavesNoGap(@ForAll("patterns") Set<String> servlets) {
        Coverage coverage = new Coverage(
                Set.of(new UrlPattern("/*")),
                Set.of(),
                servlets.stream().map(UrlPattern::new).toList());

        assertThat(servlets)
                .allMatch(
                        mapping -> coverage.gap("any", new UrlPattern(mapping)).isEmpty());
    }

    /** Section 12.1: exact, then the longest prefix, then the suffix, then the default. */
    private static Optional<String> mapped(String path, Set<String> servlets) {
        if (path.equals("/") && servlets.contains("")) {
            return Optional.of("");
        }
        if (!path.equals("/") && servlets.contains(path)) {
            return Optional.of(path);
        }
        for (String prefix = path; ; prefix = prefix.substring(0, prefix.lastIndexOf('/'))) {
            if (servlets.contains(prefix + "/*")) {
                return Optional.of(prefix + "/*");
            }
            if (prefix.isEmpty()) {
                break;
            }
        }
        String last = path.substring(path.lastIndexOf('/') + 1);
        int dot = last.lastIndexOf('.');
        if (dot >= 0 && servlets.contains("*" + last.substring(dot))) {
            return Optional.of("*" + last.substring(dot));
        }
        return Optional.of("/").filter(servlets::contains);
    }

    /** What Jetty, Tomcat and Undertow agree on. */
    private static boolean filters(String gate, String path) {
        if (gate.equals("/*")) {
            return true;
        }
        if (gate.endsWith("/*")) {
            return (path + "/").startsWith(gate.substring(0, gate.length() - 1));
        }
        return gate.startsWith("*") ? path.endsWith(gate.substring(1)) : path.equals(gate);
    }

    @Provide
    Arbitrary<Set<String>> patterns() {
        return Arbitraries.of(
                        "/*", "/", "", "/a", "/b", "/a/b", "/a/*", "/b/*", "/a/b/*", "/a/a/*", "*.do", "*.up", "/a.do",
                        "/a/a.do", "/a/")
                .set()
                .ofMaxSize(6);
    }

    @Provide
    Arbitrary<Set<String>> names() {
        return Arbitraries.of("*", "servlet of /a/*", "servlet of /", "servlet of *.do")
                .set()
                .ofMaxSize(1);
    }

    private static List<String> world() {
        List<String> paths = new ArrayList<>(List.of("/"));
        List<String> parents = List.of("");
        for (int depth = 0; depth < 3; depth++) {
            parents = parents.stream()
                    .flatMap(parent -> SEGMENTS.stream().map(segment -> parent + "/" + segment))
                    .toList();
            paths.addAll(parents.stream()
                    .flatMap(path -> Stream.of(path, path + "/"))
                    .toList());
        }
        return paths;
    }
}
