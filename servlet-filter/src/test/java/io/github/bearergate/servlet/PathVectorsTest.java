package io.github.bearergate.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bearergate.policy.PathGate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Paths that others have published as dangerous, through the path gate alone. */
class PathVectorsTest {
    @Test
    void theServletSpecificationsExamplesAreRefusedOrReadAsItReadsThem() {
        int accepted = 0;
        List<Map<String, Object>> rows = Vectors.rows("servlet6-uri-canonicalization.json");
        for (Map<String, Object> row : rows) {
            String raw = withoutQuery(String.valueOf(row.get("encoded")));
            String decoded = String.valueOf(row.get("decoded"));
            Optional<String> path = PathGate.open(raw, "", decoded, null);
            if (row.get("rejected") != null) {
                assertThat(path).as(raw).isEmpty();
            } else if (path.isPresent()) {
                assertThat(path).as(raw).contains(decoded);
                accepted++;
            } else {
                assertThat(raw).as("refused although canonical").containsPattern("[;%\\[]|//|/\\.");
            }
        }
        Vectors.assertRecorded("Jakarta Servlet 6, example URIs", rows.size(), accepted);
    }

    @Test
    void everySpellingThatAnotherFirewallRefusesIsRefused() {
        String file = "spring-strict-http-firewall.json";
        int run = Stream.of(
                        "rejected_if_in_requestURI_or_contextPath",
                        "rejected_unnormalized",
                        "rejected_requestURI_non_printable_ascii",
                        "rejected_if_in_servletPath_or_pathInfo")
                .mapToInt(member -> Vectors.strings(file, member).size())
                .sum();
        Vectors.assertRecorded("Spring's StrictHttpFirewall, refused strings", run, 0);
        for (String bad : Vectors.strings(file, "rejected_if_in_requestURI_or_contextPath")) {
            assertRefused("/a" + bad + "b", null);
        }
        for (String bad : Vectors.strings(file, "rejected_unnormalized")) {
            assertRefused(bad, null);
        }
        for (String bad : Vectors.strings(file, "rejected_requestURI_non_printable_ascii")) {
            assertRefused(bad, null);
        }
        for (String bad : Vectors.strings(file, "rejected_if_in_servletPath_or_pathInfo")) {
            assertThat(PathGate.open("/ab", "", "/a" + bad + "b", null)).as(bad).isEmpty();
            assertThat(PathGate.open("/ab", "", "/a", bad + "b")).as(bad).isEmpty();
        }
    }

    /** The container cuts off the query before anybody asks for the path; a fragment, which must not be sent, it may leave. */
    private static String withoutQuery(String target) {
        int query = target.indexOf('?');
        return query < 0 || target.contains("#") ? target : target.substring(0, query);
    }

    private static void assertRefused(String raw, @Nullable String pathInfo) {
        assertThat(PathGate.open(raw, "", raw, pathInfo)).as(raw).isEmpty();
    }
}
