package io.github.bearergate;

import io.github.bearergate.jose.Claims;
import io.github.bearergate.jose.CompactJws;
import io.github.bearergate.jose.JwsHeader;
import io.github.bearergate.jose.Signatures;
import io.github.bearergate.jose.UnverifiedClaims;
import io.github.bearergate.policy.IssuerPolicy;
import io.github.bearergate.spi.Algorithm;
import io.github.bearergate.spi.KeyQuery;
import io.github.bearergate.spi.KeySource;
import io.github.bearergate.spi.RevocationList;
import io.github.bearergate.spi.SourceUnavailableException;
import io.github.bearergate.spi.VerificationKey;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The checks of one issuer, from the moment its name was read from a token: type, algorithm, key, signature, claims. */
final class IssuerGate {
    /** Candidates that are tried for one token, so that a set of equal kids cannot be made to cost more. */
    private static final int MOST_CANDIDATES = 4;

    private final IssuerPolicy policy;
    private final KeySource keys;
    private final Signatures signatures;
    private final RevocationList revocations;
    private final ClaimsCheck claimsCheck;
    private final TokenTypes types;
    private final Set<String> audiences;

    IssuerGate(TrustedIssuer issuer, Signatures signatures, RevocationList revocations) {
        this.policy = issuer.policy();
        this.keys = issuer.keys();
        this.signatures = signatures;
        this.revocations = revocations;
        this.claimsCheck = new ClaimsCheck(policy);
        this.types = TokenTypes.of(policy.profile());
        this.audiences = Set.copyOf(policy.audience());
    }

    String alias() {
        return policy.alias();
    }

    Duration leeway() {
        return policy.leeway();
    }

    Attempt check(CompactJws token, UnverifiedClaims claims, Algorithm algorithm, SignatureStep step, long now) {
        JwsHeader header = token.header();
        if (!policy.algorithms().contains(algorithm)) {
            return refused(Reason.ALGORITHM_NOT_ALLOWED);
        }
        if (!types.allow(header.type())) {
            return refused(Reason.WRONG_TYPE);
        }
        boolean worthFetching = claims.worthFetchingKeysFor(audiences, now, leeway().toSeconds());
        KeyQuery query = new KeyQuery(header.kid(), algorithm, worthFetching);
        List<VerificationKey> candidates;
        try {
            candidates = keys.find(query);
        } catch (SourceUnavailableException e) {
            return Attempt.of(new ValidationResult.Unavailable(Outage.KEYS, e.retryAfter()), alias());
        }
        return candidates.isEmpty()
                ? refused(Reason.UNKNOWN_KEY)
                : step.run(() -> verify(token, claims, query, candidates, now));
    }

    /** Repeats for a remembered token all that can change; null when its key is no longer among the live ones. */
    @Nullable
    Attempt checkAgain(VerifiedToken remembered, long now) {
        try {
            if (!keys.find(remembered.query()).contains(remembered.key())) {
                return null;
            }
        } catch (SourceUnavailableException e) {
            return Attempt.remembered(new ValidationResult.Unavailable(Outage.KEYS, e.retryAfter()), alias());
        }
        Reason problem = claimsCheck.problemAt(remembered.valid().token().times(), now);
        if (problem != null) {
            return Attempt.remembered(Refusals.of(problem), alias());
        }
        ValidationResult revoked = revocation(remembered.valid());
        return revoked == null ? remembered.stillValid() : Attempt.remembered(revoked, alias());
    }

    private Attempt verify(
            CompactJws token, UnverifiedClaims unverified, KeyQuery query, List<VerificationKey> candidates, long now) {
        int tries = Math.min(candidates.size(), MOST_CANDIDATES);
        for (VerificationKey key : candidates.subList(0, tries)) {
            Optional<Claims> claims = signatures.verify(unverified, key, query.algorithm());
            if (claims.isPresent()) {
                return checkClaims(token, claims.get(), query, key, now);
            }
        }
        return refused(Reason.BAD_SIGNATURE);
    }

    private Attempt checkClaims(CompactJws token, Claims claims, KeyQuery query, VerificationKey key, long now) {
        ValidationResult result = claimsCheck.check(claims, token.header().type(), query.algorithm(), key, now);
        if (!(result instanceof ValidationResult.Valid valid)) {
            return Attempt.of(result, alias());
        }
        KeyQuery later = new KeyQuery(query.kid(), query.algorithm(), false);
        VerifiedToken verified =
                new VerifiedToken(valid, this, later, key, token.payloadLength(), Attempt.remembered(valid, alias()));
        ValidationResult revoked = revocation(valid);
        return new Attempt(revoked == null ? valid : revoked, alias(), Optional.of(verified), false);
    }

    /** What the revocation list has against a token; null when nothing. */
    private @Nullable ValidationResult revocation(ValidationResult.Valid valid) {
        AccessToken token = valid.token();
        Optional<String> id = token.id();
        try {
            return id.isPresent() && revocations.isRevoked(token.issuer(), id.get())
                    ? Refusals.of(Reason.REVOKED)
                    : null;
        } catch (SourceUnavailableException e) {
            return new ValidationResult.Unavailable(Outage.REVOCATION, e.retryAfter());
        }
    }

    private Attempt refused(Reason reason) {
        return Attempt.of(Refusals.of(reason), alias());
    }
}
