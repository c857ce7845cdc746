package io.github.bearergate.policy;

import io.github.bearergate.policy.IssuerDraft.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Reads the lines of a policy file, and tells {@link PolicyAssembler} what they say. */
final class PolicyReader {
    static final String HEADER = "policy 1";
    static final String END = "everything else is denied";

    private static final List<String> REQUIREMENT_STARTS = List.of("is", "needs", "need");

    private final Problems problems;
    private final PolicyAssembler assembler;
    private final Environment environment;

    /** The issuer that settings belong to; null before the first, and after a rule. */
    private @Nullable IssuerDraft issuer;

    private int endLine;

    private PolicyReader(Problems problems, UnaryOperator<@Nullable String> environment) {
        this.problems = problems;
        this.assembler = new PolicyAssembler(problems);
        this.environment = new Environment(environment, problems);
    }

    static Policy read(String source, String text, UnaryOperator<@Nullable String> environment, Problems problems) {
        SourceText lines = SourceText.of(text, problems);
        PolicyReader reader = new PolicyReader(problems, environment);
        reader.readAll(lines.cut(problems), lines.lastLine());
        return reader.assembler.assemble(source);
    }

    private void readAll(List<SourceLine> lines, int lastLine) {
        int from = 0;
        if (!lines.isEmpty() && lines.get(0).first().is("policy")) {
            checkHeader(lines.get(0));
            from = 1;
        } else {
            problems.add(
                    lines.isEmpty() ? 1 : lines.get(0).number(),
                    ProblemKind.MISSING_HEADER,
                    "the first line must be `" + HEADER + "`; add it above");
        }
        lines.subList(from, lines.size()).forEach(this::read);
        if (endLine == 0) {
            problems.add(lastLine, ProblemKind.MISSING_END, "the last line must be `" + END + "`; add it below");
        }
    }

    private void checkHeader(SourceLine line) {
        checkNotIndented(line);
        if (line.sound() && !line.is(HEADER)) {
            problems.add(
                    line.number(),
                    ProblemKind.MISSING_HEADER,
                    "`" + line.text() + "` is not a version of the language; write `" + HEADER + "`");
        }
    }

    private void read(SourceLine line) {
        if (endLine > 0) {
            problems.add(
                    line.number(),
                    ProblemKind.AFTER_END,
                    "nothing follows `" + END + "` (line " + endLine + "); move this line above it, or remove it");
        }
        Word first = line.first();
        if (first.is("everything") || looksLike(line, "everything")) {
            readEnd(line);
        } else if (first.is("policy")) {
            problems.add(
                    line.number(),
                    ProblemKind.UNKNOWN_WORD,
                    "`policy` stands in the first line only; remove this line");
        } else if (first.is("issuer") || looksLike(line, "issuer")) {
            readIssuer(line);
        } else if (Setting.named(first.text()).isPresent() || (line.indented() && !looksLikeRule(line))) {
            readSetting(line);
        } else {
            readRule(line);
        }
    }

    private void readEnd(SourceLine line) {
        checkNotIndented(line);
        endLine = endLine == 0 ? line.number() : endLine;
        issuer = null;
        if (line.sound() && !line.is(END)) {
            problems.add(
                    line.number(),
                    ProblemKind.MISSING_END,
                    "`" + line.text() + "` is not how a policy ends; write `" + END + "`");
        }
    }

    private static boolean looksLike(SourceLine line, String word) {
        return !line.indented()
                && Suggestions.closest(line.first().text(), List.of(word)).isPresent();
    }

    private void readIssuer(SourceLine line) {
        checkNotIndented(line);
        Optional<String> url = Optional.empty();
        if (!line.first().is("issuer")) {
            problems.add(
                    line.number(),
                    ProblemKind.UNKNOWN_WORD,
                    line.first().shown() + " is not a word of the language; did you mean `issuer`?");
        } else if (line.sound() && line.words().size() == 2) {
            url = environment.expand(line.words().get(1), line.number());
        } else if (line.sound()) {
            problems.add(line.number(), ProblemKind.BAD_ISSUER, "after `issuer` stands one URL, exactly as in `iss`");
        }
        issuer = new IssuerDraft(line.number(), url);
        assembler.add(issuer);
    }

