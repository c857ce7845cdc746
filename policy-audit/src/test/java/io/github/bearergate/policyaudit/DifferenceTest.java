package io.github.bearergate.policyaudit;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bearergate.policy.Policy;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What an operation asks beside what the rule of its requests asks. */
class DifferenceTest {
    private static Optional<Finding> finding(String rule, String security, String... paths) {
        String spec = "openapi: 3.0.3\ninfo: {title: t, version: '1'}\n"
                + "components: {securitySchemes: {o: {type: oauth2, flows: {}}}}\n"
                + "paths: {'/a/{t}': {get: {security: " + security + "}}}\n";
        SpecOperation operation = SpecApi.of(
                        SpecDocument.read("spec", spec.getBytes(StandardCharsets.UTF_8)), Optional.empty())
                .operations()
                .get(0);
        Policy policy = Policy.parse("p", Run.ISSUER + rule + "\n" + Run.END);
        Difference difference = new Difference(policy, operation, policy.ruleFor("GET", paths[0]));
        for (String path : paths) {
            difference.add(List.of(path));
        }
        return difference.finding("spec");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "GET /a/** needs r       | [{o: [r]}]            | ''",
                "GET /a/** needs r or s  | [{o: [r]}, {o: [s]}]  | ''",
                "GET /a/** is open       | []                    | ''",
                "GET /a/** needs r and s | [{o: [r]}]            | asks-more",
                "GET /a/** needs r       | [{o: [r]}, {o: [s]}]  | asks-more",
                "GET /a/** needs r       | []                    | asks-more",
                "GET /a/** is denied     | [{o: [r]}]            | asks-more",
                "GET /a/** needs r       | [{o: [r, s]}]         | asks-less",
                "GET /a/** is open       | [{o: [r]}]            | asks-less",
                "GET /a/** needs r       | [{o: [s]}]            | asks-otherwise",
                "GET /b/** needs r       | [{o: [r]}]            | not-covered"
            })
    void theKindTellsWhoGetsInAndWhoDoesNot(String rule, String security, String id) {
        assertThat(finding(rule, security, "/a/7").map(Finding::id).orElse("")).isEqualTo(id);
    }

    @Test
    void theWitnessIsTheFirstRequestThatShowsIt() {
        Finding found = finding("GET /a/{t} needs r where tenant is {t}", "[{o: [r, s]}]", "/a/7", "/a/8")
                .orElseThrow();

        assertThat(found.witness().orElseThrow())
                .startsWith("GET /a/7 by a token of https://login.example.com/ with r");
        assertThat(found.line()).isEqualTo(4);
        assertThat(found.subject()).contains("GET /a/{t}");
    }

    @Test
    void whoIsKeptOutIsShownWithTheScopesOfTheDocument() {
        assertThat(finding("GET /a/** needs r and s", "[{o: [r]}]", "/a/7")
                        .orElseThrow()
                        .witness())
                .contains("GET /a/7 by a token with r");
        assertThat(finding("GET /a/** needs r", "[]", "/a/7").orElseThrow().witness())
                .contains("GET /a/7 by no token");
    }
}
