package io.github.bearergate.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.Tuple;

/** Laws of whole policies. */
class PolicyProperties {
    /** A policy as blocks of lines: an issuer with its settings, or one rule each. */
    record Blocks(List<List<String>> blocks) {
        String text() {
            return "policy 1\n" + blocks.stream().flatMap(List::stream).collect(Collectors.joining("\n"))
                    + "\neverything else is denied\n";
        }

        Blocks shuffled(Random random) {
            List<List<String>> shuffled = new ArrayList<>();
            for (List<String> block : blocks) {
                List<String> rest = new ArrayList<>(block.subList(1, block.size()));
                Collections.shuffle(rest, random);
                rest.add(0, block.get(0));
                shuffled.add(rest);
            }
            Collections.shuffle(shuffled, random);
            return new Blocks(shuffled);
        }

        /** Takes away the rules that are refused, and only those. */
        Blocks sound() {
            List<PolicyProblem> problems = Policies.problemsOf(text());
            if (problems.isEmpty()) {
                return this;
            }
            Set<Integer> lines = problems.stream().map(PolicyProblem::line).collect(Collectors.toSet());
            List<List<String>> kept = new ArrayList<>();
            int line = 2;
            for (List<String> block : blocks) {
                if (block.size() > 1 || !lines.contains(line)) {
                    kept.add(block);
                }
                line += block.size();
            }
            assertThat(kept).as("%s", problems).hasSizeLessThan(blocks.size());
            return new Blocks(kept).sound();
        }
    }

    @Provide
    Arbitrary<Blocks> policies() {
        return Combinators.combine(issuers(), rules()).as((issuers, rules) -> {
            List<List<String>> blocks = new ArrayList<>();
            for (int i = 0; i < issuers.size(); i++) {
                List<String> block = new ArrayList<>(issuers.get(i));
                block.add(0, "issuer https://idp" + i + ".example/realm");
                block.add("  grants s:" + i + " orders:read");
                blocks.add(block);
            }
            rules.forEach(rule -> blocks.add(List.of(rule)));
            return new Blocks(blocks).sound();
        });
    }

    private static Arbitrary<List<List<String>>> issuers() {
        Arbitrary<List<String>> optional = Arbitraries.of(
                        "  keys https://keys.example/jwks?v=1",
                        "  keys file:/etc/api/keys.json",
                        "  algorithms PS512 RS256",
                        "  algorithms Ed25519",
                        "  profile rfc9068",
                        "  leeway 90s",
                        "  leeway 1500ms",
                        "  lifetime 36h",
                        "  scope-claim realm_access.roles",
                        "  requires \"https://example.com/tenant\" sub",
                        "  alias \"idp:%d\"",
                        "  refresh 60m",
                        "  max-stale 600s",
                        "  timeout 250ms")
                .set()
                .ofMaxSize(6)
                .map(settings -> settings.stream()
                        .collect(Collectors.toMap(
                                setting -> setting.substring(0, setting.indexOf(' ', 2)),
                                setting -> setting,
                                (one, other) -> one))
                        .values()
                        .stream()
                        .toList());
        return Combinators.combine(Arbitraries.of("api", "b a", "\"the \\\"api\\\" \\\\\""), optional)
                .as((audience, settings) -> {
                    List<String> block = new ArrayList<>(settings);
                    block.add("  audience " + audience);
                    return block;
                })
                .list()
                .ofMinSize(1)
                .ofMaxSize(3)
                .map(issuers -> IntStream.range(0, issuers.size())
                        .mapToObj(i -> issuers.get(i).stream()
                                .map(setting -> setting.replace("%d", "" + i))
                                .toList())
                        .toList());
    }

