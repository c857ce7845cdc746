package io.github.bearergate.policy;

import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Puts the environment's values into the values of issuers. */
final class Environment {
    static final String BEGIN = "${";

    private static final Pattern NAME = Pattern.compile("\\$\\{([A-Za-z_][A-Za-z0-9_]*)}");

    private final UnaryOperator<@Nullable String> values;
    private final Problems problems;

    Environment(UnaryOperator<@Nullable String> values, Problems problems) {
        this.values = values;
        this.problems = problems;
    }

    /** Replaces every {@code ${NAME}} once; empty when that cannot be done, which was reported. */
    Optional<String> expand(Word word, int line) {
        if (!word.quoted() && hasBrace(NAME.matcher(word.text()).replaceAll(""))) {
            problems.add(
                    line,
                    ProblemKind.BAD_VALUE,
                    word.shown() + " has a brace; an environment value is `${NAME}`, any other brace stands in quotes");
            return Optional.empty();
        }
        StringBuilder expanded = new StringBuilder();
        Matcher names = NAME.matcher(word.text());
        boolean sound = true;
        while (names.find()) {
            String value = values.apply(names.group(1));
            sound &= isUsable(names.group(1), value, line);
            names.appendReplacement(expanded, Matcher.quoteReplacement(value == null ? "" : value));
        }
        names.appendTail(expanded);
        return sound ? Optional.of(expanded.toString()) : Optional.empty();
    }

    private static boolean hasBrace(String text) {
        return text.contains("{") || text.contains("}");
    }

    private boolean isUsable(String name, @Nullable String value, int line) {
        if (value == null) {
            problems.add(line, ProblemKind.UNSET_ENVIRONMENT, "${" + name + "} is not set; set it in the environment");
        } else if (value.isEmpty() || !Texts.isPlain(value)) {
            problems.add(
                    line,
                    ProblemKind.BAD_VALUE,
                    "${" + name + "} is empty, or has a control character; set it to one plain value");
        } else {
            return true;
        }
        return false;
    }
}
