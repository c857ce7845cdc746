package io.github.bearergate.policyaudit;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MatrixCommandTest {
    @TempDir
    private Path directory = Path.of("");

    private String file() {
        return Run.policy(
                directory,
                "a.policy",
                "GET /health is open",
                "GET /orders/** needs orders:read",
                "GET /orders/archive/** needs orders:read and orders:admin",
                "GET /tenants/{t} needs orders:read where tenant is {t}",
                "ANY /orders/archive/x is denied");
    }

    @Test
    void everyRuleStandsWithWhatItNeedsAndWhatIsTakenFromItDirectly() {
        Run run = Run.of("matrix", file());

        assertThat(run.code()).isZero();
        assertThat(run.out().replaceAll(" +", " "))
                .contains("5 GET /orders/** orders:read login.example.com GET /orders/archive/**\n")
                .contains(
                        "6 GET /orders/archive/** orders:read and orders:admin login.example.com ANY /orders/archive/x\n")
                .contains("8 ANY /orders/archive/x denied\n");
    }

    @Test
    void theHolderOfAScopeIsToldWhatItOpensAndWithWhat() {
        Run run = Run.of("matrix", "--by", "scope", file());

        assertThat(run.out().replaceAll(" +", " "))
                .contains("\n(no token) GET /health\n")
                .contains("\norders:read GET /orders/**\n")
                .contains("\norders:admin GET /orders/archive/** orders:read\n");
    }

    @Test
    void aRuleThatNoIssuerMayGrantIsReachedByNobody() {
        String file = Run.file(directory, "b.policy", """
                policy 1
                issuer https://a.example.com/
                    audience api
                    grants a:read
                issuer https://b.example.com/
                    audience api
                    grants b:read
                GET /a needs a:read
                GET /b needs b:read and a:read
                ANY /c needs a valid token where iss is "https://b.example.com/"
                everything else is denied
                """);

        assertThat(Run.of("matrix", "--format", "csv", file).out())
                .contains("8,GET,/a,a:read,,a.example.com,\r\n")
                .contains("9,GET,/b,b:read and a:read,,,\r\n")
                .contains(",b.example.com,\r\n");
    }

    @Test
    void thePageIsSelfContainedAndEscapesWhatThePolicySays() {
        String file = Run.policy(
                directory, "a&b.policy", "GET /a/** needs a:read where name is \"<script>alert(1)</script>\"");

        String page = Run.of("matrix", "--format", "html", file).out();

        assertThat(page).contains("a&amp;b.policy", "&lt;script&gt;alert(1)").doesNotContain("<script>alert");
        assertThat(page).doesNotContain("src=", "href=", "@import", "/*STYLE*/", "<!--RULES-->");
        assertThat(page).contains("default-src 'none'", "SHA-256");
    }

    @Test
    void jsonHasAnExampleThatTheRuleDecides() {
        assertThat(Run.of("matrix", "--format", "json", file()).out())
                .contains("\"example\": \"GET /orders\"", "\"digest\": \"");
    }

    @Test
    void aPolicyThatTheServiceWouldRefuseCannotBeDrawn() {
        String file = Run.policy(directory, "a.policy", "GET /a needs");

        Run run = Run.of("matrix", file);

        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err()).contains("the service would refuse this policy", "a.policy:4:");
    }
}
