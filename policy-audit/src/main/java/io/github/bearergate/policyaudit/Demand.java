package io.github.bearergate.policyaudit;

import io.github.bearergate.policy.Policy;
import io.github.bearergate.policy.Rule;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** What an assertion demands of every request it speaks of. */
sealed interface Demand {
    /**
     * Looks for a caller who breaks it.
     *
     * @param rule the rule that decides; empty when none matches
     * @param path a request's path
     * @return who gets in although nobody like that should; a caller without a token also where somebody should get in and nobody
     *     does
     */
    Optional<Caller> breach(Policy policy, Optional<Rule> rule, String path);

    private static Optional<Caller> first(Policy policy, Optional<Rule> rule, String path, Predicate<Caller> breaks) {
        return rule.stream()
                .flatMap(each -> Callers.least(policy, each, path).stream())
                .filter(breaks)
                .findFirst();
    }

    /** Nobody gets in without a token. */
    record Token() implements Demand {
        @Override
        public Optional<Caller> breach(Policy policy, Optional<Rule> rule, String path) {
            return first(policy, rule, path, caller -> caller.issuer().isEmpty());
        }
    }

    /** Nobody gets in at all. */
    record Denied() implements Demand {
        @Override
        public Optional<Caller> breach(Policy policy, Optional<Rule> rule, String path) {
            return first(policy, rule, path, caller -> true);
        }
    }

    /** Everybody gets in. */
    record Open() implements Demand {
        @Override
        public Optional<Caller> breach(Policy policy, Optional<Rule> rule, String path) {
            boolean open = rule.filter(each -> each.requirement().isOpen()).isPresent();
            return open ? Optional.empty() : Optional.of(Caller.ANYONE);
        }
    }

    /**
     * Nobody gets in whose token lacks all of these.
     *
     * @param scopes the scopes, or their endings
     * @param endings whether they are endings
     */
    record OneOf(List<String> scopes, boolean endings) implements Demand {
        @Override
        public Optional<Caller> breach(Policy policy, Optional<Rule> rule, String path) {
            return first(policy, rule, path, caller -> caller.scopes().stream().noneMatch(this::suffices));
        }

        private boolean suffices(String held) {
            return scopes.stream().anyMatch(scope -> endings ? held.endsWith(scope) : held.equals(scope));
        }
    }

    /**
     * Nobody gets in whose token lacks one of these.
     *
     * @param scopes the scopes
     */
    record AllOf(Set<String> scopes) implements Demand {
        @Override
        public Optional<Caller> breach(Policy policy, Optional<Rule> rule, String path) {
            return first(policy, rule, path, caller -> !caller.scopes().containsAll(scopes));
        }
    }

    /**
     * Nobody gets in but with a token of one of these.
     *
     * @param issuers the issuers
     */
    record OnlyIssuers(Set<String> issuers) implements Demand {
        @Override
        public Optional<Caller> breach(Policy policy, Optional<Rule> rule, String path) {
            return first(
                    policy,
                    rule,
                    path,
                    caller -> !caller.issuer().filter(issuers::contains).isPresent());
        }
    }
}
