package io.github.bearergate.policyaudit;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DiffCommandTest {
    @TempDir
    private Path directory = Path.of("");

    private Run diff(String before, String after) {
        return Run.of("diff", Run.policy(directory, "old", before), Run.policy(directory, "new", after));
    }

    @Test
    void policiesThatSayTheSameInAnotherOrderDoNotDiffer() {
        Run run = diff(
                "GET /a is open\nGET /b needs b:read or b:admin", "GET /b needs b:admin or b:read\nGET /a is open");

        assertThat(run.code()).isZero();
        assertThat(run.out()).isEqualTo("no change of access\n");
    }

    @Test
    void anAlternativeScopeOpensAndExitsOneUnlessAllowed() {
        String before = Run.policy(directory, "old", "GET /a/** needs a:read");
        String after = Run.policy(directory, "new", "GET /a/** needs a:read or a:admin");

        Run run = Run.of("diff", before, after);

        assertThat(run.code()).isEqualTo(1);
        assertThat(run.out())
                .contains(
                        "more open: GET /a/**\n",
                        "gets in now: GET /a by a token of https://login.example.com/ with a:admin")
                .doesNotContain("no longer:");
        assertThat(Run.of("diff", "--allow-more-open", before, after).code()).isZero();
    }

    @Test
    void aRemovedExceptionOpensExactlyThatPlace() {
        Run run = diff("GET /a/** is open\nGET /a/*/b needs b:read", "GET /a/** is open");

        assertThat(run.out()).contains("more open: GET /a/*/b\n").contains("gets in now: GET /a/x/b by no token");
    }

    @Test
    void aStrongerDemandOnlyCloses() {
        Run run = diff("GET /a needs a:read", "GET /a needs a:read and a:more where tenant is t1");

        assertThat(run.code()).isZero();
        assertThat(run.out()).contains("more closed: GET /a\n", "no longer:   GET /a by a token");
    }

    @Test
    void anotherScopeIsDifferentAndCountsAsOpening() {
        Run run = diff("GET /a needs a:read", "GET /a needs b:read");

        assertThat(run.code()).isEqualTo(1);
        assertThat(run.out()).contains("different: GET /a\n");
    }

    @Test
    void whatOtherRulesDecideIsNamedAsExcepted() {
        Run run = diff("GET /a/** needs a:read\nGET /a/x/** is denied", "GET /a/** is open\nGET /a/x/** is denied");

        assertThat(run.out()).contains("more open: GET /a/**\n    except: GET /a/x/**\n");
    }

    @Test
    void atASinglePathOnlyTheMethodsConcernedAreNamed() {
        Run run = diff("GET POST PUT /a needs a:read", "PUT /a needs a:read");

        assertThat(run.out()).contains("more closed: GET POST /a\n");
    }

    @Test
    void aVariableThatBecomesAFixedTextIsDifferent() {
        Run run = diff("GET /{t} needs a:read where tenant is {t}", "GET /{t} needs a:read where tenant is acme");

        assertThat(run.out()).contains("different: GET /{t}\n");
    }

    @Test
    void anotherVariableIsDifferentAndShownWithSegmentsThatDiffer() {
        Run run =
                diff("GET /{t}/{u} needs a:read where tenant is {t}", "GET /{t}/{u} needs a:read where tenant is {u}");

        assertThat(run.out())
                .contains("different: GET /{t}/{u}\n")
                .contains("gets in now: GET /x/x2 by a token of https://login.example.com/ with a:read");
    }

    @Test
    void issuerSettingsAreComparedToo() {
        Run run = diff("GET /a needs a:read", "GET /a needs a:read");
        String before = Run.file(directory, "o", Run.ISSUER + "    leeway 30s\nGET /a needs a:read\n" + Run.END);
        String after = Run.file(
                directory, "n", Run.ISSUER + "    leeway 60s\n    requires jti\nGET /a needs a:read\n" + Run.END);

        assertThat(run.out()).isEqualTo("no change of access\n");
        assertThat(Run.of("diff", before, after).out())
                .contains("more open: issuer https://login.example.com/ leeway\n    before: 30s\n    after:  60s\n")
                .contains("more closed: issuer https://login.example.com/ requires\n");
    }

    @Test
    void partsOfASecondAreShown() {
        String before = Run.file(
                directory, "o", Run.ISSUER + "    leeway 500ms\n    timeout 1500ms\nGET /a needs a:read\n" + Run.END);
        String after = Run.file(
                directory, "n", Run.ISSUER + "    leeway 900ms\n    timeout 2s\nGET /a needs a:read\n" + Run.END);

        assertThat(Run.of("diff", before, after).out())
                .contains("leeway\n    before: 500ms\n    after:  900ms\n")
                .contains("timeout\n    before: 1500ms\n    after:  2s\n");
    }
}
