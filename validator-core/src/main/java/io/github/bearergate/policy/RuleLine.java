package io.github.bearergate.policy;

import io.github.bearergate.policy.ClaimTest.Relation;
import io.github.bearergate.policy.RuleDraft.Form;
import io.github.bearergate.policy.RuleDraft.RequirementDraft;
import io.github.bearergate.policy.RuleDraft.TestDraft;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A rule of a policy written in Java, checked when {@link Policy#of} puts the lines together. Immutable. */
public final class RuleLine extends PolicyLine {
    private final List<String> methods;
    private final String path;
    private final RequirementDraft requirement;

    private RuleLine(List<String> methods, String path, RequirementDraft requirement) {
        this.methods = methods;
        this.path = path;
        this.requirement = requirement;
    }

    @Override
    void addTo(PolicyAssembler policy, Problems problems) {
        policy.add(new RuleDraft(0, methods, path, Optional.of(requirement)));
    }

    /**
     * Begins a test: {@code where CLAIM ...}. All tests of a rule must pass.
     *
     * @param claim a top-level claim by its exact name, else a dotted path
     */
    public Where where(String claim) {
        return new Where(this, claim);
    }

    private RuleLine and(TestDraft test) {
        List<TestDraft> tests =
                Stream.concat(requirement.tests().stream(), Stream.of(test)).toList();
        return new RuleLine(methods, path, new RequirementDraft(requirement.form(), requirement.scopes(), tests));
    }

    /** The methods of a rule, which still lacks its path. */
    public static final class OfMethods {
        private final List<String> methods;

        OfMethods(List<String> methods) {
            this.methods = methods;
        }

        /** Names the path, as a policy writes it. */
        public OfRequests on(String path) {
            return new OfRequests(methods, path);
        }
    }

    /** The methods and path of a rule, which still lacks what it asks. */
    public static final class OfRequests {
        private final List<String> methods;
        private final String path;

        OfRequests(List<String> methods, String path) {
            this.methods = methods;
            this.path = path;
        }

        /** {@code is open}: no token is asked for, or looked at. */
        public PolicyLine isOpen() {
            return with(Form.OPEN);
        }

        /** {@code is denied}: nobody passes. */
        public PolicyLine isDenied() {
            return with(Form.DENIED);
        }

        /** {@code needs a valid token}. */
        public RuleLine needsValidToken() {
            return with(Form.VALID_TOKEN);
        }

        /** {@code needs SCOPE}. */
        public RuleLine needs(String scope) {
            return with(Form.ALL_SCOPES, scope);
        }

        /** {@code needs SCOPE and SCOPE ...}. */
        public RuleLine needsAll(String... scopes) {
            return with(Form.ALL_SCOPES, scopes);
        }

        /** {@code needs SCOPE or SCOPE ...}. */
        public RuleLine needsAny(String... scopes) {
            return with(Form.ANY_SCOPE, scopes);
        }

        private RuleLine with(Form form, String... scopes) {
            return new RuleLine(methods, path, new RequirementDraft(form, List.of(scopes), List.of()));
        }
    }

    /** A test of a rule, which still lacks what its claim is compared with. */
    public static final class Where {
        private final RuleLine rule;
        private final String claim;

        Where(RuleLine rule, String claim) {
            this.rule = rule;
            this.claim = claim;
        }

        /** The claim is this JSON string. */
        public RuleLine is(String text) {
            return rule.and(new TestDraft(claim, Relation.IS, text, false));
        }

        /** The claim is an array of strings that contains this one. */
        public RuleLine has(String text) {
            return rule.and(new TestDraft(claim, Relation.HAS, text, false));
        }

        /** The claim is the segment of the request's path that the rule's path names so. */
        public RuleLine isVariable(String name) {
            return rule.and(new TestDraft(claim, Relation.IS, name, true));
        }

        /** The claim is an array of strings that contains the segment that the rule's path names so. */
        public RuleLine hasVariable(String name) {
            return rule.and(new TestDraft(claim, Relation.HAS, name, true));
        }
    }
}
