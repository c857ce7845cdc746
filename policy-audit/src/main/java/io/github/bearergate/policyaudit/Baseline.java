package io.github.bearergate.policyaudit;

import io.github.bearergate.policyaudit.Finding.Weight;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The warnings that a team has accepted, each with its reason. Refusals cannot be accepted: the service would not start.
 *
 * <p>A line is {@code accept ID SUBJECT because REASON}, where the subject is a rule's id, an issuer, or {@code *} for the whole
 * file; {@code #} begins a comment line.
 */
final class Baseline {
    static final Baseline EMPTY = new Baseline("", List.of());

    private static final Pattern LINE = Pattern.compile("accept\\s+(\\S+)\\s+(.+?)\\s+because\\s+(\\S.*?)\\s*");

    private record Entry(int line, String id, String subject, String reason) {
        boolean covers(Finding finding) {
            return !finding.isRefusal()
                    && id.equals(finding.id())
                    && (subject.equals("*")
                            || finding.subject().filter(subject::equals).isPresent());
        }
    }

    private final String name;
    private final List<Entry> entries;

    private Baseline(String name, List<Entry> entries) {
        this.name = name;
        this.entries = List.copyOf(entries);
    }

    static Baseline read(String name, byte[] utf8) {
        List<Entry> entries = new ArrayList<>();
        List<String> lines = new String(utf8, StandardCharsets.UTF_8).lines().toList();
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i).strip();
            if (!line.isEmpty() && !line.startsWith("#")) {
                Matcher parts = LINE.matcher(line);
                if (!parts.matches()) {
                    throw new CannotRunException(name + ":" + (i + 1) + ": write `accept ID SUBJECT because REASON`");
                }
                entries.add(new Entry(i + 1, parts.group(1), parts.group(2), parts.group(3)));
            }
        }
        return new Baseline(name, entries);
    }

    /** The findings, those which are accepted with their reasons. */
    List<Finding> mark(List<Finding> findings) {
        return findings.stream()
                .map(finding -> entries.stream()
                        .filter(entry -> entry.covers(finding))
                        .findFirst()
                        .map(entry -> finding.acceptedFor(entry.reason))
                        .orElse(finding))
                .toList();
    }

    /** Lines that accept nothing any more: they would hide what comes back. */
    List<Finding> unused(List<Finding> findings) {
        return entries.stream()
                .filter(entry -> findings.stream().noneMatch(entry::covers))
                .map(entry -> new Finding(
                        name,
                        entry.line,
                        "stale-acceptance",
                        Weight.WARNING,
                        "nothing to accept here any more; remove the line",
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty()))
                .toList();
    }
}
