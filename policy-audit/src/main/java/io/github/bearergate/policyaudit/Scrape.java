package io.github.bearergate.policyaudit;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What one service has counted, in the Prometheus text format, with or without OpenMetrics' additions. Only BearerGate's meters are
 * looked at.
 *
 * @param name where it was read
 * @param digests the digests of the policies that are enforced there, 12 hexadecimal digits each
 * @param decisions its counters of decisions
 */
record Scrape(String name, Set<String> digests, List<Decisions> decisions) {
    /**
     * One counter.
     *
     * @param rule the id of the rule that decided, or {@code none}
     * @param outcome what was decided
     * @param count how often
     */
    record Decisions(String rule, String outcome, double count) {}

    private record Sample(Map<String, String> labels, double value) {
        String label(String label) {
            return labels.getOrDefault(label, "");
        }
    }

    private static final String REQUESTS = "bearergate_requests_total";
    private static final String POLICY = "bearergate_policy_info";

    /** A sample: name, labels, value, and perhaps a time or an exemplar, which do not matter here. */
    private static final Pattern LINE = Pattern.compile(
            "([a-zA-Z_:][a-zA-Z0-9_:]*)(?:\\{(.*?)})?\\s+([^\\s{}\"]+)(?:\\s+-?[0-9.]+)?(?:\\s+#\\s.*)?");

    private static final Pattern LABEL =
            Pattern.compile("\\G\\s*([a-zA-Z_][a-zA-Z0-9_]*)\\s*=\\s*\"((?:[^\"\\\\]|\\\\.)*+)\"\\s*(?:,|$)");

    /**
     * Reads a scrape.
     *
     * @throws CannotRunException when a line of ours is not of the format
     */
    static Scrape read(String name, byte[] utf8) {
        List<String> lines = new String(utf8, StandardCharsets.UTF_8).lines().toList();
        List<Sample> requests = new ArrayList<>();
        List<Sample> policies = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            if (isOf(REQUESTS, line)) {
                requests.add(sample(name, i + 1, line));
            } else if (isOf(POLICY, line)) {
                policies.add(sample(name, i + 1, line));
            }
        }
        return new Scrape(
                name,
                policies.stream().map(each -> each.label("digest")).collect(Collectors.toSet()),
                requests.stream()
                        .map(each -> new Decisions(each.label("rule"), each.label("outcome"), each.value()))
                        .toList());
    }

    /** How often a rule decided so; empty when there is no such counter. */
    OptionalDouble count(String rule, boolean allowed) {
        return decisions.stream()
                .filter(each -> each.rule().equals(rule) && each.outcome().equals("allowed") == allowed)
                .mapToDouble(Decisions::count)
                .reduce(Double::sum);
    }

    double total() {
        return decisions.stream().mapToDouble(Decisions::count).sum();
    }

    private static boolean isOf(String meter, String line) {
        return line.startsWith(meter)
                && (line.length() == meter.length() || " \t{".indexOf(line.charAt(meter.length())) >= 0);
    }

    private static Sample sample(String name, int number, String line) {
        Matcher parts = LINE.matcher(line);
        if (!parts.matches()) {
            throw malformed(name, number);
        }
        try {
            double value = Double.parseDouble(parts.group(3));
            if (!Double.isFinite(value) || value < 0) {
                throw malformed(name, number);
            }
            return new Sample(labels(name, number, parts.group(2) == null ? "" : parts.group(2)), value);
        } catch (NumberFormatException e) {
            throw malformed(name, number);
        }
    }

    private static Map<String, String> labels(String name, int number, String text) {
        Map<String, String> labels = new HashMap<>();
        Matcher label = LABEL.matcher(text);
        int end = 0;
        while (label.find()) {
            labels.put(label.group(1), unescaped(label.group(2)));
            end = label.end();
        }
        if (!text.substring(end).isBlank()) {
            throw malformed(name, number);
        }
        return labels;
    }

    private static String unescaped(String value) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == '\\' && i + 1 < value.length()) {
                char escaped = value.charAt(++i);
                text.append(escaped == 'n' ? '\n' : escaped);
            } else {
                text.append(c);
            }
        }
        return text.toString();
    }

    private static CannotRunException malformed(String name, int number) {
        return new CannotRunException(name + ":" + number + ": this is not a line of the Prometheus text format");
    }
}
