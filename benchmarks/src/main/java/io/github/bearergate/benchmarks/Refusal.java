package io.github.bearergate.benchmarks;

import static io.github.bearergate.benchmarks.Recipe.characters;
import static io.github.bearergate.benchmarks.Recipe.forgery;
import static io.github.bearergate.benchmarks.Recipe.goodTokenFor;
import static io.github.bearergate.benchmarks.Recipe.tokenThat;

import io.github.bearergate.Reason;
import io.github.bearergate.TokenValidator;
import io.github.bearergate.testkit.TokenBuilder;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** The requests that are refused: at least one for each reason, then shapes that are sent to make refusing expensive. */
public enum Refusal {
    /** A client that has not logged in. */
    MISSING_TOKEN(Reason.MISSING_TOKEN, mint -> new Call(Call.ORDER, List.of())),
    /** A password instead of a token. */
    OTHER_SCHEME(Reason.OTHER_SCHEME, mint -> new Call(Call.ORDER, List.of("Basic YWxpY2U6c2VjcmV0"))),
    /** Two tokens in one field. */
    MALFORMED_HEADER(
            Reason.MALFORMED_HEADER,
            mint -> Call.with(mint.token().sign() + ", Bearer " + mint.token().sign())),
    /** Two fields. */
    MULTIPLE_TOKENS(
            Reason.MULTIPLE_TOKENS,
            mint -> new Call(
                    Call.ORDER,
                    List.of(
                            "Bearer " + mint.token().sign(),
                            "Bearer " + mint.token().sign()))),
    /** A path with an empty segment. */
    AMBIGUOUS_PATH(Reason.AMBIGUOUS_PATH, goodTokenFor("/orders//17")),
    /** Forty characters that are no JWS. */
    MALFORMED_TOKEN(Reason.MALFORMED_TOKEN, characters("x".repeat(40))),
    /** One character too many. */
    TOKEN_TOO_LARGE(Reason.TOKEN_TOO_LARGE, characters("x".repeat(TokenValidator.LONGEST_TOKEN + 1))),
    /** A public key taken for a secret. */
    ALGORITHM_NOT_ALLOWED(Reason.ALGORITHM_NOT_ALLOWED, tokenThat(is -> is.signedWithSecret(new byte[32]))),
    /** A key brought along. */
    FORBIDDEN_HEADER(
            Reason.FORBIDDEN_HEADER,
            tokenThat(has -> has.header("jwk", Map.of("kty", "RSA", "n", "AQAB", "e", "AQAB")))),
    /** A logout token. */
    WRONG_TYPE(Reason.WRONG_TYPE, tokenThat(is -> is.typ("logout+jwt"))),
    /** A stranger's token. */
    UNKNOWN_ISSUER(Reason.UNKNOWN_ISSUER, tokenThat(has -> has.claim("iss", "https://login.example.net/realms/shop"))),
    /** A key that the issuer does not have. */
    UNKNOWN_KEY(Reason.UNKNOWN_KEY, tokenThat(has -> has.kid("somebody-elses"))),
    /** The signature of another token. */
    BAD_SIGNATURE(Reason.BAD_SIGNATURE, forgery(Mint::token)),
    /** A token that ended long ago. */
    EXPIRED(Reason.EXPIRED, tokenThat(TokenBuilder::expired)),
    /** A token for later. */
    NOT_YET_VALID(
            Reason.NOT_YET_VALID, tokenThat(is -> is.notBefore(Instant.now().plus(Duration.ofHours(10))))),
    /** A clock that is wrong. */
    ISSUED_IN_FUTURE(
            Reason.ISSUED_IN_FUTURE,
            tokenThat(
                    is -> is.issuedAt(Instant.now().plus(Duration.ofHours(10))).without("nbf"))),
    /** A token for a week. */
    LIVES_TOO_LONG(Reason.LIVES_TOO_LONG, tokenThat(is -> is.expiresIn(Duration.ofDays(7)))),
    /** The end before the beginning. */
    CONTRADICTORY_TIMES(
            Reason.CONTRADICTORY_TIMES,
            tokenThat(is -> is.notBefore(Instant.now().plusSeconds(240))
                    .expiresAt(Instant.now().plusSeconds(230)))),
    /** A token without an end. */
    MISSING_CLAIM(Reason.MISSING_CLAIM, tokenThat(is -> is.without("exp"))),
    /** A number as a string. */
    MISTYPED_CLAIM(Reason.MISTYPED_CLAIM, tokenThat(has -> has.claim("exp", "2030-01-01"))),
    /** A token for another API. */
    WRONG_AUDIENCE(Reason.WRONG_AUDIENCE, tokenThat(has -> has.audience("https://billing.example.com"))),
    /** A token that was taken back. */
    REVOKED(Reason.REVOKED, tokenThat(is -> is.jti(Gates.REVOKED_ID))),
    /** A token that is bound to a key. */
    UNSUPPORTED_CONFIRMATION(
            Reason.UNSUPPORTED_CONFIRMATION, tokenThat(has -> has.claim("cnf", Map.of("jkt", "x".repeat(43))))),
    /** A genuine token that may do little. */
    INSUFFICIENT_SCOPE(Reason.INSUFFICIENT_SCOPE, tokenThat(has -> has.scope("profile"))),
    /** A genuine token of another tenant. */
    CLAIM_MISMATCH(Reason.CLAIM_MISMATCH, goodTokenFor("/tenants/south/orders")),
    /** A genuine token where no rule matches. */
    DENIED_BY_POLICY(Reason.DENIED_BY_POLICY, goodTokenFor("/nowhere")),

