package io.github.bearergate.servlet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.bearergate.RequestGuard;
import io.github.bearergate.policy.Policy;
import io.github.bearergate.policy.Rules;
import io.github.bearergate.testkit.Eventually;
import jakarta.servlet.ServletContext;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.eclipse.jetty.ee11.servlet.FilterHolder;
import org.eclipse.jetty.ee11.servlet.ServletContextHandler;
import org.eclipse.jetty.util.resource.ResourceFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a filter takes from its init-params, in a real servlet context. */
class FilterSettingsTest {
    private static final String POLICY = "policy 1\nGET /health is open\neverything else is denied\n";

    @TempDir
    Path directory;

    @Test
    void aPolicyIsReadFromTheWebApplication() throws IOException {
        write("WEB-INF/api.policy", POLICY);

        assertDigest(POLICY, Map.of("policy", "/WEB-INF/api.policy"));
    }

    @Test
    void aPolicyIsReadFromTheClassPathOfTheApplication() throws IOException {
        write("policies/api.policy", POLICY);

        assertDigest(POLICY, Map.of("policy", "classpath:policies/api.policy"));
        assertDigest(POLICY, Map.of("policy", "classpath:/policies/api.policy"));
    }

    @Test
    void aPolicyIsReadFromAFile() throws IOException {
        Path file = write("api.policy", POLICY);

        assertDigest(POLICY, Map.of("policy", "file:" + file));
        assertDigest(POLICY, Map.of("policy", file.toUri().toString()));
    }

    @Test
    void aPolicyMayBeWrittenInPlaceWithTheIndentationOfXml() {
        String inPlace = """

                    policy 1

                    # The orders API
                    issuer https://login.example.com/
                        audience https://orders.example.com
                        keys     https://127.0.0.1:1/jwks

                    GET /orders/** needs orders:read
                    everything else is denied
                """;

        assertDigest(
                inPlace.stripIndent().stripTrailing() + "\n", Map.of("policy", inPlace.stripTrailing() + "\n    "));
        assertDigest(inPlace.stripIndent(), Map.of("policy", inPlace.strip()));
        assertDigest(
                inPlace.stripIndent(),
                Map.of("policy", inPlace.replace("    ", "\t").replace("\n", "\r\n")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://policies.example.com/api.policy",
                "http://127.0.0.1/api.policy",
                "ftp://host/api.policy",
                "jar:file:/x.jar!/api.policy",
                "api.policy",
                "/api.policy",
                "/etc/api.policy",
                "policies",
                "# policy 1"
            })
    void aPolicyIsReadFromNowhereElse(String place) {
        assertThat(refusal(Map.of("policy", place)))
                .isEqualTo("init-param policy: \"" + place + "\" is no place to read a policy from; write"
                        + " /WEB-INF/api.policy, classpath:api.policy, file:/etc/orders/api.policy, or the policy itself,"
                        + " whose first word is policy");
    }

    @Test
    void aPolicyThatIsNotThereIsSaidToBeMissing() {
        assertThat(refusal(Map.of("policy", "/WEB-INF/no.policy")))
                .isEqualTo(
                        "init-param policy: /WEB-INF/no.policy cannot be read: the web application has no such file");
        assertThat(refusal(Map.of("policy", "classpath:no.policy")))
                .isEqualTo("init-param policy: classpath:no.policy cannot be read: the class path has no such file");
        assertThat(refusal(Map.of("policy", "file:/no/such.policy")))
                .startsWith("init-param policy: file:/no/such.policy cannot be read: ");
        assertThat(refusal(Map.of("policy", "file://host/such.policy")))
                .startsWith("init-param policy: file://host/such.policy cannot be read: ");
        assertThat(refusal(Map.of("policy", " "))).startsWith("init-param policy: it is missing; write ");
        assertThat(refusal(Map.of())).startsWith("init-param policy: it is missing; write ");
    }

    @Test
    void everyProblemIsListedAtOnce() throws IOException {
        write("WEB-INF/api.policy", "policy 1\nGET /a is opened\nFETCH /b is open\neverything else is denied\n");

        String message = refusal(Map.of(
                "policy",
                "/WEB-INF/api.policy",
                "realm",
                "a \"b\"",
                "audit",
                "some",
                "coverage",
                "full",
                "polcy",
                "x",
                "async",
                "true"));

        assertThat(message.lines())
                .hasSize(7)
                .satisfiesExactly(
                        line -> assertThat(line)
                                .isEqualTo("init-param async: there is no such parameter; the parameters are policy,"
                                        + " realm, audit, coverage, signature-provider"),
                        line -> assertThat(line).startsWith("init-param polcy: there is no such parameter"),
                        line -> assertThat(line)
                                .isEqualTo(
                                        "init-param realm: write 1 to 128 printable ASCII characters other than \" and"
                                                + " \\, or leave the parameter out to name no realm"),
                        line -> assertThat(line)
                                .isEqualTo("init-param audit: \"some\" is no setting; write denials, all or off"),
                        line -> assertThat(line)
                                .isEqualTo("init-param coverage: \"full\" is no setting; write report or strict"),
                        line -> assertThat(line).startsWith("api.policy:2: "),
                        line -> assertThat(line).startsWith("api.policy:3: "));
    }

    @Test
    void problemsOfAPolicyInPlaceAreNumberedFromItsFirstLine() {
        assertThat(refusal(Map.of("policy", "\n  policy 1\n  GET /a is opened\n  everything else is denied\n")))
                .startsWith("init-param policy:2: ");
    }

    @Test
    void aFileThatIsNoUtf8IsRefused() throws IOException {
        Files.write(directory.resolve("bad.policy"), (POLICY + "# \u00e9").getBytes(StandardCharsets.ISO_8859_1));

        assertThat(refusal(Map.of("policy", "file:" + directory.resolve("bad.policy"))))
                .startsWith("bad.policy:");
    }

    @Test
    void aKeyFileThatIsNotThereStopsTheDeploymentToo() {
        String policy = """
                policy 1
                issuer https://login.example.com/
                    audience a
                    keys file:/no/such.jwks
                GET /a needs a
                everything else is denied
                """;
        Set<Thread> others = AuditThreads.alive();

        assertThat(refusal(Map.of("policy", policy))).contains("/no/such.jwks");
        Eventually.until(() -> others.containsAll(AuditThreads.alive()));
    }

    @ParameterizedTest
    @CsvSource(
            value = {
                "orders, true",
                "Orders API (EU), true",
                "' ', false",
                "'', false",
                "a\"b, false",
                "a\\b, false",
                "é, false"
            })
    void aRealmIsPlainAscii(String realm, boolean valid) {
        assertThat(Realm.isValid(realm)).isEqualTo(valid);
    }

    @Test
    void aRealmHasAtMost128Characters() {
        assertThat(Realm.isValid("a".repeat(128))).isTrue();
        assertThat(Realm.isValid("a".repeat(129))).isFalse();
        assertThat(Realm.isValid("a\r\nX: y")).isFalse();
    }

    @Test
    void aRealmGivenInCodeIsCheckedToo() {
        try (RequestGuard guard = RequestGuard.of(Policy.of(Rules.get("/health").isOpen()))) {
            assertThatThrownBy(() -> new BearerTokenFilter(guard, "a\"b"))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("write 1 to 128 printable ASCII characters");
        }
    }

    @Test
    void aFilterThatIsMadeWithAGuardTakesNoParameters() {
        try (RequestGuard guard = RequestGuard.of(Policy.of(Rules.get("/health").isOpen()))) {
            assertThatThrownBy(() -> start(new BearerTokenFilter(guard), Map.of("policy", POLICY)))
                    .rootCause()
                    .hasMessageContaining("init-param policy: a filter that is made with a guard takes none");
        }
    }

    @ParameterizedTest
    @CsvSource({"denials, DENIALS", "all, ALL", "off, OFF"})
    void auditIsOneOfThreeWords(String word, AuditSetting setting) {
        assertThat(AuditSetting.named(word)).contains(setting);
        assertThat(AuditSetting.named(word.toUpperCase(java.util.Locale.ROOT))).isEmpty();
    }

    private Path write(String name, String text) throws IOException {
        Path file = directory.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, text);
    }

