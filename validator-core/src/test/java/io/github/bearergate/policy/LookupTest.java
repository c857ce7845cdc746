package io.github.bearergate.policy;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which rule decides. */
class LookupTest {
    @ParameterizedTest
    @CsvSource({
        "GET, /health, GET /health",
        "HEAD, /health, GET /health",
        "POST, /health, ",
        "GET, /orders, GET /orders/**",
        "GET, /orders/, GET /orders/**",
        "GET, /orders/1/items, GET /orders/**",
        "PUT, /orders/1, POST PUT /orders/**",
        "DELETE, /orders/1, DELETE /orders/*",
        "DELETE, /orders/1/, ",
        "DELETE, /orders, ",
        "BREW, /me, ANY /me",
        "TRACE, /me, ",
        "CONNECT, /me, ",
        "get, /health, ",
        "GET, /Health, ",
        "GET, /health/, ",
        "GET, /, ",
        "GET, //health, ",
        "GET, health, "
    })
    void theRuleOfTheExampleDecides(String method, String path, @Nullable String rule) {
        assertThat(Policies.parse(Policies.ORDERS).ruleFor(method, path).map(Rule::id))
                .isEqualTo(Optional.ofNullable(rule));
    }

    @Test
    void theRuleOfFewerMethodsDecidesWhateverTheVariablesAreCalled() {
        for (List<String> names : List.of(List.of("a", "b"), List.of("b", "a"))) {
            Policy policy = Policies.parse(Policies.withRules(
                    "GET POST /x/{" + names.get(0) + "} needs more", "GET /x/{" + names.get(1) + "} needs less"));

            assertThat(policy.ruleFor("GET", "/x/1").map(Rule::id)).contains("GET /x/{" + names.get(1) + "}");
            assertThat(policy.ruleFor("POST", "/x/1").map(Rule::id)).contains("GET POST /x/{" + names.get(0) + "}");
        }
    }

    @Test
    void aPathThatIsNotCanonicalIsFoundUnderNoRule() {
        Policy policy = Policies.parse(Policies.withRules("ANY /** is open"));

        for (String path : List.of("", "a", "//", "/a//b", "/a/..", "/./a", "/a;b", "/a%2fb", "/a\u0000")) {
            assertThat(policy.ruleFor("GET", path)).as(path).isEmpty();
        }
        assertThat(policy.ruleFor("TRACE", "/a")).isEmpty();
    }

    @Test
    void theMostSpecificPathDecidesThenTheMostSpecificMethod() {
        Policy policy = Policies.parse(Policies.withRules(
                "GET /** is open",
                "ANY /api/** needs api",
                "HEAD /api/status is open",
                "GET /api/status needs status",
                "ANY /api/status is denied",
                "POST /api/*/run needs run",
                "GET /api/{id}/* needs read",
                "GET /api/a/b/c is open"));

        assertThat(id(policy, "GET", "/home")).isEqualTo("GET /**");
        assertThat(id(policy, "GET", "/api/x")).isEqualTo("ANY /api/**");
        assertThat(id(policy, "HEAD", "/api/status")).isEqualTo("HEAD /api/status");
        assertThat(id(policy, "GET", "/api/status")).isEqualTo("GET /api/status");
        assertThat(id(policy, "PUT", "/api/status")).isEqualTo("ANY /api/status");
        assertThat(id(policy, "POST", "/api/a/run")).isEqualTo("POST /api/*/run");
        assertThat(id(policy, "GET", "/api/a/run")).isEqualTo("GET /api/{id}/*");
        assertThat(id(policy, "PUT", "/api/a/run")).isEqualTo("ANY /api/**");
        assertThat(id(policy, "GET", "/api/a/b/d")).isEqualTo("ANY /api/**");
    }

    @Test
    void segmentsWithOneHashAreToldApart() {
        Policy policy = Policies.parse(Policies.withRules("GET /Aa is open", "GET /BB is denied"));

        assertThat(id(policy, "GET", "/Aa")).isEqualTo("GET /Aa");
        assertThat(id(policy, "GET", "/BB")).isEqualTo("GET /BB");
        assertThat(policy.ruleFor("GET", "/C#")).isEmpty();
        assertThat(policy.ruleFor("GET", "/Ab")).isEmpty();
    }

    @Test
    void aThousandRulesAreReadReviewedAndFound() {
        List<String> rules = thousandRules();
        Policy policy = Policies.parse(Policies.withRules(rules));

        assertThat(policy.rules()).hasSize(1_000);
        for (int i = 0; i < 250; i++) {
            assertThat(id(policy, "GET", "/api/r" + i)).isEqualTo("GET /api/r" + i + "/**");
            assertThat(id(policy, "POST", "/api/r" + i + "/7")).isEqualTo("POST PUT /api/r" + i + "/*");
            assertThat(id(policy, "DELETE", "/api/r" + i + "/7")).isEqualTo("DELETE /api/r" + i + "/{id}");
            assertThat(id(policy, "GET", "/api/r" + i + "/7/items/8")).isEqualTo("GET /api/r" + i + "/*/items/**");
        }
        assertThat(policy.ruleFor("GET", "/api/r250")).isEmpty();
    }

    @Test
    void aThousandPairsAreAllFound() {
        List<String> rules = new ArrayList<>(thousandRules());
        rules.add("GET /api/*/secret is denied");

        assertThat(Policies.problemsOf(Policies.withRules(rules)))
                .filteredOn(problem -> problem.kind() == ProblemKind.AMBIGUOUS_RULES)
                .hasSize(2 * 250);
    }

    @Test
    void aLookupAllocatesNothing() {
        Policy policy = Policies.parse(Policies.withRules(thousandRules()));
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long thread = Thread.currentThread().getId();
        int found = find(policy, 1_000);

        long before = threads.getThreadAllocatedBytes(thread);
        found += find(policy, 10_000);
        long allocated = threads.getThreadAllocatedBytes(thread) - before;

        assertThat(found).isEqualTo(33_000);
        assertThat(allocated).as("bytes for 50,000 lookups").isLessThan(10_000);
    }

    private static int find(Policy policy, int times) {
        int found = 0;
        for (int i = 0; i < times; i++) {
            found += policy.ruleFor("GET", "/api/r7").isPresent() ? 1 : 0;
            found += policy.ruleFor("DELETE", "/api/r249/caf\u00E9").isPresent() ? 1 : 0;
            found += policy.ruleFor("HEAD", "/api/r77/x/items/y/z/").isPresent() ? 1 : 0;
            found += policy.ruleFor("BREW", "/api/r77/x").isPresent() ? 1 : 0;
            found += policy.ruleFor("GET", "/nothing/here").isPresent() ? 1 : 0;
        }
        return found;
    }

    private static List<String> thousandRules() {
        List<String> rules = new ArrayList<>();
        for (int i = 0; i < 250; i++) {
            rules.add("GET /api/r" + i + "/** needs r" + i + ":read");
            rules.add("POST PUT /api/r" + i + "/* needs r" + i + ":write");
            rules.add("DELETE /api/r" + i + "/{id} needs r" + i + ":write and admin where tenant is {id}");
            rules.add("GET /api/r" + i + "/*/items/** needs r" + i + ":read or items");
        }
        return rules;
    }

    private static String id(Policy policy, String method, String path) {
        return policy.ruleFor(method, path).map(Rule::id).orElse("none");
    }
}
