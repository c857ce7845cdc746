package io.github.bearergate.policyaudit;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProveCommandTest {
    @TempDir
    private Path directory = Path.of("");

    private String file() {
        return Run.file(directory, "a.policy", """
                policy 1
                issuer https://login.example.com/
                    audience api
                    alias main
                    grants orders:read orders:write
                issuer https://partner.example.com/
                    audience api
                    alias partner
                    grants partners:read
                GET /health is open
                GET /orders/** needs orders:read
                POST PUT /orders/** needs orders:write
                GET /partners/** needs partners:read
                ANY /partners/x needs a valid token
                everything else is denied
                """);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "no request under /admin is open",
                "no request under /orders/** is open",
                "no DELETE is allowed",
                "every POST PUT PATCH DELETE under /orders needs a scope ending in :write or :admin",
                "every request at /orders/* needs a valid token",
                "every GET at /health is open",
                "every GET under /orders needs orders:read or orders:admin",
                "every request at /other is denied",
                "only issuer main can reach /orders/**",
                "only issuer https://partner.example.com/ or main can reach /partners/**",
                "only issuer partner can reach /partners/y/**",
            })
    void aTrueSentenceHolds(String sentence) {
        String file = sentence.equals("no DELETE is allowed")
                ? Run.policy(directory, "b", "GET /a/** needs a:read", "DELETE /a is denied")
                : file();

        Run run = Run.of("prove", file, sentence);

        assertThat(run.out()).isEqualTo("holds  " + sentence + "\n");
        assertThat(run.code()).isZero();
    }

    @Test
    void aFalseSentenceHasACounterexample() {
        Run run = Run.of("prove", file(), "only issuer partner can reach /partners/**", "no request is open");

        assertThat(run.code()).isEqualTo(1);
        assertThat(run.out())
                .contains(
                        "FAILS  only issuer partner can reach /partners/**\n       counterexample: GET /partners/x by a"
                                + " token of https://login.example.com/ without any scope, decided by `ANY /partners/x needs a valid"
                                + " token` (line 14)\n")
                .contains("FAILS  no request is open\n       counterexample: GET /health by no token");
    }

    @Test
    void everyChangeMustNeedAWritingScope() {
        assertThat(Run.of("prove", file(), "every POST needs orders:write and orders:admin")
                        .out())
                .contains("counterexample: POST /orders by a token of https://login.example.com/ with orders:write");
    }

    @Test
    void sentencesStandInAFileToo() {
        String sentences = Run.file(directory, "a.assertions", "# ours\n\nno request under /admin is open\n");

        assertThat(Run.of("prove", file(), "--assertions", sentences).code()).isZero();
    }

    @Test
    void whatIsNoSentenceInAFileIsToldWithItsLineAllAtOnce() {
        String sentences = Run.file(
                directory, "a.assertions", "# ours\nno requests is open\n\nno request is open\nevery get is open\n");

        Run run = Run.of("prove", file(), "--assertions", sentences);

        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err())
                .contains(sentences + ":2: `no requests is open`: ")
                .contains(sentences + ":5: `every get is open`: ")
                .doesNotContain(":4:");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "no requests is open",
                "every get is open",
                "only issuer nobody can reach /a",
                "every request is",
                "every request needs a and",
                "no request under admin is open",
                "no request is open today",
                "every request needs a valid token please"
            })
    void whatIsNotASentenceCannotBeProved(String text) {
        Run run = Run.of("prove", file(), text);

        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err()).contains("`" + text + "`: ");
    }

    @Test
    void nothingToProveIsNoProof() {
        assertThat(Run.of("prove", file()).code()).isEqualTo(2);
    }

    @Test
    void sarifNamesTheLineOfTheRuleThatBreaksASentence() {
        String file = Run.policy(directory, "a.policy", "GET /a is open");

        Run run = Run.of(
                "prove", "--format", "sarif", file, "no request under /a is open", "every request under /b is denied");

        assertThat(run.code()).isEqualTo(1);
        assertThat(run.out())
                .contains(
                        "\"ruleId\": \"assertion-fails\"",
                        "\"startLine\": 4",
                        "`no request under /a is open` does not hold")
                .doesNotContain("under /b");
    }
}
