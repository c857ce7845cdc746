package io.github.bearergate;

import io.github.bearergate.GuardEvent.ValidatedToken;
import io.github.bearergate.jwks.JwksKeySource;
import io.github.bearergate.jwks.KeySourceStatus;
import io.github.bearergate.policy.Policy;
import io.github.bearergate.policy.Rule;
import io.github.bearergate.store.MemoStatistics;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The gate: decides about each request as one policy says.
 *
 * <p>Thread-safe and free of locks on the way of a request. Deciding never throws for anything that the network can send.
 * Closing it ends the fetching of keys; nothing may be decided after that.
 */
public final class RequestGuard implements AutoCloseable {
    private final Policy policy;
    private final TokenValidator validator;
    private final Map<String, JwksKeySource> fetchedKeys;
    private final Announcer announcer;

    RequestGuard(Policy policy, TokenValidator validator, Map<String, JwksKeySource> fetchedKeys, Announcer announcer) {
        this.policy = policy;
        this.validator = validator;
        this.fetchedKeys = fetchedKeys;
        this.announcer = announcer;
    }

    /** Makes a guard with the defaults: the system's clock, keys fetched as the policy says, 10,000 tokens remembered. */
    public static RequestGuard of(Policy policy) {
        return builder(policy).build();
    }

    /** Starts a guard that differs from the defaults. */
    public static RequestGuardBuilder builder(Policy policy) {
        return new RequestGuardBuilder(policy);
    }

    /**
     * Decides about a request from its method, path and Authorization fields, and tells the listeners.
     *
     * <p>A rule that is open lets the request through without a look at its credentials. Otherwise the token is validated before
     * the rule's demand, also where no rule matches, so that answers do not tell which paths exist.
     */
    public Decision decide(ApiRequest request) {
        if (request.path().isEmpty()) {
            return announce(request, deny(Optional.empty(), Reason.AMBIGUOUS_PATH), Optional.empty());
        }
        Optional<Rule> rule = policy.ruleFor(request.method(), request.path().get());
        if (rule.isPresent() && rule.get().requirement().isOpen()) {
            return announce(request, new Decision.Allow(rule, Optional.empty()), Optional.empty());
        }
        return AuthorizationHeader.read(
                request.authorization(),
                token -> decideByToken(request, rule, token),
                reason -> announce(request, deny(rule, reason), Optional.empty()));
    }

    /**
     * Decides about another path for a token that was already accepted for this request: a servlet's forward, include or
     * asynchronous dispatch. The token is not read again, and its times are not looked at again.
     *
     * @param request the method and the path that is dispatched to
     * @param accepted the token of the first decision; empty when the first rule was open
     */
    public Decision reauthorise(ApiRequest request, Optional<AccessToken> accepted) {
        if (request.path().isEmpty()) {
            return announce(request, deny(Optional.empty(), Reason.AMBIGUOUS_PATH), Optional.empty());
        }
        String path = request.path().get();
        Optional<Rule> rule = policy.ruleFor(request.method(), path);
        Decision decision;
        if (rule.isPresent() && rule.get().requirement().isOpen()) {
            decision = new Decision.Allow(rule, accepted);
        } else if (accepted.isEmpty()) {
            decision = deny(rule, Reason.MISSING_TOKEN);
        } else {
            decision = judge(path, rule, accepted.get());
        }
        return announce(request, decision, Optional.empty());
    }

    /** The policy that is enforced. */
    public Policy policy() {
        return policy;
    }

    /**
     * Whether tokens can be validated: true once one issuer has keys, and from then on, since an outage of the provider must not
     * remove every instance at once; also true when the policy names no issuer or all keys come from the caller.
     */
    public boolean ready() {
        return fetchedKeys.isEmpty()
                || fetchedKeys.values().stream()
                        .anyMatch(source -> source.status().ready());
    }

    /** How the keys of each issuer fare that are fetched by the guard; sources given by the caller are not among them. */
    public List<KeySourceStatus> keySources() {
        return fetchedKeys.values().stream().map(JwksKeySource::status).toList();
    }

    /** The source of an issuer's keys, for operators: deny a key, refresh, purge. Empty when the caller gave its own. */
    public Optional<JwksKeySource> keySource(String issuer) {
        return Optional.ofNullable(fetchedKeys.get(issuer));
    }

    /** How the memory of verified tokens serves; all zero when it is turned off. */
    public MemoStatistics memo() {
        return validator.memo();
    }

    /** Ends the fetching of keys, within two seconds; calling it again does nothing. */
    @Override
    public void close() {
        Collection<JwksKeySource> sources = fetchedKeys.values();
        sources.forEach(JwksKeySource::close);
    }

    private Decision decideByToken(ApiRequest request, Optional<Rule> rule, BearerToken token) {
        ValidatedToken validated = validator.validate(token);
        if (validated.result().equals(TokenValidator.NO_TOKEN)) {
            return announce(request, deny(rule, Reason.MALFORMED_HEADER), Optional.empty());
        }
        Decision decision = validated
                .result()
                .fold(
                        accepted -> judge(request.path().orElseThrow(), rule, accepted),
                        reason -> deny(rule, reason),
                        (outage, retryAfter) -> new Decision.Unavailable(rule, outage, retryAfter));
        return announce(request, decision, Optional.of(validated));
    }

    private static Decision judge(String path, Optional<Rule> rule, AccessToken token) {
        if (rule.isEmpty()) {
            return deny(rule, Reason.DENIED_BY_POLICY);
        }
        return switch (rule.get().judge(token.scopes(), token.claims(), path)) {
            case SATISFIED -> new Decision.Allow(rule, Optional.of(token));
            case DENIED -> deny(rule, Reason.DENIED_BY_POLICY);
            case INSUFFICIENT_SCOPE -> deny(rule, Reason.INSUFFICIENT_SCOPE);
            case CLAIM_MISMATCH -> deny(rule, Reason.CLAIM_MISMATCH);
        };
    }

    private static Decision deny(Optional<Rule> rule, Reason reason) {
        return new Decision.Deny(rule, reason, Challenge.of(reason, rule));
    }

    private Decision announce(ApiRequest request, Decision decision, Optional<ValidatedToken> validated) {
        announcer.decided(new GuardEvent(request, decision, validated, policy.digest()));
        return decision;
    }
}
