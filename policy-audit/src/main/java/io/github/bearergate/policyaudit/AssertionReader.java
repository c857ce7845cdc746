package io.github.bearergate.policyaudit;

import io.github.bearergate.policy.IssuerPolicy;
import io.github.bearergate.policy.Methods;
import io.github.bearergate.policy.PathPattern;
import io.github.bearergate.policy.Policy;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Reads one sentence.
 *
 * <pre>
 * sentence = ( "no" | "every" ) subject [ place ] predicate | "only issuer" NAME ( "or" NAME )* "can reach" PATH
 * subject  = "request" | METHOD+
 * place    = "under" PATH | "at" PATH
 * no       : "is open" | "is allowed"
 * every    : "is open" | "is denied" | "needs a valid token" | "needs" SCOPE ( "and" SCOPE )* | "needs" SCOPE ( "or" SCOPE )*
 *          | "needs a scope ending in" END ( "or" END )*
 * </pre>
 *
 * <p>{@code under /admin} is {@code at /admin/**}; a name is an issuer's URL or alias.
 */
final class AssertionReader {
    private final Policy policy;
    private final String text;
    private final Deque<String> words;

    private AssertionReader(Policy policy, String text) {
        this.policy = policy;
        this.text = text.strip();
        this.words = new ArrayDeque<>(List.of(this.text.split("\\s+")));
    }

    /**
     * Reads a sentence about a policy.
     *
     * @throws CannotRunException when it is not of the grammar, or names an issuer that the policy does not have
     */
    static Assertion read(Policy policy, String text) {
        return new AssertionReader(policy, text).read();
    }

    private Assertion read() {
        if (takes("only", "issuer")) {
            Set<String> issuers = new LinkedHashSet<>();
            do {
                issuers.add(issuer(next()));
            } while (takes("or"));
            expect("can", "reach");
            return finish(MethodSet.ALL, path(next()), new Demand.OnlyIssuers(issuers));
        }
        boolean none = takes("no");
        if (!none) {
            expect("every");
        }
        MethodSet methods = methods();
        PathPattern place = place();
        return finish(methods, place, none ? forbidden() : demanded());
    }

    private Assertion finish(MethodSet methods, PathPattern paths, Demand demand) {
        if (!words.isEmpty()) {
            throw fault("nothing is expected after the sentence, but there is `" + String.join(" ", words) + "`");
        }
        return new Assertion(text, methods, paths, demand);
    }

    private String issuer(String name) {
        return policy.issuers().stream()
                .filter(each -> each.issuer().equals(name) || each.alias().equals(name))
                .map(IssuerPolicy::issuer)
                .findFirst()
                .orElseThrow(() -> fault("the policy has no issuer `" + name + "`"));
    }

    private MethodSet methods() {
        if (takes("request")) {
            return MethodSet.ALL;
        }
        List<String> names = new ArrayList<>();
        while (Methods.known().contains(words.peek())) {
            names.add(words.remove());
        }
        if (names.isEmpty()) {
            throw fault("`request` or methods are expected, not `" + next() + "`");
        }
        return MethodSet.of(Methods.of(names));
    }

    private PathPattern place() {
        if (takes("under")) {
            String path = next();
            return path(path.endsWith("/**") ? path : path.replaceAll("/$", "") + "/**");
        }
        return takes("at") ? path(next()) : path("/**");
    }

    private PathPattern path(String written) {
        try {
            return PathPattern.of(written);
        } catch (IllegalArgumentException e) {
            throw fault(String.valueOf(e.getMessage()));
        }
    }

    private Demand forbidden() {
        expect("is");
        if (takes("open")) {
            return new Demand.Token();
        }
        expect("allowed");
        return new Demand.Denied();
    }

    private Demand demanded() {
        if (takes("is", "open")) {
            return new Demand.Open();
        } else if (takes("is", "denied")) {
            return new Demand.Denied();
        }
        expect("needs");
        if (takes("a", "valid", "token")) {
            return new Demand.Token();
        } else if (takes("a", "scope", "ending", "in")) {
            return new Demand.OneOf(list("or"), true);
        }
        List<String> first = List.of(next());
        return "and".equals(words.peek())
                ? new Demand.AllOf(new LinkedHashSet<>(joined(first, list("and", "and"))))
                : "or".equals(words.peek())
                        ? new Demand.OneOf(joined(first, list("or", "or")), false)
                        : new Demand.OneOf(first, false);
    }

    private static List<String> joined(List<String> first, List<String> rest) {
        List<String> all = new ArrayList<>(first);
        all.addAll(rest);
        return all;
    }

    private List<String> list(String word, String... before) {
        expect(before);
        List<String> items = new ArrayList<>(List.of(next()));
        while (takes(word)) {
            items.add(next());
        }
        return items;
    }

    private boolean takes(String... expected) {
        List<String> ahead = words.stream().limit(expected.length).toList();
        if (!ahead.equals(List.of(expected))) {
            return false;
        }
        for (int i = 0; i < expected.length; i++) {
            words.remove();
        }
        return true;
    }

    private void expect(String... expected) {
        if (!takes(expected)) {
            throw fault("`" + String.join(" ", expected) + "` is expected"
                    + (words.isEmpty() ? " at the end" : ", not `" + words.peek() + "`"));
        }
    }

    private String next() {
        if (words.isEmpty()) {
            throw fault("the sentence is not complete");
        }
        return words.remove();
    }

    private CannotRunException fault(String what) {
        return new CannotRunException("`" + text + "`: " + what);
    }
}
