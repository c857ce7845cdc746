package io.github.bearergate.benchmarks;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The options of a command. What is none is refused before anything runs: a run takes minutes, and a slip would spend them. */
final class Options {
    /** A name, and a word in capitals when it takes a value. */
    private static final Pattern NAME = Pattern.compile("(--[a-z]+)( [A-Z]+)?");

    private final Map<String, String> given = new HashMap<>();

    /**
     * Reads options.
     *
     * @param usage how the command is written, such as {@code suite [--quick|--full] [--minutes N]}
     * @throws IllegalArgumentException with the usage, when something is not an option of it, or lacks its value
     */
    Options(String usage, List<String> arguments) {
        Map<String, Boolean> known = new HashMap<>();
        for (Matcher name = NAME.matcher(usage); name.find(); ) {
            known.put(name.group(1), name.group(2) != null);
        }
        for (int i = 0; i < arguments.size(); i++) {
            String name = arguments.get(i);
            Boolean takesValue = known.get(name);
            if (takesValue == null || (takesValue && i + 1 == arguments.size())) {
                throw new IllegalArgumentException("usage: java -jar benchmarks.jar " + usage);
            }
            given.put(name, takesValue ? arguments.get(++i) : "");
        }
    }

    boolean has(String name) {
        return given.containsKey(name);
    }

    String value(String name, String otherwise) {
        return given.getOrDefault(name, otherwise);
    }

    Optional<Path> path(String name) {
        return Optional.ofNullable(given.get(name)).map(Path::of);
    }

    /** Quick unless said otherwise. */
    String mode() {
        return has("--full") ? "full" : has("--smoke") ? "smoke" : "quick";
    }

    Optional<Integer> minutes() {
        Optional<String> minutes = Optional.ofNullable(given.get("--minutes"));
        if (minutes.filter(text -> !text.matches("[1-9][0-9]{0,3}")).isPresent()) {
            throw new IllegalArgumentException("--minutes takes whole minutes, such as 15, not " + minutes.get());
        }
        return minutes.map(Integer::valueOf);
    }
}
