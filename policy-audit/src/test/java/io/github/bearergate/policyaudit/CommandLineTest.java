package io.github.bearergate.policyaudit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What every command does when something is not as it should be. */
class CommandLineTest {
    private static final String SPEC = "openapi: 3.0.3\ninfo: {title: t, version: '1'}\npaths: {}\n";

    @TempDir
    private Path directory = Path.of("");

    private String policy() {
        return Run.policy(directory, "a.policy", "GET /a needs a:read", "POST /a needs a:read");
    }

    private String[] written(String line, String odd) {
        return List.of(line.split(" ", -1)).stream()
                .map(word -> switch (word) {
                    case "ODD" -> odd;
                    case "POLICY" -> policy();
                    case "SPEC" -> Run.file(directory, "spec.yaml", SPEC);
                    default -> word;
                })
                .toArray(String[]::new);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "check ODD",
                "check POLICY --baseline ODD",
                "matrix ODD",
                "matrix POLICY --baseline ODD",
                "explain ODD GET /a",
                "explain POLICY GET /a --claims ODD",
                "explain POLICY GET /a --token ODD --jwks POLICY",
                "explain POLICY GET /a --token POLICY --jwks ODD",
                "diff ODD POLICY",
                "diff POLICY ODD",
                "openapi ODD SPEC",
                "openapi POLICY ODD",
                "openapi POLICY SPEC --baseline ODD",
                "prove ODD nothing",
                "prove POLICY --assertions ODD",
                "unused ODD --metrics POLICY",
                "unused POLICY --metrics ODD"
            })
    void aFileThatCannotBeReadIsToldInOneSentenceAndExitsTwo(String line) {
        for (String odd : List.of("", directory.resolve("missing").toString(), directory.toString())) {
            Run run = Run.of(written(line, odd));

            assertThat(run.code()).as(odd).isEqualTo(2);
            assertThat(run.out()).isEmpty();
            assertThat(run.err())
                    .startsWith("policy-audit: ")
                    .contains("cannot be read")
                    .hasLineCount(1);
        }
    }

    static boolean hasEndlessDevice() {
        return Files.isReadable(Path.of("/dev/zero"));
    }

    @Test
    @EnabledIf("hasEndlessDevice")
    void aFileThatNeverEndsIsRefused() {
        Run run = Run.of("check", "/dev/zero");

        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err()).isEqualTo("policy-audit: /dev/zero: has more than 67108864 bytes\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "check",
                "check --bogus POLICY",
                "check --format xml POLICY",
                "check --format",
                "check --env NAME POLICY",
                "matrix POLICY POLICY",
                "matrix --format sarif POLICY",
                "matrix --by rule POLICY",
                "explain POLICY GET",
                "explain POLICY GET /a --token POLICY",
                "explain POLICY GET /a --scopes a:read --token POLICY --jwks POLICY",
                "diff POLICY",
                "diff - -",
                "openapi POLICY",
                "prove POLICY",
                "prove POLICY nothing",
                "unused POLICY",
                "bogus"
            })
    void wrongArgumentsExitTwoAndAreNamedFirst(String line) {
        Run run = Run.of(written(line, ""));

        assertThat(run.code()).isEqualTo(2);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).startsWith("policy-audit: ").doesNotContain("\tat ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "explain POLICY GET /a --token ODD --jwks POLICY",
                "explain POLICY GET /a --token=ODD --jwks POLICY",
                "explain POLICY GET /a --token POLICY --jwks ODD",
                "explain POLICY GET /a ODD",
                "explain POLICY GET /a --tokn ODD",
                "explain POLICY GET /a --tokn=ODD",
                "explain POLICY GET /a --format ODD",
                "explain POLICY GET /a --env ODD",
                "explain POLICY GET /a --claims ODD",
                "explain POLICY GET ODD",
                "explain POLICY GET ODD --format json",
                "explain POLICY ODD /a",
                "explain ODD GET /a",
                "check ODD",
                "check --bogus=ODD POLICY",
                "ODD"
            })
    void aTokenInTheWrongPlaceIsNotPrinted(String line) {
        String token = "eyJhbGciOiJSUzI1NiJ9.eyJpc3MiOiJodHRwczovL2xvZ2luLmV4YW1wbGUuY29tLyJ9.c2lnbmF0dXJlLW9mLWl0";
        for (String odd : List.of(token, "ew0KImFsZyI6IlJTMjU2In0.e30.c2ln", "Bearer " + token)) {
            Run run = Run.of(written(line, odd));

            assertThat(run.code()).isNotZero();
            for (String part : List.of(odd.split("[. ]", -1))) {
                assertThat(run.out() + run.err())
                        .doesNotContain(part.length() < 10 || part.equals("Bearer") ? odd : part);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "explain POLICY GET /a --token ODD --jwks POLICY",
                "explain POLICY GET /a --token=ODD --jwks POLICY",
                "explain POLICY GET /a ODD",
                "explain POLICY GET /a --tokn ODD",
                "explain POLICY GET /a --tokn=ODD",
                "explain POLICY GET /a --format ODD"
            })
    void whatIsNoTokenByItsFormIsNotPrintedWhereOneIsMeant(String line) {
        for (String odd : List.of("opaque-0123456789", "-dash-0123456789", "--dashes.0123456789")) {
            Run run = Run.of(written(line, odd));

            assertThat(run.code()).isEqualTo(2);
            assertThat(run.out() + run.err()).doesNotContain("0123456789");
        }
    }

    @Test
    void aReportThatCannotBeWrittenExitsTwoHoweverCleanItIs() {
        StringWriter err = new StringWriter();
        OutputStream full = new OutputStream() {
            @Override
            public void write(int octet) throws IOException {
                throw new IOException("No space left on device");
            }
        };

        int code = PolicyAudit.run(
                new PrintWriter(full, false, StandardCharsets.UTF_8), new PrintWriter(err), "check", policy());

        assertThat(code).isEqualTo(2);
        assertThat(err).hasToString("policy-audit: the report could not be written\n");
    }

    @ParameterizedTest
    @CsvSource({"check, 100000, [bad-path]", "matrix, 100000, the path has 100001 segments; a path has at most 256"})
    void aPathOfManySegmentsIsRefusedAndNothingOverflows(String command, int segments, String told) {
        String file = Run.policy(directory, "deep.policy", "GET " + "/*".repeat(segments) + "/** needs a:read");

        Run run = Run.of(command, file);

        assertThat(run.code()).isNotZero();
        assertThat(run.out() + run.err()).contains(told).doesNotContain("\tat ");
    }

    @Test
    void aPathOfAsManySegmentsAsAllowedIsReasonedAbout() {
        String rule = "GET " + "/*".repeat(255) + "/** needs a:read";
        String file = Run.policy(directory, "deep.policy", rule, "POST /a needs a:read");

        for (List<String> arguments : List.of(
                List.of("check", file),
                List.of("matrix", file),
                List.of("diff", file, policy(), "--allow-more-open"),
                List.of("prove", file, "no request is open"))) {
            assertThat(Run.of(arguments.toArray(String[]::new)).code()).isZero();
        }
    }

    @Test
    void whatADocumentSaysCannotSteerTheTerminal() {
        String spec = Run.file(directory, "odd.yaml", """
            openapi: 3.0.3
            info: {title: t, version: '1'}
            paths:
              "/a\\e[31m\\nb": {get: {}}
              /c: {get: {security: [{"s\\e]0;x\\u202e": []}]}}
            """);

        for (Run run : List.of(Run.of("openapi", policy(), spec), Run.of("openapi", "--generate", spec))) {
            assertThat(run.code()).isEqualTo(1);
            assertThat(run.out() + run.err()).doesNotContain("\u001b", "\u202e").contains("/a\\u{1B}[31m\\u{A}b");
        }
    }

    @Test
    void whatATokenSaysCannotSteerTheTerminal() {
        String claims =
                Run.file(directory, "claims.json", "{\"exp\": 1, \"scope\": \"\\u001b[31m\\n\", \"iat\": \"\\u001b\"}");

        Run run = Run.of("explain", policy(), "GET", "/a", "--claims", claims);

        assertThat(run.out()).doesNotContain("\u001b").contains("\\u{1B}");
    }
}
