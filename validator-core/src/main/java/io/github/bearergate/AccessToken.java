package io.github.bearergate;

import io.github.bearergate.spi.Algorithm;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * An access token that is genuine, fresh and meant for this API.
 *
 * <p>Only a {@link TokenValidator} makes one: holding it is the proof. Immutable, and without the token's text. A subject is
 * unique only together with its issuer (RFC 7519 section 4.1.2). A client may choose its own name: never take {@link #clientId}
 * for a user (RFC 9700 section 4.15).
 */
public final class AccessToken {
    private final String issuer;
    private final Map<String, Object> claims;
    private final Set<String> scopes;
    private final List<String> audience;
    private final TokenTimes times;
    private final Algorithm algorithm;
    private final Optional<String> keyId;

    /** Package-private: that is the security property. */
    AccessToken(
            String issuer,
            Map<String, Object> claims,
            Set<String> scopes,
            List<String> audience,
            TokenTimes times,
            Algorithm algorithm,
            Optional<String> keyId) {
        this.issuer = issuer;
        this.claims = claims;
        this.scopes = scopes;
        this.audience = audience;
        this.times = times;
        this.algorithm = algorithm;
        this.keyId = keyId;
    }

    /** Who issued the token: the {@code iss} claim, equal to an issuer of the policy. */
    public String issuer() {
        return issuer;
    }

    /** Whom the token speaks for: the {@code sub} claim; machine tokens may lack it. */
    public Optional<String> subject() {
        return text("sub");
    }

    /** The client that was granted the token: {@code client_id} (RFC 9068 section 2.2), else {@code azp}. */
    public Optional<String> clientId() {
        return text("client_id").or(() -> text("azp"));
    }

    /** A name for logs and principals: the subject, else the client; empty when the token has neither. */
    public Optional<String> name() {
        return subject().or(this::clientId);
    }

    /** The scopes that the token grants here, the policy's ceiling applied; empty when it grants none, unmodifiable. */
    public Set<String> scopes() {
        return scopes;
    }

    /** Whether the token grants the scope, compared exactly. */
    public boolean hasScope(String scope) {
        return scopes.contains(scope);
    }

    /** The audiences of the token, never empty; at least one is one of the policy's. */
    public List<String> audience() {
        return audience;
    }

    /** When the token expires, in whole seconds; the policy's leeway is not included. */
    public Instant expiresAt() {
        return Instant.ofEpochSecond(times.expiresAt());
    }

    /** When the token was issued, in whole seconds. */
    public Optional<Instant> issuedAt() {
        return times.issuedAt() == TokenTimes.ABSENT
                ? Optional.empty()
                : Optional.of(Instant.ofEpochSecond(times.issuedAt()));
    }

    /** The token's own identifier: the {@code jti} claim. */
    public Optional<String> id() {
        return text("jti");
    }

    /**
     * All claims by their names, unmodifiable at every depth: String, Long, BigDecimal, Boolean, List and Map; a top-level claim
     * that is JSON null is absent.
     */
    public Map<String, Object> claims() {
        return claims;
    }

    /** The algorithm that the signature verified with. */
    public Algorithm algorithm() {
        return algorithm;
    }

    /** The {@code kid} of the key that the signature verified with, as the issuer published it. */
    public Optional<String> keyId() {
        return keyId;
    }

    TokenTimes times() {
        return times;
    }

    /** The issuer alone: claims may be personal. */
    @Override
    public String toString() {
        return "AccessToken[" + issuer + ']';
    }

    /** A claim that the validator already found to be a string or absent. */
    private Optional<String> text(String name) {
        return Optional.ofNullable((String) claims.get(name));
    }
}
