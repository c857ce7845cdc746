package io.github.bearergate.attacks;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * One line of the list of known attacks.
 *
 * @param id the attack in the list
 * @param group the heading under which it stands
 * @param wording what is attempted
 * @param stoppedBy the classes that stop it, or {@code container}; none when the attack is not due
 * @param answer what becomes of it; empty where the attempts themselves say so
 */
record KnownAttack(String id, String group, String wording, List<String> stoppedBy, Optional<String> answer) {
    static final String CONTAINER = "container";

    private static final String NOT_DUE = "not due: ";

    /** The whole list, in its order. */
    static List<KnownAttack> all() {
        List<KnownAttack> attacks = new ArrayList<>();
        String group = "";
        for (String line : lines()) {
            if (line.startsWith("## ")) {
                group = line.substring("## ".length());
            } else if (!line.isBlank() && !line.startsWith("#")) {
                attacks.add(parse(group, line));
            }
        }
        return attacks;
    }

    /** Why the attack needs no test yet; empty when it needs one. */
    Optional<String> notDue() {
        return group.startsWith(NOT_DUE) ? Optional.of(group.substring(NOT_DUE.length())) : Optional.empty();
    }

    private static KnownAttack parse(String group, String line) {
        String[] cells = line.split(" \\| ", -1);
        List<String> stoppedBy = cells.length < 3 ? List.of() : Arrays.asList(cells[2].split(", ", -1));
        Optional<String> answer = cells.length < 4 ? Optional.empty() : Optional.of(cells[3]);
        return new KnownAttack(cells[0], group, cells[1], stoppedBy, answer);
    }

    private static List<String> lines() {
        try (InputStream in = KnownAttack.class.getResourceAsStream("known-attacks.txt")) {
            if (in == null) {
                throw new IllegalStateException("known-attacks.txt is not there");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