    private void readSetting(SourceLine line) {
        Word first = line.first();
        Optional<Setting> setting = first.quoted() ? Optional.empty() : Setting.named(first.text());
        if (setting.isEmpty()) {
            problems.add(
                    line.number(),
                    ProblemKind.UNKNOWN_SETTING,
                    first.shown() + " is not one of the settings " + String.join(", ", Setting.words())
                            + Suggestions.didYouMean(first.text(), Setting.words()));
            noteMisspelt(first.text());
        } else if (issuer == null) {
            problems.add(
                    line.number(),
                    ProblemKind.SETTING_WITHOUT_ISSUER,
                    first.shown() + " is a setting; move it below the `issuer` line that it belongs to");
        } else {
            if (!line.indented()) {
                problems.add(
                        line.number(),
                        ProblemKind.BAD_INDENTATION,
                        first.shown() + " is a setting; indent it below its issuer");
            }
            issuer.put(setting.get(), words(line), problems);
        }
    }

    /** Keeps a misspelt setting from being reported as missing too. */
    private void noteMisspelt(String word) {
        if (issuer != null) {
            Suggestions.closest(word, Setting.words()).flatMap(Setting::named).ifPresent(issuer::noteMisspelt);
        }
    }

    private Words words(SourceLine line) {
        List<String> values = new ArrayList<>();
        boolean readable = line.sound();
        if (readable) {
            for (Word word : line.words().subList(1, line.words().size())) {
                Optional<String> value = environment.expand(word, line.number());
                value.ifPresent(values::add);
                readable &= value.isPresent();
            }
        }
        return new Words(line.number(), values, readable);
    }

    /** Tells whether a line that is indented was meant as a rule: it begins with a method, or has a path. */
    private static boolean looksLikeRule(SourceLine line) {
        String first = line.first().text().toUpperCase(Locale.ROOT);
        return first.equals("ANY") || Methods.known().contains(first) || pathAt(line.words()) > 0;
    }

    private void readRule(SourceLine line) {
        checkNotIndented(line);
        int path = pathAt(line.words());
        if (path < 0) {
            if (line.sound()) {
                problems.add(
                        line.number(),
                        ProblemKind.UNKNOWN_WORD,
                        "`" + line.text() + "` is not a line of the language; a rule is methods, a path that starts"
                                + " with /, and what it asks");
            }
            return;
        }
        issuer = null;
        if (!line.sound()) {
            return;
        }
        List<Word> start = line.words().subList(0, path + 1);
        if (start.stream().anyMatch(Word::quoted)) {
            problems.add(line.number(), ProblemKind.UNKNOWN_WORD, "methods and paths are written without quotes");
            return;
        }
        List<Word> rest = line.words().subList(path + 1, line.words().size());
        assembler.add(new RuleDraft(
                line.number(),
                start.subList(0, path).stream().map(Word::text).toList(),
                start.get(path).text(),
                new RequirementReader(rest, line.number(), problems).read()));
    }

    /** The index of the path: the first word with a slash at its start, else the word before the requirement; -1 for none. */
    private static int pathAt(List<Word> words) {
        for (int i = 0; i < words.size(); i++) {
            if (words.get(i).text().startsWith("/")) {
                return i;
            }
        }
        for (int i = 2; i < words.size(); i++) {
            if (REQUIREMENT_STARTS.contains(words.get(i).text())) {
                return i - 1;
            }
        }
        return -1;
    }

    private void checkNotIndented(SourceLine line) {
        if (line.indented()) {
            problems.add(
                    line.number(),
                    ProblemKind.BAD_INDENTATION,
                    line.first().shown() + " begins a line of its own; remove the blanks before it");
        }
    }
}
