package io.github.bearergate.policyaudit;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OpenapiCommandTest {
    @TempDir
    private Path directory = Path.of("");

    private static String root(String name) {
        return Objects.requireNonNull(System.getProperty("bearergate.root")) + "/" + name;
    }

    private String yaml(String text) {
        return Run.file(directory, "spec.yaml", "openapi: 3.0.3\n" + text);
    }

    private static final String SCHEME = """
        components:
          securitySchemes:
            oidc:
              type: openIdConnect
              openIdConnectUrl: https://login.example.com/.well-known/openid-configuration
        """;

    private Run compare(String paths, String... rules) {
        return Run.of("openapi", Run.policy(directory, "a.policy", rules), yaml(paths + SCHEME));
    }

    @Test
    void aPolicyThatSaysTheSameIsClean() {
        Run run =
                compare("""
                    security: [{oidc: [orders:read]}]
                    paths:
                      /orders: {get: {}, post: {security: [{oidc: [orders:write]}]}}
                      /health: {get: {security: []}}
                    """, "GET /orders needs orders:read", "POST /orders needs orders:write", "GET /health is open");

        assertThat(run.out()).isEqualTo("3 operations, 3 rules: 0 errors, 0 warnings\n");
        assertThat(run.code()).isZero();
    }

    @Test
    void anOperationThatNoRuleCoversIsNamedAtItsLineWithARequest() {
        Run run = compare("""
            security: [{oidc: [orders:read]}]
            paths:
              /orders/{id}:
                get: {}
            """, "GET /orders is open");

        assertThat(run.code()).isEqualTo(1);
        assertThat(run.out())
                .contains("spec.yaml:5: warning: no rule covers `GET /orders/{id}`", "orders:read", "[not-covered]")
                .contains("    request: GET /orders/x\n");
    }

    @Test
    void anOperationIsComparedPieceByPieceOfTheRulesThatDecideIt() {
        Run run = compare("""
            security: [{oidc: [orders:read]}]
            paths:
              /orders/{id}: {get: {}}
            """, "GET /orders/* needs orders:read", "GET /orders/export is open");

        assertThat(run.out())
                .contains("`GET /orders/export is open` (line 5)", "[asks-less]")
                .contains("    request: GET /orders/export by no token\n")
                .endsWith("1 operation, 2 rules: 1 error, 0 warnings\n");
    }

    @Test
    void aPathWithoutParametersTakesItsRequestsFromTheTemplate() {
        Run run = compare("""
            security: [{oidc: [orders:read]}]
            paths:
              /orders/{id}: {get: {}}
              /orders/export: {get: {security: []}}
            """, "GET /orders/* needs orders:read", "GET /orders/export is open");

        assertThat(run.code()).isZero();
    }

    @Test
    void moreAndOtherScopesAreToldApart() {
        String spec = """
            security: [{oidc: [a:read]}]
            paths:
              /a: {get: {}}
            """;

        assertThat(compare(spec, "GET /a needs a:read and a:admin").out())
                .contains("[asks-more]", "request: GET /a by a token with a:read");
        assertThat(compare(spec, "GET /a needs b:read").out())
                .contains("[asks-otherwise]", "request: GET /a by a token of https://login.example.com/ with b:read");
        assertThat(compare(spec, "GET /a needs a:read or b:read").out()).contains("[asks-less]");
        assertThat(compare(spec, "GET /a is denied").out()).contains("[asks-more]");
    }

    @Test
    void alternativesAndSchemesTogetherAreOrAndAnd() {
        String spec = """
            paths:
              /a: {get: {security: [{oidc: [a:read]}, {oidc: [a:admin]}]}}
              /b: {get: {security: [{oidc: [b:read], bearer: []}]}}
              /c: {get: {security: [{}, {oidc: [a:read]}]}}
            components:
              securitySchemes:
                bearer: {type: http, scheme: Bearer}
                oidc: {type: oauth2, flows: {}}
            """;

        Run run = Run.of(
                "openapi",
                Run.policy(
                        directory,
                        "a.policy",
                        "GET /a needs a:admin or a:read",
                        "GET /b needs b:read",
                        "GET /c is open"),
                yaml(spec));

        assertThat(run.out()).endsWith("3 operations, 3 rules: 0 errors, 0 warnings\n");
    }

    @Test
    void aRuleThatDecidesNoOperationIsNamedAtItsLineInThePolicy() {
        Run run = compare("""
            paths:
              /a: {get: {}}
            """, "GET /a is open", "GET /old/** needs old:read", "ANY /never/** is denied");

        assertThat(run.out())
                .contains("a.policy:5: warning: `GET /old/** needs old:read` decides no request of an operation")
                .contains("[rule-without-operation]", "    request: GET /old")
                .doesNotContain("/never");
    }

    @Test
    void theServersSayWhatStandsBeforeThePathsAndAnOptionSaysItBetter() {
        String spec = yaml("""
            servers: [{url: 'https://{region}.example.com/{version}/', variables: {region: {default: eu}, version: {default: v1}}}]
            paths:
              /a: {get: {}}
            """);
        String inside = Run.policy(directory, "inside.policy", "GET /a is open");
        String whole = Run.policy(directory, "whole.policy", "GET /v1/a is open");

        assertThat(Run.of("openapi", whole, spec).code()).isZero();
        assertThat(Run.of("openapi", inside, spec).code()).isEqualTo(1);
        assertThat(Run.of("openapi", "--base-path", "/", inside, spec).code()).isZero();
    }

    @Test
    void serversWithDifferentPathsNeedTheOption() {
        Run run = compare("""
            servers: [{url: https://api.example.com/v1}, {url: 'http://localhost:8080'}]
            paths: {/a: {get: {}}}
            """, "GET /a is open");

        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err()).contains("spec.yaml:2: ", "/v1, /", "--base-path");
    }

    @Test
    void aParameterInsideASegmentIsComparedExactly() {
        String spec = """
            security: [{oidc: [f:read]}]
            paths:
              /f/{name}.json: {get: {}}
            """;

        assertThat(compare(spec, "GET /f/* needs f:read", "GET /f/a.xml is open")
                        .out())
                .doesNotContain("asks-less")
                .contains("rule-without-operation");
        assertThat(compare(spec, "GET /f/* needs f:read", "GET /f/a.json is open")
                        .out())
                .contains("request: GET /f/a.json by no token");
        assertThat(compare(spec, "GET /f/* is open").out()).contains("request: GET /f/x.json by no token");
    }

    @Test
    void otherSchemesAreReportedOnceWithTheirOperations() {
        String spec = yaml("""
            paths:
              /a: {get: {security: [{key: []}]}}
              /b: {get: {security: [{key: [], gone: []}]}}
            """ + SCHEME + "    key: {type: apiKey, in: header, name: X-Key}\n");

        Run run = Run.of("openapi", Run.policy(directory, "a.policy", "GET /a is denied", "GET /b is open"), spec);

        assertThat(run.out())
                .contains("`key` is apiKey, which no policy can ask for", "GET /a, GET /b", "[scheme-beyond-policies]")
                .contains("no security scheme `gone`", "[undefined-scheme]")
                .contains("[asks-less]");
    }

    @Test
    void findingsCanBeAcceptedAndAreEchoed() {
        String policy = Run.policy(directory, "a.policy", "GET /a is open", "GET /old is open");
        String baseline =
                Run.file(directory, "baseline", "accept rule-without-operation GET /old because it goes in March\n");

        Run run = Run.of("openapi", "--baseline", baseline, policy, yaml("paths: {/a: {get: {}}}\n"));

        assertThat(run.code()).isZero();
        assertThat(run.out()).contains("    accepted: it goes in March\n", "1 accepted");
    }

    @Test
    void jsonAndSarifHoldTheFindingsOfBothFiles() {
        String policy = Run.policy(directory, "a.policy", "GET /old is open");
        String spec = yaml("paths:\n  /a:\n    get: {}\n");

        assertThat(Run.of("openapi", "--format", "json", policy, spec).out())
                .contains(
                        "\"id\": \"not-covered\"", "\"line\": 4", "\"subject\": \"GET /a\"", "\"witness\": \"GET /a\"");
        assertThat(Run.of("openapi", "--format", "sarif", policy, spec).out())
                .contains("\"ruleId\": \"not-covered\"", "spec.yaml\"", "\"ruleId\": \"rule-without-operation\"");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "swagger: '2.0'\npaths: {}\n",
                "openapi: 3.2.0\npaths: {}\n",
                "openapi: 3.0.0\npaths: {/a: {$ref: 'other.yaml#/a'}}\n",
                "openapi: 3.0.0\npaths: {/a: {$ref: 'https://example.com/a.yaml'}}\n",
                "openapi: 3.0.0\npaths: {/a: {$ref: '#/paths/~1a'}}\n",
                "openapi: 3.0.0\npaths: {/a: {$ref: '#/nowhere'}}\n",
                "openapi: 3.0.0\npaths: {/a: {get: {}, get: {}}}\n",
                "openapi: 3.0.0\nx: &x {get: {}}\npaths: {/a: {<<: *x}}\n",
                "openapi: 3.0.0\npaths: {/a: {get: {security: yes}}}\n",
                "openapi: [3.0.0\n",
                "{\"openapi\": \"3.0.0\", \"paths\": {",
                "just text",
                "",
                "openapi: 3.0.0\nx: &x [*x]\npaths: [1]\n"
            })
    void whatIsNoDocumentToCompareWithStopsWithCodeTwoAndSaysWhere(String text) {
        String spec = Run.file(directory, "bad.yaml", text);
        String policy = Run.policy(directory, "a.policy", "GET /a is open");

        Run run = Run.of("openapi", policy, spec);

        assertThat(run.code()).as(run.out() + run.err()).isEqualTo(2);
        assertThat(run.err()).startsWith("policy-audit: " + spec).doesNotContain("\tat ");
    }

    @Test
    void aDocumentNestedWithoutEndIsRefused() {
        String spec = Run.file(directory, "deep.json", "{\"openapi\": \"3.0.0\", \"x\": " + "[".repeat(200_000));
        String policy = Run.policy(directory, "a.policy", "GET /a is open");

        assertThat(Run.of("openapi", policy, spec).code()).isEqualTo(2);
    }

    @Test
    void referencesInsideTheDocumentAreFollowed() {
        Run run = compare("""
            x-item: {get: {security: [{oidc: [a:read]}]}}
            paths:
              /a: {$ref: '#/x-item', post: {security: []}}
              x-note: {get: {}}
            """, "GET /a needs a:read", "POST /a is open");

        assertThat(run.out()).endsWith("2 operations, 2 rules: 0 errors, 0 warnings\n");
    }

    @Test
    void aWrittenPolicyNeedsNothingButAReaderWhenTheDocumentTellsAll() {
        String spec = yaml("""
            info: {title: Orders, version: '7'}
            servers: [{url: https://api.example.com/}]
            security: [{oidc: [orders:read]}]
            paths:
              /orders: {get: {}, head: {}, post: {security: [{oidc: [orders:write, orders:admin]}]}}
              /orders/{id}: {get: {}, put: {security: [{oidc: [orders:write]}, {oidc: [orders:admin]}]}}
              /health: {get: {security: []}}
            """ + SCHEME);

        Run written = Run.of("openapi", "--generate", spec);

        assertThat(written.code()).isZero();
        assertThat(written.err()).isEmpty();
        assertThat(written.out().replace(spec, "spec.yaml")).isEqualTo("""
            policy 1

            # Orders 7, first written from spec.yaml
            # by policy-audit openapi --generate. Read every line before it decides anything.

            # From https://login.example.com/.well-known/openid-configuration; it must be the claim iss of the tokens to the character.
            issuer https://login.example.com
                # Guessed from the servers; write what stands in the tokens' claim aud.
                audience  https://api.example.com/

            GET   /orders       needs orders:read
            POST  /orders       needs orders:admin and orders:write
            GET   /orders/{id}  needs orders:read
            PUT   /orders/{id}  needs orders:write or orders:admin
            GET   /health       is open
            everything else is denied
            """);
        String policy = Run.file(directory, "written.policy", written.out());
        assertThat(Run.of("openapi", policy, spec).out()).endsWith("5 rules: 0 errors, 0 warnings\n");
        assertThat(Run.of("check", policy).out()).doesNotContain("error:");
    }

    @Test
    void whatTheDocumentDoesNotTellIsAPlaceholderThatTheBootRefuses() {
        String spec = yaml("""
            security: [{b: []}]
            paths: {/a: {get: {}}}
            components: {securitySchemes: {b: {type: http, scheme: bearer}}}
            """);
        String policy = directory.resolve("new.policy").toString();

        assertThat(Run.of("openapi", "--generate", policy, spec).code()).isZero();

        assertThat(Run.of("check", policy).out())
                .contains(
                        "${FILL_IN_THE_URL_OF_THE_ISSUER} is not set",
                        "${FILL_IN_THE_AUDIENCE_OF_THE_TOKENS} is not set");
        assertThat(Run.of(
                                "openapi",
                                "--env",
                                "FILL_IN_THE_URL_OF_THE_ISSUER=https://login.example.com/",
                                "--env",
                                "FILL_IN_THE_AUDIENCE_OF_THE_TOKENS=api",
                                policy,
                                spec)
                        .code())
                .isZero();
        assertThat(Run.of("openapi", "--generate", policy, spec).err()).contains("is there already");
    }

    @Test
    void whatNoLineCanSayIsClosedAndReported() {
        Run run =
                Run.of("openapi", "--generate", yaml("""
                    paths:
                      /a: {get: {security: [{oidc: [x, y]}, {oidc: [z]}]}}
                      /b: {get: {security: [{key: []}]}}
                      /c: {get: {security: [{oidc: ['not a scope']}]}}
                      /f/{n}.json: {get: {security: []}}
                      /t/{x}: {get: {security: []}, trace: {}}
                      /{y}/u: {get: {security: [{oidc: [z]}]}}
                      '/q?x=1': {get: {}}
                    """ + SCHEME + "    key: {type: apiKey, in: header, name: K}\n"));

        assertThat(run.code()).isEqualTo(1);
        assertThat(run.out())
                .contains("# The document asks (x and y) or z; one line cannot say both")
                .containsPattern("GET +/a +needs x and y\n")
                .containsPattern("GET +/b +is denied\n")
                .containsPattern("GET +/c +is denied\n")
                .containsPattern("GET +/t/u +is denied\n")
                .doesNotContain("json", "TRACE");
        assertThat(run.err())
                .contains("spec.yaml:3: ", "GET /f/{n}.json", "TRACE is always denied", "`key` is apiKey", "/q?x=1")
                .contains("does not say which one answers");
        assertThat(Run.of(
                                "check",
                                Run.file(directory, "w.policy", run.out()),
                                "--env",
                                "FILL_IN_THE_AUDIENCE_OF_THE_TOKENS=a")
                        .out())
                .doesNotContain("error:");
    }

    @Test
    void nothingInADocumentCanWriteALineOfThePolicy() {
        Run run = Run.of("openapi", "--generate", yaml("""
            info: {title: "x\\nANY /** is open", version: "1\\u2028ANY /b is open"}
            paths:
              /a: {get: {security: [{"k\\nANY /c is open": []}]}}
            """));

        assertThat(run.out().lines().filter(line -> !line.startsWith("#") && line.contains("is open")))
                .isEmpty();
    }

    @Test
    void theSameDocumentInJsonSaysTheSame() {
        String policy = Run.policy(directory, "a.policy", "GET /pet/** needs read:pets", "ANY /store/** is open");
        Run yaml = Run.of("openapi", policy, root("policy-audit/src/test/resources/pets.yaml"));
        Run json = Run.of("openapi", policy, root("policy-audit/src/test/resources/pets.json"));

        assertThat(yaml.code()).isEqualTo(1);
        assertThat(json.out().replaceAll("pets.json:[0-9]+", "pets"))
                .isEqualTo(yaml.out().replaceAll("pets.yaml:[0-9]+", "pets"));
    }

    @Test
    void aServerOfOneOperationWhosePathNoPolicyCanSayIsAFindingOfThatOperation() {
        String policy = Run.policy(directory, "a.policy", "GET /a is open");

        Run run = Run.of(
                "openapi",
                policy,
                yaml("paths: {/a: {get: {}, post: {servers: [{url: 'https://a.example/x//y'}]}}}\n"));

        assertThat(run.code()).isEqualTo(1);
        assertThat(run.out()).contains("no policy can speak of the path `/a`").endsWith("0 errors, 1 warning\n");
    }

    @Test
    void manyTemplatesAreFoundByTheirSegmentsInTheOrderOfTheDocument() {
        List<SpecTemplate> all = Stream.of(
                        "/{a}/x", "/k/{b}", "/k/x", "/k/x/", "/k", "/", "/{a}/{b}", "/k/p-{b}", "/k/{b}/x", "/{a}")
                .map(text -> SpecTemplate.of("", text))
                .toList();
        SpecTemplates templates = new SpecTemplates(all);

        for (String path :
                List.of("/k/x", "/k/x/", "/q/x", "/k/p-1", "/k/p-", "/", "/k", "/k/y/x", "/k/y/z/w", "/q/")) {
            assertThat(templates.near(path).stream().filter(each -> each.matches(path)))
                    .as(path)
                    .containsExactlyElementsOf(
                            all.stream().filter(each -> each.matches(path)).toList());
        }
    }
}
