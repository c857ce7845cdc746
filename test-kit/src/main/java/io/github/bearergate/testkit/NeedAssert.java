package io.github.bearergate.testkit;

import io.github.bearergate.policy.ClaimTest;
import io.github.bearergate.policy.ClaimTest.Relation;
import io.github.bearergate.policy.Rule;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** What is asserted of the claims that a request's rule tests, before the next request. Immutable. */
public final class NeedAssert extends PolicyAssert {
    private final RequestAssert request;

    NeedAssert(PolicyAssert asserted, RequestAssert request) {
        super(asserted.policy(), asserted.ignored());
        this.request = request;
    }

    /** Begins an assertion about a test of the rule's {@code where}. */
    public Claim where(String claim) {
        return new Claim(request, claim);
    }

    /** The rule tests no claims: the scopes are all that is needed. */
    public NeedAssert withoutWhere() {
        return request.expect("tests no claims", rule -> tests(rule).isEmpty());
    }

    private static List<ClaimTest> tests(Optional<Rule> rule) {
        return rule.map(each -> each.requirement().tests()).orElse(List.of());
    }

    /** A claim whose test is asserted. */
    public static final class Claim {
        private final RequestAssert request;
        private final String claim;

        private Claim(RequestAssert request, String claim) {
            this.request = request;
            this.claim = claim;
        }

        /** The claim must be this string for this path, whether the rule says so or names a segment of the path. */
        public NeedAssert is(String value) {
            return expect(Relation.IS, value, test -> test.value().equalsIn(request.path(), value));
        }

        /** The claim must be an array of strings that contains this one for this path. */
        public NeedAssert has(String value) {
            return expect(Relation.HAS, value, test -> test.value().equalsIn(request.path(), value));
        }

        /** The claim must be the segment of the path that the rule calls by this name. */
        public NeedAssert isVariable(String name) {
            return expect(Relation.IS, "{" + name + "}", test -> isVariable(test, name));
        }

        /** The claim must be an array of strings that contains the segment of the path that the rule calls by this name. */
        public NeedAssert hasVariable(String name) {
            return expect(Relation.HAS, "{" + name + "}", test -> isVariable(test, name));
        }

        private static boolean isVariable(ClaimTest test, String name) {
            return test.value() instanceof ClaimTest.Value.PathVariable variable
                    && variable.name().equals(name);
        }

        private NeedAssert expect(Relation relation, String value, Predicate<ClaimTest> holds) {
            return request.expect(
                    "tests where " + claim + " " + relation.word() + " " + value,
                    rule -> tests(rule).stream()
                            .anyMatch(test -> test.claim().text().equals(claim)
                                    && test.relation() == relation
                                    && holds.test(test)));
        }
    }
}
