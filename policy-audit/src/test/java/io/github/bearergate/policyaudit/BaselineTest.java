package io.github.bearergate.policyaudit;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a team has accepted, in every report. */
class BaselineTest {
    @TempDir
    private Path directory = Path.of("");

    private String policy() {
        return Run.policy(directory, "a.policy", "POST /login is open", "PUT /form is open");
    }

    private Run check(String... lines) {
        return Run.of("check", "--baseline", Run.file(directory, "baseline", String.join("\n", lines)), policy());
    }

    @Test
    void aSubjectIsAcceptedAloneAndAnIdWithAllItsFindings() {
        Run one = check("accept open-mutation POST /login because it is the login");

        assertThat(one.code()).isEqualTo(1);
        assertThat(one.out()).endsWith("1 file: 0 errors, 1 warning, 1 accepted\n");
        for (String line :
                new String[] {"accept open-mutation * because these are forms", "accept open-mutation these are forms"
                }) {
            Run all = check(line);

            assertThat(all.code()).isZero();
            assertThat(all.out())
                    .endsWith("1 file: 0 errors, 0 warnings, 2 accepted\n")
                    .containsOnlyOnce("POST /login\n    accepted: these are forms\n")
                    .containsOnlyOnce("PUT /form\n    accepted: these are forms\n");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "accept open-mutation                     | write `accept ID SUBJECT because REASON`",
                "open-mutation POST /login because x      | write `accept ID SUBJECT because REASON`",
                "accept open-mutaton POST /login because x| no finding has the id `open-mutaton`",
                "accept ambiguous-rules * because x       | the service does not start with `ambiguous-rules`",
                "accept open-mutation POST /login         | a subject is followed by `because` and the reason",
                "accept open-mutation GET HEAD /x it is   | a subject is followed by `because` and the reason",
                "accept open-mutation * for all           | a subject is followed by `because` and the reason",
                "accept long-leeway https://a.example/ ok | a subject is followed by `because` and the reason"
            })
    void aLineThatIsNotUnderstoodAcceptsNothing(String line, String told) {
        Run run = check("# ours", line);

        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err()).contains("baseline:2: " + told);
    }

    @ParameterizedTest
    @ValueSource(strings = {"text", "md", "json", "html"})
    void theMatrixEchoesWhatIsAcceptedAndCountsNoOtherLines(String format) {
        String baseline = Run.file(directory, "baseline", """
            accept open-mutation POST /login because it is the *login*
            accept unused-rule GET /x because it is rare
            """);

        Run run = Run.of("matrix", "--format", format, "--baseline", baseline, policy());

        assertThat(run.code()).isZero();
        assertThat(run.out())
                .containsIgnoringCase("accepted")
                .contains(format.equals("md") ? "it is the \\*login\\*" : "it is the *login*")
                .doesNotContain("stale");
    }

    @Test
    void oneFileServesAllCommandsAndEachToldOnlyOfItsOwnStaleLines() {
        String baseline = Run.file(directory, "baseline", """
            accept open-mutation these are forms
            accept rule-without-operation the forms are not in the document
            accept unused-rule PUT /gone because it was rare
            """);
        String spec = Run.file(
                directory, "s.yaml", "openapi: 3.0.3\ninfo: {title: t, version: '1'}\npaths: {/login: {post: {}}}\n");
        String policy = policy();
        String digest = io.github.bearergate.policy.Policy.parse(
                        "a", Run.ISSUER + "POST /login is open\nPUT /form is open\n" + Run.END)
                .digest();
        String metrics = Run.file(
                directory,
                "metrics",
                "bearergate_policy_info{digest=\"" + digest.substring(0, 12) + "\"} 1\n"
                        + "bearergate_requests_total{rule=\"POST /login\",outcome=\"allowed\"} 1\n"
                        + "bearergate_requests_total{rule=\"PUT /form\",outcome=\"allowed\"} 0\n");

        assertThat(Run.of("check", "--baseline", baseline, policy).code()).isZero();
        Run openapi = Run.of("openapi", "--baseline", baseline, policy, spec);
        assertThat(openapi.out()).endsWith("1 operation, 2 rules: 0 errors, 0 warnings, 1 accepted\n");
        assertThat(openapi.code()).isZero();
        Run unused = Run.of("unused", "--baseline", baseline, "--metrics", metrics, policy);
        assertThat(unused.code()).isEqualTo(1);
        assertThat(unused.out())
                .contains("a.policy:5: warning: `PUT /form` let no request through")
                .contains("baseline:3: warning: nothing to accept here any more")
                .endsWith(": 0 errors, 2 warnings\n");
        String wanted = Run.file(directory, "wanted", "accept unused-rule PUT /form because it is rare\n");
        Run accepted = Run.of("unused", "--baseline", wanted, "--metrics", metrics, "--format", "sarif", policy);
        assertThat(accepted.code()).isZero();
        assertThat(accepted.out()).contains("\"justification\": \"it is rare\"");
    }
}
