package io.github.bearergate.policyaudit;

import io.github.bearergate.policy.ProblemKind;
import io.github.bearergate.policyaudit.Finding.Weight;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The findings that a team has accepted, each with its reason. Refusals cannot be accepted: the service would not start.
 *
 * <p>A line is {@code accept ID SUBJECT because REASON}, where the subject is a rule's id, an operation, a scope, an issuer, or
 * {@code *} for all findings of that id; {@code accept ID REASON} accepts all of them too. {@code #} begins a comment line.
 */
final class Baseline {
    static final Baseline EMPTY = new Baseline("", List.of());

    private static final Pattern ONE = Pattern.compile("accept\\s+(\\S+)\\s+(.+?)\\s+because\\s+(\\S.*?)\\s*");
    private static final Pattern ALL = Pattern.compile("accept\\s+(\\S+)()\\s+(\\S.*?)\\s*");

    /** What begins a subject and no reason: a method, a URL, or the star. */
    private static final Pattern SUBJECT = Pattern.compile("([A-Z]+(-[A-Z]+)*\\s+)+/.*|[a-z]+://.*|\\*.*");

    /** A line; an empty subject is any. */
    private record Entry(int line, String id, String subject, String reason) {
        boolean covers(Finding finding) {
            return !finding.isRefusal()
                    && id.equals(finding.id())
                    && (subject.isEmpty()
                            || subject.equals("*")
                            || finding.subject().filter(subject::equals).isPresent());
        }
    }

    private final String name;
    private final List<Entry> entries;

    private Baseline(String name, List<Entry> entries) {
        this.name = name;
        this.entries = List.copyOf(entries);
    }

    /**
     * Reads a file.
     *
     * @throws CannotRunException when a line is none of these, or no command has a finding with its id
     */
    static Baseline read(String name, byte[] utf8) {
        List<Entry> entries = new ArrayList<>();
        List<String> lines = new String(utf8, StandardCharsets.UTF_8).lines().toList();
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i).strip();
            if (!line.isEmpty() && !line.startsWith("#")) {
                entries.add(entry(name + ":" + (i + 1) + ": ", i + 1, line));
            }
        }
        return new Baseline(name, entries);
    }

    private static Entry entry(String place, int number, String line) {
        Matcher parts = Stream.of(ONE, ALL)
                .map(form -> form.matcher(line))
                .filter(Matcher::matches)
                .findFirst()
                .orElseThrow(() -> new CannotRunException(
                        place + "write `accept ID SUBJECT because REASON`, or `accept ID REASON` for all of an ID"));
        Entry entry = new Entry(number, parts.group(1), parts.group(2), parts.group(3));
        if (!FindingIds.isKnown(entry.id)) {
            throw new CannotRunException(place
                    + (Stream.of(ProblemKind.values())
                                    .anyMatch(kind -> kind.id().equals(entry.id))
                            ? "the service does not start with `" + entry.id
                                    + "`, so nobody can accept it; mend the policy"
                            : "no finding has the id `" + entry.id + "`; it stands in brackets behind each finding"));
        }
        if (entry.subject.isEmpty() && SUBJECT.matcher(entry.reason).matches()) {
            throw new CannotRunException(place + "a subject is followed by `because` and the reason");
        }
        return entry;
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

    /** Lines about a command's findings that accept nothing any more: they would hide what comes back. */
    List<Finding> unused(List<Finding> findings, FindingIds ids) {
        return entries.stream()
                .filter(entry -> ids.contains(entry.id) && findings.stream().noneMatch(entry::covers))
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
