package io.github.bearergate.testkit;

import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Says what a token is to look like, and signs it.
 *
 * <p>Unless told otherwise the token is one that the issuer's policy accepts: its issuer and default audience, subject {@code
 * alice}, client {@code test-client}, no scope, issued this second, valid for five minutes, with a new {@code jti}. Every
 * method returns a new builder and leaves this one as it was, so a base can be kept and varied. Claims set by {@link #claim},
 * {@link #without} and their kin are changed last, in the order of the calls, whatever the other methods said.
 */
public final class TokenBuilder {
    private final TestIssuer issuer;
    private final List<Consumer<TokenDraft>> steps;

    TokenBuilder(TestIssuer issuer, List<Consumer<TokenDraft>> steps) {
        this.issuer = issuer;
        this.steps = steps;
    }

    /** Sets the scopes: words separated by blanks or given one by one; none at all leaves the claim out. */
    public TokenBuilder scope(String... scopes) {
        List<String> words = Stream.of(scopes)
                .flatMap(text -> Stream.of(text.split(" ", -1)))
                .filter(word -> !word.isEmpty())
                .toList();
        return with(draft -> draft.scopes = words);
    }

    /** Sets {@code aud}: one is written as a string, several as an array; for other forms see {@link #claim}. */
    public TokenBuilder audience(String... audience) {
        List<String> values = List.of(audience);
        return with(draft -> draft.audience = values);
    }

    /** Sets {@code sub}. */
    public TokenBuilder subject(String subject) {
        return with(draft -> draft.subject = Optional.of(subject));
    }

    /** Sets the client: {@code client_id}, {@code azp} in Keycloak's style, the default {@code sub} in others. */
    public TokenBuilder clientId(String clientId) {
        return with(draft -> draft.clientId = clientId);
    }

    /** Sets {@code jti}; without it every {@link #sign} makes a new one. */
    public TokenBuilder jti(String jti) {
        return with(draft -> draft.jti = jti);
    }

    /** Sets {@code exp}, counted from {@code iat}; whole seconds. Negative durations make expired tokens. */
    public TokenBuilder expiresIn(Duration lifetime) {
        return with(draft -> {
            draft.lifetime = lifetime;
            draft.expiresAt = Optional.empty();
        });
    }

    /** Sets {@code exp}, rounded down to the second. */
    public TokenBuilder expiresAt(Instant instant) {
        return with(draft -> draft.expiresAt = Optional.of(instant));
    }

    /** Makes a token that was good for five minutes, an hour ago: too long for any leeway. */
    public TokenBuilder expired() {
        return with(draft -> {
            draft.issuedAt = Optional.of(draft.now.minus(Duration.ofHours(1)));
            draft.lifetime = Duration.ofMinutes(5);
            draft.expiresAt = Optional.empty();
        });
    }

    /** Sets {@code iat}, rounded down to the second; {@code exp} moves along unless it is set. */
    public TokenBuilder issuedAt(Instant instant) {
        return with(draft -> draft.issuedAt = Optional.of(instant));
    }

    /** Sets {@code nbf}, rounded down to the second. */
    public TokenBuilder notBefore(Instant instant) {
        return with(draft -> draft.notBefore = Optional.of(instant));
    }

    /** Takes the time of issue from another clock than the issuer's. */
    public TokenBuilder clock(Clock clock) {
        return with(draft -> draft.now = clock.instant());
    }

    /**
     * Sets any claim, over whatever was there.
     *
     * @param value a string, number, boolean, list, map, {@code Instant} (written as seconds), or null for JSON null
     */
    public TokenBuilder claim(String name, @Nullable Object value) {
        Object json = value instanceof Instant instant ? (Object) instant.getEpochSecond() : value;
        return with(draft -> draft.claimEdits.add(claims -> claims.put(name, json)));
    }

    /** Leaves claims out. */
    public TokenBuilder without(String... names) {
        return with(draft -> draft.claimEdits.add(claims -> List.of(names).forEach(claims::remove)));
    }

    /** Changes the finished JSON text of the payload: repeats a member, say, which no map can. */
    public TokenBuilder editClaims(UnaryOperator<String> edit) {
        return with(draft -> draft.claimsTextEdits.add(edit));
    }

    /** Replaces the whole payload by this text, valid JSON or not. */
    public TokenBuilder rawClaims(String json) {
        return rawPayload(json.getBytes(StandardCharsets.UTF_8));
    }

    /** Replaces the whole payload by these bytes. */
    public TokenBuilder rawPayload(byte[] bytes) {
        byte[] copy = bytes.clone();
        return with(draft -> draft.payloadBytes = Optional.of(copy));
    }

    /** Replaces the second segment by this text; the signature covers it. */
    public TokenBuilder payloadSegment(String segment) {
        return with(draft -> draft.payloadSegment = Optional.of(segment));
    }

    /** Sets any header member, over whatever was there; it does not change what the token is signed with. */
    public TokenBuilder header(String name, @Nullable Object value) {
        return with(draft -> draft.headerEdits.add(header -> header.put(name, value)));
    }

    /** Leaves header members out. */
    public TokenBuilder withoutHeader(String... names) {
        return with(draft -> draft.headerEdits.add(header -> List.of(names).forEach(header::remove)));
    }

    /** Changes the finished JSON text of the header. */
    public TokenBuilder editHeader(UnaryOperator<String> edit) {
        return with(draft -> draft.headerTextEdits.add(edit));
    }

    /** Replaces the whole header by this text, valid JSON or not. */
    public TokenBuilder rawHeader(String json) {
        return rawHeader(json.getBytes(StandardCharsets.UTF_8));
    }

    /** Replaces the whole header by these bytes. */
    public TokenBuilder rawHeader(byte[] bytes) {
        byte[] copy = bytes.clone();
        return with(draft -> draft.headerBytes = Optional.of(copy));
    }

    /** Replaces the first segment by this text; the signature covers it. */
    public TokenBuilder headerSegment(String segment) {
        return with(draft -> draft.headerSegment = Optional.of(segment));
    }

    /** Sets the header's {@code typ}. */
    public TokenBuilder typ(String typ) {
        return header("typ", typ);
    }

    /** Leaves {@code typ} out of the header. */
    public TokenBuilder noTyp() {
        return withoutHeader("typ");
    }

    /** Sets the header's {@code kid}, whichever key signs. */
    public TokenBuilder kid(String kid) {
        return header("kid", kid);
    }

    /** Leaves {@code kid} out of the header. */
    public TokenBuilder noKid() {
        return withoutHeader("kid");
    }

    /**
     * Signs with this algorithm, and says so in the header.
     *
     * @param name a JOSE name such as {@code ES256}; the issuer must have a key for it
     * @throws IllegalArgumentException when nothing here can sign so
     */
    public TokenBuilder algorithm(String name) {
        JwsAlgorithm algorithm = JwsAlgorithm.named(name);
        return with(draft -> draft.algorithm = Optional.of(algorithm));
    }

    /** Signs with a key of this issuer, published or not, and names it in the header. */
    public TokenBuilder signedBy(String kid) {
        SigningKey key = issuer.ring().key(kid);
        return with(draft -> draft.key = Optional.of(key));
    }

    /** Signs with this pair, which is not the issuer's, under the name of the key that signs at this moment: a forgery. */
    public TokenBuilder signedBy(KeyPair foreign) {
        JwsAlgorithm.KeyKind kind = JwsAlgorithm.KeyKind.of(foreign.getPublic())
                .orElseThrow(() -> new IllegalArgumentException("no token is signed with such a key"));
        return with(draft -> {
            JwsAlgorithm algorithm = draft.algorithm.orElseGet(() -> JwsAlgorithm.usualFor(kind));
            String imitated = issuer.ring().signer(issuer.usualAlgorithm()).kid();
            draft.key = Optional.of(new SigningKey(imitated, algorithm, foreign));
        });
    }

    /** Signs with a key of the usual kind that the issuer never had, under the name of its own: the plainest forgery. */
    public TokenBuilder forged() {
        return signedBy(issuer.ring().stranger(issuer.usualAlgorithm().keyKind()));
    }

    /** Signs with HMAC-SHA-256 and says HS256: what an attacker does who takes a public key for a secret. */
    public TokenBuilder signedWithSecret(byte[] secret) {
        byte[] copy = secret.clone();
        return with(draft -> draft.secret = Optional.of(copy)).header("alg", "HS256");
    }

    /** Uses these bytes as the signature. */
    public TokenBuilder signature(byte[] bytes) {
        byte[] copy = bytes.clone();
        return with(draft -> draft.signature = Optional.of(copy));
    }

    /** Says {@code none} and leaves the signature empty (RFC 7515 appendix A.5). */
    public TokenBuilder unsigned() {
        return signature(new byte[0]).header("alg", "none");
    }

    /**
     * Shapes header and claims as Keycloak does: {@code typ} JWT, blanks in the header, a {@code typ} claim, {@code azp},
     * roles, and the scopes {@code profile} and {@code email} besides those asked for.
     */
    public TokenBuilder likeKeycloak() {
        return with(draft -> draft.style = Style.KEYCLOAK);
    }

    /** Shapes header and claims as node oidc-provider does: {@code at+jwt}, and the client as the subject. */
    public TokenBuilder likeOidcProvider() {
        return with(draft -> draft.style = Style.OIDC_PROVIDER);
    }

    /** Shapes header and claims as Spring Authorization Server does: no {@code typ}, scope as an array, {@code nbf}. */
    public TokenBuilder likeSpringAuthorizationServer() {
        return with(draft -> draft.style = Style.SPRING);
    }

    /** Makes the token in compact form (RFC 7515 section 3.1), anew with every call. */
    public String sign() {
        TokenDraft draft = issuer.draft();
        steps.forEach(step -> step.accept(draft));
        return Minting.mint(draft, issuer);
    }

    private TokenBuilder with(Consumer<TokenDraft> step) {
        return new TokenBuilder(
                issuer, Stream.concat(steps.stream(), Stream.of(step)).toList());
    }
}
