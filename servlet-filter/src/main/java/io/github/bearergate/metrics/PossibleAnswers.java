package io.github.bearergate.metrics;

import io.github.bearergate.Reason;
import io.github.bearergate.policy.Requirement;
import io.github.bearergate.policy.Rule;
import java.util.EnumSet;
import java.util.Set;

/**
 * What can be answered to a request that a rule decides, or that none does.
 *
 * @param allows whether a request can pass
 * @param looksAtTokens whether the request's token is looked at
 * @param refusals the reasons that a refusal can have
 */
record PossibleAnswers(boolean allows, boolean looksAtTokens, Set<Reason> refusals) {
    /** Answers that say something about the rule, not about the token or the request's form. */
    private static final Set<Reason> OF_RULES =
            EnumSet.of(Reason.INSUFFICIENT_SCOPE, Reason.CLAIM_MISMATCH, Reason.DENIED_BY_POLICY);

    static PossibleAnswers withoutRule() {
        Set<Reason> refusals = ofTokens();
        refusals.add(Reason.AMBIGUOUS_PATH);
        refusals.add(Reason.DENIED_BY_POLICY);
        return new PossibleAnswers(false, true, refusals);
    }

    static PossibleAnswers of(Rule rule) {
        Requirement requirement = rule.requirement();
        if (requirement.isOpen()) {
            return new PossibleAnswers(true, false, EnumSet.noneOf(Reason.class));
        }
        boolean denied = requirement instanceof Requirement.Denied;
        Set<Reason> refusals = ofTokens();
        if (denied) {
            refusals.add(Reason.DENIED_BY_POLICY);
        }
        if (!requirement.scopes().isEmpty()) {
            refusals.add(Reason.INSUFFICIENT_SCOPE);
        }
        if (!requirement.tests().isEmpty()) {
            refusals.add(Reason.CLAIM_MISMATCH);
        }
        return new PossibleAnswers(!denied, true, refusals);
    }

    /** The answers that a rule gives on an ordinary day: where a dashboard or an alarm would miss the first one. */
    static PossibleAnswers usual(Rule rule) {
        PossibleAnswers all = of(rule);
        Set<Reason> usual = EnumSet.copyOf(OF_RULES);
        usual.add(Reason.MISSING_TOKEN);
        usual.add(Reason.EXPIRED);
        usual.retainAll(all.refusals());
        return new PossibleAnswers(all.allows(), all.looksAtTokens(), usual);
    }

    private static Set<Reason> ofTokens() {
        Set<Reason> reasons = EnumSet.allOf(Reason.class);
        reasons.removeAll(OF_RULES);
        reasons.remove(Reason.AMBIGUOUS_PATH);
        return reasons;
    }
}
