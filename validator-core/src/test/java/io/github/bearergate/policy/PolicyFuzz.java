package io.github.bearergate.policy;

import io.github.bearergate.fuzz.FuzzTarget;
import io.github.bearergate.fuzz.Laws;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A policy's text to its meaning, or to the list of what is wrong with it.
 *
 * <p>Laws: a refused text has at least one problem, each at one of its lines and told in one printable line; an accepted one
 * prints to a text that reads back equal and prints the same; the lookup of a rule finds what comparing all rules with one another
 * finds; TRACE and CONNECT match nothing.
 */
public final class PolicyFuzz implements FuzzTarget {
    private static final PolicyFuzz INSTANCE = new PolicyFuzz();
    private static final int MOST_PROBED = 40;

    /** What Jazzer calls. */
    public static void fuzzerTestOneInput(byte[] input) {
        Laws.check(INSTANCE, input);
    }

    @Override
    public List<String> words() {
        return List.of(
                "policy 1\n",
                "issuer https://a.example/\n",
                "  audience ",
                "  keys ",
                "  algorithms ES256 RS256\n",
                "  leeway ",
                "30s",
                "1h",
                "0s",
                "  lifetime ",
                "  profile general\n",
                "  grants ",
                "  alias x\n",
                "GET ",
                "POST ",
                "ANY ",
                "/",
                "/*",
                "/**",
                "/{t}",
                "{t}",
                " is open\n",
                " is denied\n",
                " needs ",
                " a valid token\n",
                "a:read",
                " and ",
                " or ",
                " where ",
                " is ",
                "tenant",
                "everything else is denied\n",
                "#",
                "\"",
                "${AUDIENCE}",
                "${",
                "\\",
                "\r\n",
                "\t",
                "\u00e9",
                "\uFEFF",
                "\u2028",
                "  ",
                "\n");
    }

    @Override
    public int cases() {
        return 2_000;
    }

    @Override
    public boolean accepts(byte[] input) {
        Policy policy;
        try {
            policy = Policy.parse("fuzz.policy", input, name -> name.equals("AUDIENCE") ? "orders" : null);
        } catch (PolicyException e) {
            checkProblems(e.problems(), input);
            return false;
        }
        checkPrinted(policy);
        checkLookup(policy);
        return true;
    }

    private static void checkProblems(List<PolicyProblem> problems, byte[] input) {
        Laws.hold(!problems.isEmpty(), () -> "refused without a reason");
        int lines = 1;
        for (byte b : input) {
            lines += b == '\n' ? 1 : 0;
        }
        for (PolicyProblem problem : problems) {
            int most = lines;
            Laws.hold(problem.line() >= 1 && problem.line() <= most, () -> "no such line: " + problem);
            Laws.hold(
                    !problem.message().isBlank()
                            && problem.message().codePoints().allMatch(PolicyFuzz::isPrintable),
                    () -> "a message that is not one printable line: " + problem);
        }
    }

    private static boolean isPrintable(int character) {
        return switch (Character.getType(character)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            default -> true;
        };
    }

    private static void checkPrinted(Policy policy) {
        String printed = policy.print();
        Policy again = Policy.parse("printed.policy", printed, name -> null);
        Laws.hold(again.equals(policy), () -> "reads back as another policy:\n" + printed);
        Laws.hold(again.print().equals(printed), () -> "prints differently the second time:\n" + printed);
        Laws.hold(again.digest().equals(policy.digest()), () -> "another digest");
    }

    private static void checkLookup(Policy policy) {
        for (String path : probes(policy)) {
            for (String method :
                    List.of("GET", "HEAD", "POST", "DELETE", "OPTIONS", "get", "BREW", "TRACE", "CONNECT")) {
                Optional<Rule> found = policy.ruleFor(method, path);
                Optional<Rule> expected =
                        CanonicalPath.isCanonical(path) ? best(policy.rules(), method, path) : Optional.empty();
                Laws.hold(found.equals(expected), () -> method + ' ' + path + ": " + found + ", not " + expected);
                Laws.hold(
                        found.isEmpty() || !List.of("TRACE", "CONNECT").contains(method), () -> "a rule for " + method);
            }
        }
    }

    /** The rule that matches and beats all others that match. */
    private static Optional<Rule> best(List<Rule> rules, String method, String path) {
        List<Rule> matching =
                rules.stream().filter(rule -> rule.matches(method, path)).toList();
        return matching.stream()
                .filter(rule -> matching.stream().allMatch(other -> other.equals(rule) || rule.beats(other)))
                .findFirst();
    }

    /** Requests that each rule is about, and their neighbours. */
    private static List<String> probes(Policy policy) {
        List<String> probes = new ArrayList<>(List.of("/", "/x", "", "//", "/x/../y"));
        for (Rule rule :
                policy.rules().subList(0, Math.min(MOST_PROBED, policy.rules().size()))) {
            String path = rule.path().text().replaceAll("\\{[^}]*}", "one").replaceAll("(?<!\\*)\\*(?!\\*)", "two");
            probes.add(path.replace("**", "three/four"));
            probes.add(path.replace("/**", ""));
            probes.add(path + "/");
            probes.add(path.substring(0, path.length() - 1));
        }
        return probes;
    }
}
