package io.github.bearergate;

import io.github.bearergate.GuardEvent.ValidatedToken;
import io.github.bearergate.jose.CompactJws;
import io.github.bearergate.jose.KnownHeaders;
import io.github.bearergate.jose.Signatures;
import io.github.bearergate.jose.UnverifiedClaims;
import io.github.bearergate.spi.Algorithm;
import io.github.bearergate.spi.RevocationList;
import io.github.bearergate.store.MemoStatistics;
import io.github.bearergate.store.TokenDigest;
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

    /** What is found of a text that RFC 6750 does not let be a token. */
    static final ValidationResult NO_TOKEN = Refusals.of(Reason.MALFORMED_HEADER);

    private final Map<String, IssuerGate> issuers;
    private final KnownHeaders headers = new KnownHeaders();
    private final Optional<TokenMemory> memory;
    private final Clock clock;

    TokenValidator(
            List<TrustedIssuer> issuers, Signatures signatures, RevocationList revocations, int memoSize, Clock clock) {
        this.issuers = issuers.stream()
                .collect(Collectors.toUnmodifiableMap(
                        issuer -> issuer.policy().issuer(), issuer -> new IssuerGate(issuer, signatures, revocations)));
        this.memory = memoSize > 0 ? Optional.of(new TokenMemory(memoSize)) : Optional.empty();
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
        return new TokenValidator(issuers, new Signatures(), (issuer, jti) -> false, 0, clock);
    }

    /** Validates the text of one token, without the scheme in front of it. */
    public ValidationResult validate(String token) {
        if (token.length() > LONGEST_TOKEN) {
            return Refusals.of(Reason.TOKEN_TOO_LARGE);
        }
        ValidationResult result = validate(new BearerToken(token, 0)).result();
        return result.equals(NO_TOKEN) ? Refusals.of(Reason.MALFORMED_TOKEN) : result;
    }

    /**
     * Validates a token that was presented rightly, and tells how that went: {@link Reason#MALFORMED_HEADER} when its characters are not
     * those of a token.
     */
    ValidatedToken validate(BearerToken token) {
        long start = System.nanoTime();
        long now = Math.floorDiv(clock.millis(), 1_000L);
        Attempt attempt = memory.isPresent()
                ? validateRemembering(memory.get(), token, now)
                : validateAfresh(token, now, SignatureStep.ALWAYS);
        return attempt.timedFrom(start);
    }

    MemoStatistics memo() {
        return memory.map(TokenMemory::statistics).orElse(MemoStatistics.NONE);
    }

    private Attempt validateRemembering(TokenMemory tokens, BearerToken token, long now) {
        TokenDigest digest = TokenDigest.of(token.field(), token.start());
        if (digest == null) {
            return Attempt.refused(Reason.MALFORMED_HEADER);
        }
        Attempt known = tokens.recall(digest, now);
        return known != null
                ? known
                : validateAfresh(token, now, verification -> tokens.once(digest, now, verification));
    }

    /** The pipeline: each step is reached only through the one before it. */
    private Attempt validateAfresh(BearerToken token, long now, SignatureStep step) {
        byte[] characters = AuthorizationHeader.characters(token.field());
        Optional<CompactJws> parsed = CompactJws.parse(characters, token.start(), headers);
        if (parsed.isEmpty()) {
            // Three parts of base64url are of RFC 6750's characters; what is not may be of others.
            return Attempt.refused(
                    AuthorizationHeader.isB64token(characters, token.start())
                            ? Reason.MALFORMED_TOKEN
                            : Reason.MALFORMED_HEADER);
        }
        CompactJws jws = parsed.get();
        if (jws.header().hasForbiddenMember()) {
            return Attempt.refused(Reason.FORBIDDEN_HEADER);
        }
        Optional<Algorithm> algorithm = jws.header().namedAlgorithm();
        if (algorithm.isEmpty()) {
            return Attempt.refused(Reason.ALGORITHM_NOT_ALLOWED);
        }
        Optional<UnverifiedClaims> claims = jws.claims();
        if (claims.isEmpty()) {
            return Attempt.refused(Reason.MALFORMED_TOKEN);
        }
        IssuerGate issuer = claims.get().issuer().map(issuers::get).orElse(null);
        if (issuer == null) {
            return Attempt.refused(Reason.UNKNOWN_ISSUER);
        }
        Attempt attempt = issuer.check(jws, claims.get(), algorithm.get(), step, now);
        if (attempt.verified().isPresent()) {
            headers.remember(jws);
        }
        return attempt;
    }
}
