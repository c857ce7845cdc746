package io.github.bearergate.policy;

import io.github.bearergate.spi.Algorithm;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;

/**
 * Writes the canonical text of a policy: sorted, with every setting that is in force, defaults included, so that the text alone
 * says what decides.
 */
final class Printer {
    /** Columns wider than this are not waited for. */
    private static final int WIDEST_COLUMN = 40;

    private static final int SETTING_COLUMN =
            Setting.words().stream().mapToInt(String::length).max().orElseThrow();

    private Printer() {}

    static String print(List<IssuerPolicy> issuers, List<Rule> rules) {
        StringBuilder text = new StringBuilder(PolicyReader.HEADER).append("\n\n");
        issuers.forEach(issuer -> print(issuer, text));
        int methods = column(rules, rule -> rule.methods().text());
        int paths = column(rules, rule -> rule.path().text());
        rules.forEach(rule -> text.append(padded(rule.methods().text(), methods))
                .append("  ")
                .append(padded(rule.path().text(), paths))
                .append("  ")
                .append(rule.requirement().text())
                .append('\n'));
        return text.append(PolicyReader.END).append('\n').toString();
    }

    private static void print(IssuerPolicy issuer, StringBuilder text) {
        text.append("issuer ").append(Texts.word(issuer.issuer())).append('\n');
        for (Setting setting : Setting.values()) {
            List<String> values = values(issuer, setting);
            if (!values.isEmpty()) {
                text.append("    ").append(padded(setting.word(), SETTING_COLUMN));
                values.forEach(value -> text.append(' ').append(Texts.word(value)));
                text.append('\n');
            }
        }
        text.append('\n');
    }

    private static List<String> values(IssuerPolicy issuer, Setting setting) {
        return switch (setting) {
            case AUDIENCE -> issuer.audience();
            case KEYS -> List.of(issuer.keys().text());
            case ALGORITHMS ->
                issuer.algorithms().stream().sorted().map(Algorithm::name).toList();
            case PROFILE -> List.of(issuer.profile().word());
            case LEEWAY -> List.of(Durations.text(issuer.leeway()));
            case LIFETIME -> List.of(Durations.text(issuer.lifetime()));
            case SCOPE_CLAIM ->
                issuer.scopeClaim().map(ClaimPath::text).stream().toList();
            case REQUIRES -> issuer.requires().stream().map(ClaimPath::text).toList();
            case GRANTS ->
                issuer.grants().stream().flatMap(Collection::stream).sorted().toList();
            case ALIAS -> List.of(issuer.alias());
            case REFRESH -> issuer.refresh().map(Durations::text).stream().toList();
            case MAX_STALE -> List.of(Durations.text(issuer.maxStale()));
            case TIMEOUT -> List.of(Durations.text(issuer.timeout()));
        };
    }

    private static int column(List<Rule> rules, Function<Rule, String> part) {
        return rules.stream()
                .map(part)
                .mapToInt(String::length)
                .filter(length -> length <= WIDEST_COLUMN)
                .max()
                .orElse(0);
    }

    private static String padded(String text, int width) {
        return text + " ".repeat(Math.max(0, width - text.length()));
    }
}
