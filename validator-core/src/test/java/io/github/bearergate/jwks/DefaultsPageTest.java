package io.github.bearergate.jwks;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bearergate.TokenValidator;
import io.github.bearergate.jose.JwkSetReader;
import io.github.bearergate.policy.IssuerPolicy;
import io.github.bearergate.policy.Policy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** docs/defaults.md says what is in force when nothing is said. */
class DefaultsPageTest {
    private static final Pattern ROW = Pattern.compile("(?m)^\\| ([^|]+?) \\| ([^|]+?) \\| ([^|]+?) \\|$");

    @Test
    void everyNumberOfThePageIsTheOneInForce() throws IOException {
        IssuerPolicy issuer = Policy.parse(
                        "defaults.policy",
                        "policy 1\nissuer https://a.example\n    audience b\neverything else is denied\n")
                .issuers()
                .get(0);
        KeySourceSettings keys = KeySourceSettings.defaults();
        KeySourceSettings.Refreshing refreshing = keys.refreshing();
        KeySourceSettings.UnknownKids unknown = keys.unknownKids();

        assertThat(defaults())
                .containsEntry(
                        "algorithms",
                        issuer.algorithms().stream()
                                .map(algorithm -> algorithm.names().get(0))
                                .collect(Collectors.joining(" ")))
                .containsEntry("leeway for `exp`, `nbf`, `iat`", seconds(issuer.leeway()))
                .containsEntry("longest life of a token", issuer.lifetime().toHours() + " h")
                .containsEntry(
                        "refresh of the key set",
                        seconds(refreshing.interval()) + ", or the response's `max-age` between "
                                + refreshing.shortest().toSeconds() + " and " + seconds(refreshing.longest()))
                .containsEntry(
                        "an old key set is used for at most", issuer.maxStale().toHours() + " h")
                .containsEntry("deadline of one fetch", seconds(issuer.timeout()) + ", everything included")
                .containsEntry("longest token", grouped(TokenValidator.LONGEST_TOKEN) + " characters")
                .containsEntry(
                        "size of a key set",
                        keys.http().longestBody() / 1_024 + " KiB, " + grouped(JwkSetReader.MOST_KEYS) + " keys")
                .containsEntry(
                        "fetches caused by unknown kids",
                        unknown.burst() + ", then 1 per " + seconds(unknown.refill()) + ", per issuer")
                .containsEntry(
                        "waiting for a fetch on an unknown kid",
                        "at most " + unknown.longestWait().toMillis() + " ms, at most " + unknown.waiters()
                                + " requests");
        assertThat(keys.maxStale()).isEqualTo(issuer.maxStale());
        assertThat(keys.deadline()).isEqualTo(issuer.timeout());
    }

    /** The first two columns of the page's table. */
    private static Map<String, String> defaults() throws IOException {
        Map<String, String> rows = new TreeMap<>();
        ROW.matcher(Files.readString(Path.of(System.getProperty("bearergate.root"), "docs", "defaults.md")))
                .results()
                .forEach(row -> rows.put(row.group(1), row.group(2)));
        return rows;
    }

    private static String seconds(Duration duration) {
        return duration.toSeconds() + " s";
    }

    private static String grouped(int number) {
        return String.format(Locale.ROOT, "%,d", number);
    }
}