    /** The longest token there may be, with a signature of another token. */
    LONGEST_FORGERY(Reason.BAD_SIGNATURE, forgery(HostileJson::longest)),
    /** As long as a token may be, and no JWS. */
    LONGEST_GARBAGE(Reason.MALFORMED_TOKEN, characters("x".repeat(TokenValidator.LONGEST_TOKEN))),
    /** The longest token with a key brought along: refused by its header. */
    LONGEST_FORBIDDEN_HEADER(
            Reason.FORBIDDEN_HEADER, tokenThat(has -> HostileJson.longest(has.header("jku", "https://a.example/")))),
    /** The longest token of a stranger: refused by its payload. */
    LONGEST_UNKNOWN_ISSUER(
            Reason.UNKNOWN_ISSUER,
            tokenThat(has -> HostileJson.longest(has.claim("iss", "https://login.example.net/")))),
    /** The longest token that names a key which the issuer does not have. */
    LONGEST_UNKNOWN_KEY(Reason.UNKNOWN_KEY, tokenThat(has -> HostileJson.longest(has.kid("somebody-elses")))),
    /** The longest genuine token for another API. */
    LONGEST_WRONG_AUDIENCE(
            Reason.WRONG_AUDIENCE, tokenThat(has -> HostileJson.longest(has.audience("https://billing.example.com")))),
    /** The longest genuine token that may do little. */
    LONGEST_INSUFFICIENT_SCOPE(Reason.INSUFFICIENT_SCOPE, tokenThat(has -> HostileJson.longest(has.scope("profile")))),
    /** As many members as fit, all names with the same hash code. */
    HASH_FLOOD(Reason.UNKNOWN_ISSUER, tokenThat(has -> has.rawClaims(HostileJson.collidingNames()))),
    /** A token with {@code none} for an algorithm and an empty signature (RFC 7515 appendix A.5). */
    UNSIGNED(Reason.MALFORMED_TOKEN, tokenThat(TokenBuilder::unsigned)),
    /** Eight thousand empty parts. */
    DOTS(Reason.MALFORMED_TOKEN, characters(".".repeat(8_000))),
    /** Arrays within arrays. */
    DEEP_JSON(Reason.MALFORMED_TOKEN, tokenThat(has -> has.rawClaims(HostileJson.deepArrays()))),
    /** A number of twelve thousand digits. */
    LONG_NUMBER(Reason.MALFORMED_TOKEN, tokenThat(has -> has.rawClaims(HostileJson.longNumber()))),
    /** A payload that breaks the grammar of JSON at its end. */
    BROKEN_JSON(Reason.MALFORMED_TOKEN, tokenThat(has -> has.rawClaims(HostileJson.brokenAtTheEnd()))),
    /** The name of a key as long as a token may be. */
    LONG_KID(Reason.UNKNOWN_KEY, tokenThat(has -> has.kid("k".repeat(11_000))));

    private final Reason reason;

    @SuppressWarnings("ImmutableEnumChecker") // a recipe has no state
    private final Recipe recipe;

    Refusal(Reason reason, Recipe recipe) {
        this.reason = reason;
        this.recipe = recipe;
    }

    /** Why the request is refused. */
    Reason reason() {
        return reason;
    }

    /** The request, with tokens of this mint. */
    Call prepare(Mint mint) {
        return recipe.prepare(mint);
    }
}
