package io.github.bearergate;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Why a request is refused: exact for the operator's metrics and audit log, coarse for the caller.
 *
 * <p>The caller sees a status, an RFC 6750 error code and one of a few fixed sentences. Reasons that would tell an attacker how
 * far a forged token came share one sentence, byte for byte. Times and audience are only ever named of a token whose signature
 * verified, so its holder may learn what is wrong with it.
 */
public enum Reason {
    /** No Authorization field was sent. */
    MISSING_TOKEN(401),
    /** The Authorization field carries another scheme than Bearer. */
    OTHER_SCHEME(401),
    /** The Bearer credential is empty, or breaks the grammar of RFC 6750 section 2.1. */
    MALFORMED_HEADER(
            400, Sentences.INVALID_REQUEST, "The Authorization header is not one well-formed Bearer credential"),
    /** More than one Authorization field was sent, of whatever scheme. */
    MULTIPLE_TOKENS(400, Sentences.INVALID_REQUEST, "The request carries more than one Authorization header"),
    /** The path is not in canonical form, so that another reader of it could see another path. */
    AMBIGUOUS_PATH(400, Sentences.INVALID_REQUEST, "The request path is not in canonical form"),

    /** The token is not a strict compact JWS with JSON objects in it. */
    MALFORMED_TOKEN(401, Sentences.INVALID_TOKEN, Sentences.NOT_VALID),
    /** The token is longer than 16,384 characters. */
    TOKEN_TOO_LARGE(401, Sentences.INVALID_TOKEN, Sentences.NOT_VALID),
    /** The header's algorithm is not allowed for the issuer. */
    ALGORITHM_NOT_ALLOWED(401, Sentences.INVALID_TOKEN, Sentences.NOT_VALID),
    /** The header has a member that could bring its own key, change how the token is read, or must be understood. */
    FORBIDDEN_HEADER(401, Sentences.INVALID_TOKEN, Sentences.NOT_VALID),
    /** The token is of another kind: an ID token, a refresh token, or not {@code at+jwt} where the policy asks for it. */
    WRONG_TYPE(401, Sentences.INVALID_TOKEN, Sentences.NOT_VALID),
    /** The issuer is not one of the policy's, compared exactly. */
    UNKNOWN_ISSUER(401, Sentences.INVALID_TOKEN, Sentences.NOT_VALID),
    /** The issuer has no such key for this algorithm. */
    UNKNOWN_KEY(401, Sentences.INVALID_TOKEN, Sentences.NOT_VALID),
    /** The signature does not verify with the issuer's key. */
    BAD_SIGNATURE(401, Sentences.INVALID_TOKEN, Sentences.NOT_VALID),

    /** The expiry passed, leeway included. */
    EXPIRED(401, Sentences.INVALID_TOKEN, "The access token expired"),
    /** {@code nbf} is further ahead than the leeway. */
    NOT_YET_VALID(401, Sentences.INVALID_TOKEN, "The access token is not valid yet"),
    /** {@code iat} is further ahead than the leeway. */
    ISSUED_IN_FUTURE(401, Sentences.INVALID_TOKEN, "The access token was issued in the future"),
    /** The token lives longer than the policy's {@code lifetime}. */
    LIVES_TOO_LONG(401, Sentences.INVALID_TOKEN, "The access token lives longer than is allowed here"),
    /** The token expires before it was issued or becomes valid. */
    CONTRADICTORY_TIMES(401, Sentences.INVALID_TOKEN, "The times of the access token contradict each other"),
    /** A claim that must be present is absent or null. */
    MISSING_CLAIM(401, Sentences.INVALID_TOKEN, "The access token lacks a required claim"),
    /** A claim has another JSON type or range than its definition says. */
    MISTYPED_CLAIM(401, Sentences.INVALID_TOKEN, "A claim of the access token has the wrong type"),
    /** No audience of the token is one of the policy's. */
    WRONG_AUDIENCE(401, Sentences.INVALID_TOKEN, "The access token is meant for another audience"),
    /** The token was revoked. */
    REVOKED(401, Sentences.INVALID_TOKEN, Sentences.NOT_VALID),
    /** The token has a {@code cnf} claim, so it must not be taken as a bearer token, and no proof of possession is checked. */
    UNSUPPORTED_CONFIRMATION(
            401,
            Sentences.INVALID_TOKEN,
            "The access token is bound to a proof of possession that is not supported here"),

    /** The token lacks a scope that the rule needs. */
    INSUFFICIENT_SCOPE(403, "insufficient_scope", "The access token lacks a scope that this request needs"),
    /** A claim of the token is not what the rule's {@code where} asks. */
    CLAIM_MISMATCH(403),
    /** The policy denies the request to everybody, in words or because no rule matches. */
    DENIED_BY_POLICY(403);

    private final int status;
    private final @Nullable String error;
    private final @Nullable String description;

    Reason(int status) {
        this(status, null, null);
    }

    Reason(int status, @Nullable String error, @Nullable String description) {
        this.status = status;
        this.error = error;
        this.description = description;
    }

    /** The HTTP status: 400, 401 or 403. */
    public int status() {
        return status;
    }

    /** The {@code error} code of RFC 6750 section 3.1; empty where that section says to send none. */
    public Optional<String> error() {
        return Optional.ofNullable(error);
    }

    /** The {@code error_description} sent to the caller: a constant; empty exactly when there is no error code. */
    public Optional<String> description() {
        return Optional.ofNullable(description);
    }

    /** Whether the answer carries a {@code WWW-Authenticate} challenge: all but the two refusals that no token could mend. */
    public boolean challenges() {
        return status != 403 || error != null;
    }

    /** Constants that enum constants may name before the enum's own exist. */
    private static final class Sentences {
        static final String INVALID_REQUEST = "invalid_request";
        static final String INVALID_TOKEN = "invalid_token";
        static final String NOT_VALID = "The access token is not valid";
    }
}