    private static Arbitrary<List<String>> rules() {
        Arbitrary<String> segments = Arbitraries.frequencyOf(
                Tuple.of(4, Arbitraries.of("orders", "a", "caf\u00E9", "~x.y_z", "$metadata", "a+b")),
                Tuple.of(2, Arbitraries.of("*", "{id}")));
        Arbitrary<String> paths = Combinators.combine(
                        segments.list().ofMaxSize(4), Arbitraries.of("", "", "", "/", "/**"))
                .as((list, end) -> list.stream().map(segment -> "/" + segment).collect(Collectors.joining()) + end)
                .filter(path -> !path.isEmpty() && path.indexOf("{id}") == path.lastIndexOf("{id}"));
        Arbitrary<String> methods = Arbitraries.frequencyOf(
                Tuple.of(1, Arbitraries.just("ANY")),
                Tuple.of(
                        4,
                        Arbitraries.of("GET", "HEAD", "POST", "DELETE", "QUERY", "PROPFIND")
                                .set()
                                .ofMinSize(1)
                                .ofMaxSize(3)
                                .map(set -> String.join(" ", set))));
        return Combinators.combine(methods, paths, requirements())
                .as((method, path, need) ->
                        method + " " + path + " " + (path.contains("{id}") ? need : need.replace("{id}", "x")))
                .list()
                .ofMaxSize(12);
    }

    private static Arbitrary<String> requirements() {
        Arbitrary<String> scopes = Arbitraries.of("orders:read", "a", "b{c}", "https://x/y", "is");
        Arbitrary<String> needs = Combinators.combine(
                        scopes.set().ofMinSize(1).ofMaxSize(3), Arbitraries.of(" and ", " or "))
                .as((set, word) -> String.join(word, set));
        Arbitrary<String> tests = Arbitraries.of(
                        "tenant is {id}",
                        "groups has staff",
                        "groups has {id}",
                        "\"https://x.example/t\" is \"two words\"",
                        "\"is\" is \"where\"",
                        "realm_access.roles has \"a \\\\ \\\" b\"",
                        "x is \"\"",
                        "x is \"{id}\"")
                .set()
                .ofMaxSize(3)
                .map(set -> set.isEmpty() ? "" : " where " + String.join(" and ", set));
        return Arbitraries.frequencyOf(
                Tuple.of(1, Arbitraries.of("is open", "is denied")),
                Tuple.of(
                        4,
                        Combinators.combine(
                                        Arbitraries.frequencyOf(
                                                Tuple.of(1, Arbitraries.just("a valid token")), Tuple.of(3, needs)),
                                        tests)
                                .as((need, where) -> "needs " + need + where)));
    }

    @Property(shrinking = ShrinkingMode.BOUNDED)
    void readingWhatWasPrintedGivesTheSamePolicy(@ForAll("policies") Blocks blocks) {
        Policy policy = Policies.parse(blocks.text());

        Policy again = Policies.parse(policy.print());

        assertThat(again).isEqualTo(policy);
        assertThat(again.issuers()).isEqualTo(policy.issuers());
        assertThat(again.rules()).isEqualTo(policy.rules());
        assertThat(again.print()).isEqualTo(policy.print());
    }

    @Property(shrinking = ShrinkingMode.BOUNDED)
    void theOrderOfLinesNeverMatters(@ForAll("policies") Blocks blocks, @ForAll Random random) {
        Policy policy = Policies.parse(blocks.text());

        Policy shuffled = Policies.parse(blocks.shuffled(random).text());

        assertThat(shuffled).isEqualTo(policy);
        assertThat(shuffled.digest()).isEqualTo(policy.digest()).matches("[0-9a-f]{64}");
        assertThat(messages(shuffled)).isEqualTo(messages(policy));
    }

