package io.github.bearergate;

import io.github.bearergate.jose.Claims;
import io.github.bearergate.policy.ClaimPath;
import io.github.bearergate.policy.IssuerPolicy;
import io.github.bearergate.policy.Profile;
import io.github.bearergate.spi.Algorithm;
import io.github.bearergate.spi.VerificationKey;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What one issuer's tokens must claim (RFC 7519 section 4.1, RFC 9068 section 4), asked of tokens whose signature verified.
 *
 * <p>Every claim is read as the JSON type its definition says, without coercion; a claim that is null is absent.
 */
final class ClaimsCheck {
    private static final List<String> STRINGS = List.of("sub", "client_id", "azp", "jti");
    private static final List<String> REQUIRED_BY_RFC9068 = List.of("sub", "client_id", "iat", "jti");

    private final IssuerPolicy policy;
    private final long leeway;
    private final long longestLifetime;
    private final ScopeReader scopes;

    ClaimsCheck(IssuerPolicy policy) {
        this.policy = policy;
        this.leeway = policy.leeway().toSeconds();
        this.longestLifetime = policy.lifetime().toSeconds();
        this.scopes = new ScopeReader(policy.scopeClaim(), policy.grants());
    }

    /** Checks all claims: a valid token, or the first reason against it in the order of this class. */
    ValidationResult check(Claims claims, Optional<String> type, Algorithm algorithm, VerificationKey key, long now) {
        if (policy.profile() == Profile.GENERAL && OtherTokenKinds.include(claims, type)) {
            return Refusals.of(Reason.WRONG_TYPE);
        }
        if (!claims.get("iss").filter(policy.issuer()::equals).isPresent()) {
            return Refusals.of(Reason.UNKNOWN_ISSUER);
        }
        NumericDate expiry = NumericDate.read(claims.get("exp"));
        NumericDate notBefore = NumericDate.read(claims.get("nbf"));
        NumericDate issuedAt = NumericDate.read(claims.get("iat"));
        if (expiry.isAbsent()) {
            return Refusals.of(Reason.MISSING_CLAIM);
        }
        if (expiry.isMistyped() || notBefore.isMistyped() || issuedAt.isMistyped()) {
            return Refusals.of(Reason.MISTYPED_CLAIM);
        }
        TokenTimes times = new TokenTimes(expiry.seconds(), notBefore.seconds(), issuedAt.seconds());
        Reason timeProblem = problemAt(times, now);
        return timeProblem == null ? checkRest(claims, times, algorithm, key) : Refusals.of(timeProblem);
    }

    /** What is wrong with a token's times now; null when nothing is. */
    @Nullable
    Reason problemAt(TokenTimes times, long now) {
        return times.problemAt(now, leeway, longestLifetime);
    }

    private ValidationResult checkRest(Claims claims, TokenTimes times, Algorithm algorithm, VerificationKey key) {
        Optional<Object> audienceClaim = claims.get("aud");
        if (audienceClaim.isEmpty()) {
            return Refusals.of(Reason.MISSING_CLAIM);
        }
        List<String> audience = ClaimValues.stringOrStrings(audienceClaim.get());
        if (audience == null) {
            return Refusals.of(Reason.MISTYPED_CLAIM);
        }
        if (audience.stream().noneMatch(policy.audience()::contains)) {
            return Refusals.of(Reason.WRONG_AUDIENCE);
        }
        Map<String, Object> present = withoutNulls(claims);
        if (lacksRequiredClaim(present)) {
            return Refusals.of(Reason.MISSING_CLAIM);
        }
        Set<String> granted = scopes.read(present);
        if (granted == null || hasMistypedString(present)) {
            return Refusals.of(Reason.MISTYPED_CLAIM);
        }
        // RFC 7800 section 3.1: a token that is bound to a key must not be accepted as a bearer token, however it says
        // so.
        if (claims.has("cnf")) {
            return Refusals.of(Reason.UNSUPPORTED_CONFIRMATION);
        }
        return new ValidationResult.Valid(
                new AccessToken(policy.issuer(), present, granted, audience, times, algorithm, key.kid()));
    }

    private boolean lacksRequiredClaim(Map<String, Object> claims) {
        if (policy.profile() == Profile.RFC9068 && !claims.keySet().containsAll(REQUIRED_BY_RFC9068)) {
            return true;
        }
        for (ClaimPath required : policy.requires()) {
            if (required.read(claims) == null) {
                return true;
            }
        }
        return false;
    }

    private static boolean hasMistypedString(Map<String, Object> claims) {
        for (String name : STRINGS) {
            Object value = claims.get(name);
            if (value != null && !(value instanceof String)) {
                return true;
            }
        }
        return false;
    }

    private static Map<String, Object> withoutNulls(Claims claims) {
        if (!claims.members().containsValue(null)) {
            return claims.members();
        }
        Map<String, Object> present = new LinkedHashMap<>(claims.members());
        present.values().removeIf(value -> value == null);
        return Collections.unmodifiableMap(present);
    }
}
