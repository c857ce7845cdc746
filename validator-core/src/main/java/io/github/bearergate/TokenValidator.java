package io.github.bearergate;

import io.github.bearergate.GuardEvent.ValidatedToken;
import io.github.bearergate.jose.CompactJws;
import io.github.bearergate.jose.Signatures;
import io.github.bearergate.jose.UnverifiedClaims;
import io.github.bearergate.spi.Algorithm;
import io.github.bearergate.spi.RevocationList;
import io.github.bearergate.store.MemoStatistics;
import io.github.bearergate.store.TokenDigest;
import io.github.bearergate.store.VerifiedTokens;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Tells whether an access token is genuine, fresh and meant for this API (RFC 9068 section 4, RFC 8725).
 *
 * <p>What a valid token may do is not decided here but by the policy's rule. Thread-safe; nothing that a token can hold makes it
 * throw.
 */
public final class TokenValidator {
    /** The longest token that is looked at, in characters. */
    public static final int LONGEST_TOKEN = 16_384;

    private final Map<String, IssuerGate> issuers;
    private final VerifiedTokens<VerifiedToken> memo;
    private final boolean remembers;
    private final Clock clock;

    TokenValidator(List<TrustedIssuer> issuers, RevocationList revocations, int memoSize, Clock clock) {
        Signatures signatures = new Signatures();
        this.issuers = issuers.stream()
                .collect(Collectors.toUnmodifiableMap(
                        issuer -> issuer.policy().issuer(), issuer -> new IssuerGate(issuer, signatures, revocations)));
        this.memo = new VerifiedTokens<>(memoSize);
        this.remembers = memoSize > 0;
        this.clock = clock;
    }

    /**
     * Makes a validator for callers that have no HTTP request at hand: no revocation list, no memory of verified tokens.
     *
     * @param issuers whose tokens are accepted; at least one
     * @param clock tells the time for expiry and the like
     */
    public static TokenValidator of(List<TrustedIssuer> issuers, Clock clock) {
        if (issuers.isEmpty()) {
            throw new IllegalArgumentException("a validator needs at least one trusted issuer");
        }
        return new TokenValidator(issuers, (issuer, jti) -> false, 0, clock);
    }

    /** Validates the text of one token, without the scheme in front of it. */
    public ValidationResult validate(String token) {
        if (token.length() > LONGEST_TOKEN) {
            return Refusals.of(Reason.TOKEN_TOO_LARGE);
        }
        return AuthorizationHeader.isB64token(token, 0)
                ? validate(new BearerToken(token)).result()
                : Refusals.of(Reason.MALFORMED_TOKEN);
    }

    /** Validates a token that was presented rightly, and tells how that went. */
    ValidatedToken validate(BearerToken token) {
        long start = System.nanoTime();
        long now = Math.floorDiv(clock.millis(), 1_000L);
        return remembers
                ? validateRemembering(token, now, start)
                : validateAfresh(token, now).timedFrom(start);
    }

    MemoStatistics memo() {
        return memo.statistics();
    }

    private ValidatedToken validateRemembering(BearerToken token, long now, long start) {
        TokenDigest digest = TokenDigest.of(token.text());
        Optional<VerifiedToken> known = memo.find(digest);
        if (known.isPresent()) {
            Optional<ValidationResult> again = known.get().checkAgain(now);
            if (again.isPresent()) {
                return new ValidatedToken(again.get(), known.get().alias(), true, System.nanoTime() - start);
            }
            memo.forget(digest);
        }
        Attempt attempt = validateAfresh(token, now);
        attempt.verified().ifPresent(verified -> memo.remember(digest, verified, verified.remainingAt(now)));
        return attempt.timedFrom(start);
    }

    /** The pipeline: each step is reached only through the one before it. */
    private Attempt validateAfresh(BearerToken token, long now) {
        Optional<CompactJws> parsed = CompactJws.parse(token.text());
        if (parsed.isEmpty()) {
            return Attempt.refused(Reason.MALFORMED_TOKEN);
        }
        CompactJws jws = parsed.get();
        if (jws.header().hasForbiddenMember()) {
            return Attempt.refused(Reason.FORBIDDEN_HEADER);
        }
        Optional<Algorithm> algorithm = jws.header().algorithm().flatMap(Algorithm::named);
        if (algorithm.isEmpty()) {
            return Attempt.refused(Reason.ALGORITHM_NOT_ALLOWED);
        }
        Optional<UnverifiedClaims> claims = jws.claims();
        if (claims.isEmpty()) {
            return Attempt.refused(Reason.MALFORMED_TOKEN);
        }
        IssuerGate issuer = claims.get().issuer().map(issuers::get).orElse(null);
        return issuer == null
                ? Attempt.refused(Reason.UNKNOWN_ISSUER)
                : issuer.check(jws.header(), claims.get(), algorithm.get(), now);
    }
}
