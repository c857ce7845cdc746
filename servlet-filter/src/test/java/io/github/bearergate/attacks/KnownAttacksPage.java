package io.github.bearergate.attacks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Writes docs/known-attacks.md from the list of attacks and the tests that try them. */
final class KnownAttacksPage {
    private static final String HEAD = """
            # Known attacks

            What attackers have tried against servers that take JWTs as access tokens, what stops it here, and the test that tries it. This page is
            generated from [known-attacks.txt](../servlet-filter/src/test/resources/io/github/bearergate/attacks/known-attacks.txt) and the tests
            themselves; the build fails when it drifts, when an attack has no test, and when a test did not run. To write it again:

            ```
            mvn -pl servlet-filter -am test -Dtest=KnownAttacksPageTest -Dsurefire.failIfNoSpecifiedTests=false -Dbearergate.write=true
            ```

            Each way is tried through the public API and over a raw socket against the filter in Jetty, as far as it can be. Each checks as well that
            the application is not reached, that there is no 5xx, that the challenge is well-formed and the only one, that neither answer nor log nor
            audit line holds a part of what was sent, and that the next good token is served. The reasons are those of [rejections](rejections.md);
            200 beside a refusal is the harmless spelling of the same thing, which must be served.

            """;

    private final AttackTests tests;
    private final List<KnownAttack> known = KnownAttack.all();
    private final Map<String, String> places;
    private final Map<String, String> links = new TreeMap<>();

    KnownAttacksPage(AttackTests tests, Path root) throws IOException {
        this.tests = tests;
        this.places = places(root);
    }

    String text() {
        StringBuilder page = new StringBuilder(HEAD);
        page.append(count()).append('\n');
        groups(true).forEach((group, attacks) -> {
            page.append("\n## ").append(group).append("\n\n");
            page.append("| | attack | what stops it | answer | ways | tests |\n|---|---|---|---|---|---|\n");
            attacks.forEach(attack -> page.append(row(attack)));
        });
        page.append("\n## Not due\n");
        groups(false).forEach((group, attacks) -> {
            String reason = attacks.get(0).notDue().orElseThrow();
            page.append('\n').append(reason.substring(0, 1).toUpperCase(java.util.Locale.ROOT));
            page.append(reason.substring(1)).append(":\n\n");
            attacks.forEach(attack -> page.append("* ")
                    .append(attack.id())
                    .append(' ')
                    .append(attack.wording())
                    .append('\n'));
        });
        page.append('\n');
        links.forEach((name, place) ->
                page.append('[').append(name).append("]: ../").append(place).append('\n'));
        return page.toString();
    }

    private String count() {
        long due = known.stream().filter(attack -> attack.notDue().isEmpty()).count();
        int ways = known.stream()
                .mapToInt(attack -> tests.attempts(attack.id()).size())
                .sum();
        return "%d attacks are known: %d are tried, in %,d ways of the tables and by tests of their own, and %d are not due."
                .formatted(known.size(), due, ways, known.size() - due);
    }

    private Map<String, List<KnownAttack>> groups(boolean due) {
        return known.stream()
                .filter(attack -> attack.notDue().isEmpty() == due)
                .collect(Collectors.groupingBy(KnownAttack::group, LinkedHashMap::new, Collectors.toList()));
    }

    private String row(KnownAttack attack) {
        int ways = tests.attempts(attack.id()).size();
        return "| %s | %s | %s | %s | %s | %s |%n"
                .formatted(
                        attack.id(),
                        attack.wording(),
                        attack.stoppedBy().stream().map(this::stop).collect(Collectors.joining(", ")),
                        attack.answer().orElseGet(() -> answers(tests.attempts(attack.id()))),
                        ways == 0 ? "" : ways,
                        tests(attack.id()))
                .replace(System.lineSeparator(), "\n");
    }

    private String stop(String name) {
        return name.equals(KnownAttack.CONTAINER) ? "the container" : link(name);
    }

    private String tests(String id) {
        List<String> cells =
                new ArrayList<>(tests.tables(id).stream().map(this::link).toList());
        Stream.of(tests.methods(id), tests.properties(id))
                .flatMap(Collection::stream)
                .forEach(name -> {
                    int dot = name.indexOf('.');
                    cells.add(link(name.substring(0, dot)) + "." + name.substring(dot + 1));
                });
        return String.join(", ", cells);
    }

    /** What the ways of trying expect, refusals first. */
    private static String answers(List<Attempt> attempts) {
        if (attempts.isEmpty()) {
            throw new IllegalStateException("without a table the list must say the answer");
        }
        return attempts.stream()
                .map(Attempt::expected)
                .map(KnownAttacksPage::answer)
                .collect(Collectors.toCollection(
                        () -> new TreeSet<>(Comparator.comparing((String text) -> text.equals("200"))
                                .thenComparing(Comparator.naturalOrder()))))
                .stream()
                .collect(Collectors.joining(", "));
    }

    private static String answer(Expected expected) {
        if (expected.isServed()) {
            return "200";
        }
        if (expected.isContainers()) {
            return expected.status() + " by the container";
        }
        return expected.verdicts().size() == 1
                ? expected.status() + " " + expected.verdicts().iterator().next()
                : expected.status() + " " + expected.error().orElse("");
    }

    private String link(String name) {
        String place = places.get(name);
        if (place == null) {
            throw new IllegalStateException("there is no class " + name);
        }
        links.put(name, place);
        return "[" + name + "]";
    }

    /** Where the source of each class lies, by its name; for one name in two packages the first by path. */
    private static Map<String, String> places(Path root) throws IOException {
        Map<String, String> places = new TreeMap<>();
        for (String tree : List.of(
                "validator-core/src/main/java", "servlet-filter/src/main/java", "servlet-filter/src/test/java")) {
            try (Stream<Path> files = Files.walk(root.resolve(tree))) {
                files.filter(file -> file.toString().endsWith(".java"))
                        .sorted()
                        .forEach(file -> places.putIfAbsent(
                                String.valueOf(file.getFileName()).replace(".java", ""),
                                root.relativize(file).toString().replace('\\', '/')));
            }
        }
        return places;
    }
}
