package io.github.bearergate.attacks;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bearergate.GuardEvent;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Tries something in the world, and looks at everything that could have gone wrong. */
final class Trial {
    private static final int PATIENCE_SECONDS = 10;
    private static final Pattern SEPARATORS = Pattern.compile("[^A-Za-z0-9_-]+");
    /** Shorter words of a credential, and of a path, occur by chance. */
    private static final int TELLING_IN_CREDENTIALS = 12;

    private static final int TELLING_IN_PATHS = 7;

    /** What tokens of this world say, what attackers write into them, and what a library says when it is surprised. */
    private static final List<String> TELLING_WORDS =
            List.of(World.SUBJECT, World.REVOKED, "evil", "fake-log-line", "jndi", "exception", "\tat ");

    private final World world;
    private final Expected expected;

    Trial(World world, Expected expected) {
        this.world = world;
        this.expected = expected;
    }

    /** Asks the guard that remembers nothing. */
    void ask(List<String> credentials) throws InterruptedException {
        world.settle();
        String verdict = World.verdict(world.ask(credentials.toArray(String[]::new)));
        assertThat(verdict).isIn(expected.verdicts());
        checkTold(String.join("\n", credentials));
    }

    /** Sends a request, and then one that must be served. */
    RawResponse send(RawRequest request) throws IOException, InterruptedException {
        world.settle();
        int before = world.server.reached();
        RawResponse response = world.send(request);
        assertThat(response.status()).as("%s", response.everything()).isEqualTo(expected.status());
        assertThat(world.server.reached() - before)
                .as("how often the application was reached")
                .isEqualTo(expected.isServed() ? 1 : 0);
        if (expected.isContainers()) {
            checkWords(response.everything(), credentialsOf(request), TELLING_IN_CREDENTIALS, "the container's answer");
        } else {
            checkTold(credentialsOf(request));
            checkAnswer(response, request.method(), request.target());
            checkSecrets(response.everything(), credentialsOf(request), "the answer");
        }
        assertThat(world.events).as("decisions beyond the one expected").isEmpty();
        checkControl();
        return response;
    }

    private void checkTold(String credentials) throws InterruptedException {
        GuardEvent event = Objects.requireNonNull(
                world.events.poll(PATIENCE_SECONDS, TimeUnit.SECONDS), "the guard was not asked");
        assertThat(World.verdict(event.decision())).isIn(expected.verdicts());
        String line = world.auditLine();
        assertThat(line).as("an audit line is one line of printable ASCII").matches("[\\x20-\\x7E]+");
        checkSecrets(line, credentials, "the audit log");
        checkSecrets(world.logs.take(), credentials, "the log");
    }

    private void checkAnswer(RawResponse response, String method, String target) {
        List<ParsedChallenge> challenges = response.values("WWW-Authenticate").stream()
                .flatMap(value -> ParsedChallenge.all(value).stream())
                .toList();
        assertThat(challenges).hasSize(expected.challenged() ? 1 : 0);
        for (ParsedChallenge challenge : challenges) {
            assertThat(challenge.scheme()).isEqualTo("Bearer");
            assertThat(challenge.parameters().get("error"))
                    .isEqualTo(expected.error().orElse(null));
            assertThat(challenge.parameters().containsKey("error_description"))
                    .isEqualTo(expected.error().isPresent());
            assertThat(challenge.parameters().containsKey("scope"))
                    .isEqualTo(expected.error()
                            .filter("insufficient_scope"::equals)
                            .isPresent());
        }
        if (!expected.isServed()) {
            checkWords(response.everything(), target, TELLING_IN_PATHS, "the answer");
            assertThat(response.values("Cache-Control")).containsExactly("no-store");
            assertThat(response.values("Content-Type")).containsExactly("application/problem+json");
            assertThat(response.values("Set-Cookie")).isEmpty();
            assertThat(response.body())
                    .matches(
                            method.equals("HEAD")
                                    ? ""
                                    : "\\{\"type\":\"about:blank\",\"title\":\"[A-Za-z -]+\",\"status\":"
                                            + expected.status() + "(,\"detail\":\"[A-Za-z -]+\")?\\}");
        }
    }

    /** Looks for every word of what was sent that is as long as that. */
    private static void checkWords(String text, String sent, int telling, String where) {
        for (String word : SEPARATORS.split(sent, -1)) {
            if (word.length() >= telling) {
                assertThat(text).as("%s tells a part of what was sent", where).doesNotContain(word);
            }
        }
    }

    private static void checkSecrets(String text, String credentials, String where) {
        checkWords(text, credentials, TELLING_IN_CREDENTIALS, where);
        String lower = text.toLowerCase(Locale.ROOT);
        assertThat(TELLING_WORDS)
                .as("words that %s must not tell: %s", where, text)
                .noneMatch(lower::contains);
    }

    private void checkControl() throws IOException, InterruptedException {
        int before = world.server.reached();
        RawResponse control = world.sendControl();
        assertThat(control.status()).as("a valid token afterwards").isEqualTo(200);
        assertThat(control.body()).isEqualTo(GatedServer.SERVED);
        assertThat(world.server.reached()).isEqualTo(before + 1);
        Objects.requireNonNull(world.events.poll(PATIENCE_SECONDS, TimeUnit.SECONDS));
        world.auditLine();
    }

    /** The query, the values of all header fields, and the body. */
    private static String credentialsOf(RawRequest request) {
        int query = request.target().indexOf('?');
        return (query < 0 ? "" : request.target().substring(query + 1))
                + '\n'
                + request.lines().stream()
                        .map(line -> line.substring(line.indexOf(':') + 1))
                        .collect(Collectors.joining("\n"))
                + '\n'
                + request.body();
    }
}
