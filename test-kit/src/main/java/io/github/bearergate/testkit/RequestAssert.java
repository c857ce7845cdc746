package io.github.bearergate.testkit;

import io.github.bearergate.policy.CanonicalPath;
import io.github.bearergate.policy.Policy;
import io.github.bearergate.policy.RequestSpace;
import io.github.bearergate.policy.Rule;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What is asserted of a request with one path. Immutable. */
public final class RequestAssert {
    private final PolicyAssert asserted;
    private final Policy policy;
    private final List<String> methods;
    private final String path;

    RequestAssert(PolicyAssert asserted, List<String> methods, String path) {
        if (!CanonicalPath.isCanonical(path)) {
            throw new IllegalArgumentException(
                    "\"" + path + "\" is not a path as rules see it: write it decoded, from its first"
                            + " slash, without empty, dot or parameter segments; requests with another one are refused as ambiguous,"
                            + " whatever the policy says");
        }
        this.asserted = asserted;
        this.policy = asserted.policy();
        this.methods = List.copyOf(methods);
        this.path = path;
    }

    static RequestAssert ofAny(PolicyAssert asserted, String path) {
        return new RequestAssert(asserted, RequestSpace.methods(), path);
    }

    /** Anyone gets in, also without a token. */
    public PolicyAssert isOpen() {
        expect("is open", RequestAssert::isOpen);
        return asserted;
    }

    /** Nobody gets in. */
    public PolicyAssert isDenied() {
        expect("is denied", rule -> alternatives(rule).isEmpty());
        return asserted;
    }

    /** A valid token suffices, and is needed; {@code where} may be asserted next. */
    public NeedAssert needsValidToken() {
        return expect(
                "needs a valid token",
                rule -> !isOpen(rule) && alternatives(rule).equals(Set.of(Set.of())));
    }

    /** These scopes together are needed, and suffice; {@code where} may be asserted next. */
    public NeedAssert needs(String scope, String... more) {
        Set<String> all = Stream.concat(Stream.of(scope), Stream.of(more)).collect(Collectors.toSet());
        return expect(
                "needs " + scope + Stream.of(more).map(each -> " and " + each).collect(Collectors.joining()),
                rule -> alternatives(rule).equals(Set.of(all)));
    }

    /** One of these scopes is needed, and each suffices; {@code where} may be asserted next. */
    public NeedAssert needsAnyOf(String first, String second, String... more) {
        List<String> all =
                Stream.concat(Stream.of(first, second), Stream.of(more)).toList();
        Set<Set<String>> wanted = all.stream().map(Set::of).collect(Collectors.toSet());
        return expect(
                "needs " + String.join(" or ", all), rule -> alternatives(rule).equals(wanted));
    }

    /** As {@link PolicyAssert#noSpellingIsWeaker}, for the spellings of this path. */
    public PolicyAssert hasNoWeakerSpelling() {
        new SpellingCheck(policy, asserted.ignored()).of(methods, path);
        return asserted;
    }

    /** Checks every method; the failure names the first that does not comply. */
    NeedAssert expect(String what, Predicate<Optional<Rule>> holds) {
        for (String method : methods) {
            Optional<Rule> rule = policy.ruleFor(method, path);
            if (!holds.test(rule)) {
                throw new AssertionError(method + " " + path + " was expected to be one that " + what + ", but it is "
                        + Wording.decidedBy(policy, rule));
            }
        }
        return new NeedAssert(asserted, this);
    }

    String path() {
        return path;
    }

    private static boolean isOpen(Optional<Rule> rule) {
        return rule.filter(each -> each.requirement().isOpen()).isPresent();
    }

    private static Set<Set<String>> alternatives(Optional<Rule> rule) {
        return rule.map(each -> Set.copyOf(each.requirement().alternatives())).orElse(Set.of());
    }
}