    private static Set<String> messages(Policy policy) {
        return policy.warnings().stream()
                .map(problem -> problem.id() + " " + problem.message().replaceAll(" \\(line [0-9]+\\)", ""))
                // Which of several rules is named first depends on where they stand.
                .filter(message -> !message.startsWith("weaker-wildcard"))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @Property(shrinking = ShrinkingMode.BOUNDED)
    void theMostSpecificRuleDecides(@ForAll("policies") Blocks blocks, @ForAll Random random) {
        Policy policy = Policies.parse(blocks.text());
        for (int i = 0; i < 20; i++) {
            String path = requestPath(policy, random);
            String method = List.of("GET", "HEAD", "POST", "DELETE", "QUERY", "PROPFIND", "PUT", "get", "BREW", "TRACE")
                    .get(random.nextInt(10));
            List<Rule> matching = policy.rules().stream()
                    .filter(rule -> !method.equals("TRACE"))
                    .filter(rule ->
                            speaksFor(rule, method) && covers(rule.path().text(), path))
                    .toList();
            Optional<Rule> decides = matching.stream()
                    .filter(rule -> matching.stream().allMatch(other -> other.equals(rule) || rule.beats(other)))
                    .findFirst();

            assertThat(policy.ruleFor(method, path)).as("%s %s", method, path).isEqualTo(decides);
            assertThat(matching.isEmpty()).isEqualTo(decides.isEmpty());
        }
    }

    /** A path of one of the policy's rules with its wildcards filled in, sometimes with a part too much, too little or changed. */
    private static String requestPath(Policy policy, Random random) {
        List<String> pool = List.of("orders", "a", "caf\u00E9", "~x.y_z", "$metadata", "a+b", "other", "A");
        String pattern = policy.rules().isEmpty()
                ? "/a"
                : policy.rules()
                        .get(random.nextInt(policy.rules().size()))
                        .path()
                        .text();
        List<String> segments = new ArrayList<>();
        for (String segment : pattern.substring(1).split("/", -1)) {
            if (segment.equals("**")) {
                random.ints(random.nextInt(3), 0, pool.size()).forEach(i -> segments.add(pool.get(i)));
            } else {
                boolean wild = segment.equals("*") || segment.startsWith("{");
                segments.add(wild ? pool.get(random.nextInt(pool.size())) : segment);
            }
        }
        segments.removeIf(String::isEmpty);
        switch (random.nextInt(5)) {
            case 0 -> segments.add(pool.get(random.nextInt(pool.size())));
            case 1 -> segments.subList(0, Math.min(1, segments.size())).clear();
            case 2 -> segments.replaceAll(segment -> random.nextInt(3) == 0 ? "other" : segment);
            default -> segments.replaceAll(segment -> segment);
        }
        String path = segments.stream().map(segment -> "/" + segment).collect(Collectors.joining());
        return path.isEmpty() || random.nextInt(4) == 0 ? path + "/" : path;
    }

    private static boolean speaksFor(Rule rule, String method) {
        List<String> words = List.of(rule.methods().text().split(" "));
        return words.contains("ANY") || words.contains(method) || (method.equals("HEAD") && words.contains("GET"));
    }

    /** The definition of a rule's path, by way of a regular expression. */
    private static boolean covers(String pattern, String path) {
        StringBuilder regex = new StringBuilder();
        for (String segment : pattern.substring(1).split("/", -1)) {
            boolean wild = segment.equals("*") || segment.startsWith("{");
            regex.append(segment.equals("**") ? "(/.*)?" : "/" + (wild ? "[^/]+" : Pattern.quote(segment)));
        }
        return path.matches(regex.toString());
    }

    @Property(shrinking = ShrinkingMode.BOUNDED)
    void whateverIsWrittenIsReadOrRefused(@ForAll("policies") Blocks blocks, @ForAll Random random) {
        StringBuilder text = new StringBuilder(blocks.text());
        for (int i = random.nextInt(6); i >= 0; i--) {
            int at = random.nextInt(text.length());
            switch (random.nextInt(4)) {
                case 0 -> text.deleteCharAt(at);
                case 1 -> text.insert(at, "\" \\{}$#/*\n\t.\u0000\u00A0\uD800:".charAt(random.nextInt(16)));
                case 2 -> text.insert(at, text.substring(at, Math.min(text.length(), at + random.nextInt(40))));
                default -> text.delete(at, Math.min(text.length() - 1, at + random.nextInt(20)));
            }
        }
        int lines = (int) text.chars().filter(c -> c == '\n').count() + 1;
        try {
            Policy policy = Policy.parse("api.policy", text.toString(), name -> null);
            assertThat(Policies.parse(policy.print())).isEqualTo(policy);
        } catch (PolicyException e) {
            assertThat(e.problems()).isNotEmpty().allSatisfy(problem -> {
                assertThat(problem.line()).isBetween(1, lines);
                assertThat(problem.kind().severity()).isEqualTo(ProblemKind.Severity.REFUSAL);
            });
            assertThat(e.problems()).extracting(PolicyProblem::line).isSorted();
        }
    }
}
