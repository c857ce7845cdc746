package io.github.bearergate.policyaudit;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckCommandTest {
    @TempDir
    private Path directory = Path.of("");

    @Test
    void aPolicyWithoutProblemsIsCleanAndExitsZero() {
        String file = Run.policy(directory, "a.policy", "GET /a needs a:read", "GET /b needs a:read");

        Run run = Run.of("check", file);

        assertThat(run.code()).isZero();
        assertThat(run.out()).isEqualTo("1 file: 0 errors, 0 warnings\n");
    }

    @Test
    void anAmbiguousPairIsShownAtBothLinesWithTheRequestAndTheMend() {
        String file = Run.policy(directory, "a.policy", "GET /a/* needs a:read", "GET /*/b needs a:read");

        Run run = Run.of("check", file);

        assertThat(run.code()).isEqualTo(1);
        assertThat(run.out())
                .contains(file + ":4: error: ", file + ":5: error: ", "add the line `GET /a/b", "[ambiguous-rules]")
                .contains("    request: GET /a/b\n")
                .endsWith("1 file: 2 errors, 0 warnings\n");
    }

    @Test
    void anOpenChangeIsAWarningWithARequestThatGetsIn() {
        String file = Run.policy(directory, "a.policy", "GET POST /a/** is open", "POST /a is denied");

        Run run = Run.of("check", file);

        assertThat(run.code()).isEqualTo(1);
        assertThat(run.out())
                .contains(file + ":4: warning: `GET POST /a/**` lets anyone POST", "[open-mutation]")
                .contains("    request: POST /a/\n");
    }

    @Test
    void anUnsetNameIsAFindingAndCanBeGiven() {
        String file = Run.file(
                directory,
                "a.policy",
                "policy 1\nissuer https://${AUDIT_TEST_HOST}/\n  audience api\nGET /a needs a valid token\n" + Run.END);

        assertThat(Run.of("check", file).out())
                .contains(file + ":2: error: ${AUDIT_TEST_HOST} is not set", "[unset-environment]");
        assertThat(Run.of("check", "--env", "AUDIT_TEST_HOST=login.example.com", file)
                        .code())
                .isZero();
    }

    @Test
    void anAcceptedWarningIsEchoedWithItsReasonAndExitsZero() {
        String file = Run.policy(directory, "a.policy", "POST /login is open");
        String baseline =
                Run.file(directory, "baseline", "# ours\naccept open-mutation POST /login because it is the login\n");

        Run run = Run.of("check", "--baseline", baseline, file);

        assertThat(run.code()).isZero();
        assertThat(run.out())
                .contains(": accepted: ", "    accepted: it is the login\n")
                .endsWith("1 file: 0 errors, 0 warnings, 1 accepted\n");
    }

    @Test
    void anAcceptanceThatAcceptsNothingIsAFinding() {
        String file = Run.policy(directory, "a.policy", "GET /a is open");
        String baseline = Run.file(directory, "baseline", "accept open-mutation POST /login because it was\n");

        Run run = Run.of("check", "--baseline", baseline, file);

        assertThat(run.code()).isEqualTo(1);
        assertThat(run.out()).contains("baseline:1: warning: nothing to accept here any more");
    }

    @Test
    void aRefusalCannotBeAccepted() {
        String file = Run.policy(directory, "a.policy", "GET /a/* is open", "GET /*/b is open");
        String baseline = Run.file(directory, "baseline", "accept ambiguous-rules * because we like it\n");

        assertThat(Run.of("check", "--baseline", baseline, file).code()).isEqualTo(2);
        assertThat(Run.of("check", file).code()).isEqualTo(1);
    }

    @Test
    void sarifNamesTheLineTheRuleAndTheSuppression() {
        String file = Run.policy(directory, "a.policy", "POST /login is open");
        String baseline = Run.file(directory, "baseline", "accept open-mutation * because it is the \"login\"\n");

        Run run = Run.of("check", "--format", "sarif", "--baseline", baseline, file);

        assertThat(run.out())
                .contains("\"version\": \"2.1.0\"", "\"ruleId\": \"open-mutation\"", "\"startLine\": 4")
                .contains("\"level\": \"warning\"", "\"justification\": \"it is the \\\"login\\\"\"");
    }

    @Test
    void jsonHoldsEveryFinding() {
        String file = Run.policy(directory, "a.policy", "POST /login is open");

        assertThat(Run.of("check", "--format", "json", file).out())
                .contains("\"id\": \"open-mutation\"", "\"line\": 4", "\"witness\": \"POST /login\"")
                .contains("\"subject\": \"POST /login\"");
    }

    @Test
    void aFileThatIsNotThereAndAWrongOptionExitTwo() {
        assertThat(Run.of("check", "no-such-file").code()).isEqualTo(2);
        assertThat(Run.of("check", "no-such-file").err()).contains("no-such-file: cannot be read");
        assertThat(Run.of("check", "--no-such-option").code()).isEqualTo(2);
        assertThat(Run.of().code()).isEqualTo(2);
    }

    @Test
    void helpIsPrintedWithTheExitCodes() {
        assertThat(Run.of("--help").out()).contains("check", "Exit codes");
        assertThat(Run.of("check", "--help").code()).isZero();
    }

    @Test
    void aReportHasNoColoursUnlessATerminalReadsIt() {
        String file = Run.policy(directory, "a.policy", "POST /login is open");

        assertThat(Run.of("check", file).out()).doesNotContain("\u001b");
    }
}