    private void assertDigest(String policy, Map<String, String> parameters) {
        BearerTokenFilter filter = new BearerTokenFilter();
        try (TestServer server = start(filter, parameters)) {
            ServletContext context = server.context.getServletContext();
            assertThat(context.getAttribute("io.github.bearergate.RequestGuard"))
                    .isInstanceOfSatisfying(
                            RequestGuard.class,
                            guard -> assertThat(guard.policy().digest())
                                    .isEqualTo(Policy.parse("expected", policy).digest()));
        }
    }

    /** The lines behind the heading. */
    private String refusal(Map<String, String> parameters) {
        try (TestServer server = start(new BearerTokenFilter(), parameters)) {
            throw new AssertionError("deployed at port " + server.port());
        } catch (IllegalStateException e) {
            String message =
                    String.valueOf(e.getCause() == null ? null : e.getCause().getMessage());
            assertThat(message)
                    .startsWith("BearerTokenFilter \"gate\" is configured wrongly, so nothing is deployed:\n");
            return message.substring(message.indexOf('\n') + 1);
        }
    }

    private TestServer start(BearerTokenFilter filter, Map<String, String> parameters) {
        TestServer server = new TestServer();
        ServletContextHandler context = server.context;
        context.setBaseResource(ResourceFactory.of(context).newResource(directory));
        context.setClassLoader(classLoader());
        FilterHolder holder = new FilterHolder(filter);
        holder.setName("gate");
        holder.setInitParameters(new LinkedHashMap<>(parameters));
        context.addFilter(holder, "/*", null);
        return server.start();
    }

    private ClassLoader classLoader() {
        try {
            return new URLClassLoader(
                    new URL[] {directory.toUri().toURL()}, getClass().getClassLoader());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
