package io.github.bearergate;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.bearergate.fuzz.FuzzTarget;
import io.github.bearergate.fuzz.Laws;
import io.github.bearergate.policy.Policy;
import io.github.bearergate.spi.Algorithm;
import io.github.bearergate.spi.VerificationKey;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.EdECPoint;
import java.security.spec.EdECPrivateKeySpec;
import java.security.spec.EdECPublicKeySpec;
import java.security.spec.NamedParameterSpec;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Authorization fields to a decision: each line of the input is the value of one field.
 *
 * <p>Laws: only the tokens that were issued here pass, and only in the grammar of RFC 6750; what is wrong with a field that holds
 * none is what the grammar says; the answer is the same the second time, when the token may be remembered; a challenge is made of
 * constants.
 */
public final class AuthorizationFuzz implements FuzzTarget {
    static final String NAME = "https://login.example/";
    private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");

    private static final Pattern SCHEME = Pattern.compile("[A-Za-z0-9!#$%&'*+.^_`|~-]+");
    private static final Pattern CREDENTIALS = Pattern.compile("(?i:bearer) +([A-Za-z0-9._~+/-]+=*)");

    /** RFC 8037 appendix A: a key that everybody knows, and signatures that are the same each time. */
    private static final byte[] PRIVATE = Base64.getUrlDecoder().decode("nWGxne_9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A");

    private static final byte[] PUBLIC = Base64.getUrlDecoder().decode("11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo");

    private final Set<String> issued;
    private final RequestGuard guard;

    /** Starts a guard whose one issuer has issued two tokens. */
    public AuthorizationFuzz() {
        String claims = "{\"iss\":\"" + NAME + "\",\"sub\":\"s\",\"client_id\":\"c\",\"aud\":\"orders\",\"iat\":"
                + NOW.getEpochSecond() + ",\"exp\":" + (NOW.getEpochSecond() + 300)
                + ",\"jti\":\"j\",\"scope\":\"read\"}";
        this.issued = Set.of(
                token("{\"alg\":\"EdDSA\",\"typ\":\"at+jwt\",\"kid\":\"k\"}", claims),
                token("{\"kid\":\"k\",\"typ\":\"application/at+jwt\",\"alg\":\"EdDSA\"}", claims));
        VerificationKey key = VerificationKey.of(Optional.of("k"), Set.of(Algorithm.EdDSA), publicKey());
        this.guard = RequestGuard.builder(Policy.parse("fuzz.policy", """
                        policy 1
                        issuer https://login.example/
                          audience    orders
                          algorithms  EdDSA
                        GET /orders needs read
                        everything else is denied
                        """))
                .clock(Clock.fixed(NOW, ZoneOffset.UTC))
                .keySource(NAME, query -> query.kid().filter("k"::equals).isPresent() ? List.of(key) : List.of())
                .build();
    }

    private static final AuthorizationFuzz INSTANCE = new AuthorizationFuzz();

    /** What Jazzer calls. */
    public static void fuzzerTestOneInput(byte[] input) {
        Laws.check(INSTANCE, input);
    }

    @Override
    public List<String> words() {
        return List.of(
                "Bearer ",
                "bearer ",
                "BEARER  ",
                "Basic ",
                "DPoP ",
                ",",
                "=",
                "==",
                "\n",
                "\t",
                ".",
                "eyJhbGciOiJub25lIn0",
                "\u00e9",
                "\u017F",
                "\u212A",
                "~");
    }

    @Override
    public int cases() {
        return 3_000;
    }

    @Override
    public boolean accepts(byte[] input) {
        boolean accepted = accepts(new String(input, ISO_8859_1));
        return accepts(new String(input, UTF_8)) || accepted;
    }

    Set<String> issued() {
        return issued;
    }

    private boolean accepts(String input) {
        List<String> values = input.isEmpty() ? List.of() : List.of(input.split("\n", 4));
        Decision decision = decide(values);
        Laws.hold(decision.equals(decide(values)), () -> "the second answer differs from " + decision);
        Optional<Reason> expected = expected(values);
        Optional<Reason> reason = decision.fold(
                allow -> Optional.empty(), deny -> Optional.of(deny.reason()), unavailable -> Optional.empty());
        if (expected.isPresent()) {
            Laws.hold(expected.equals(reason), () -> "expected " + expected + ", not " + decision);
        }
        boolean allowed = decision.fold(allow -> true, deny -> false, unavailable -> false);
        Laws.hold(allowed == reason.isEmpty(), () -> "an outage out of nothing: " + decision);
        Laws.hold(allowed == isIssued(values), () -> "who passes must have been issued a token: " + decision);
        reason.ifPresent(why -> checkChallenge(why, decision));
        return allowed;
    }

    private Decision decide(List<String> values) {
        return guard.decide(ApiRequest.of("GET", "/orders", values));
    }

    private boolean isIssued(List<String> values) {
        Matcher credentials = CREDENTIALS.matcher(values.size() == 1 ? values.get(0) : "");
        return credentials.matches() && issued.contains(credentials.group(1));
    }

    /** The grammar a second time; empty when there is a token to be looked at. */
    private static Optional<Reason> expected(List<String> values) {
        if (values.size() != 1) {
            return Optional.of(values.isEmpty() ? Reason.MISSING_TOKEN : Reason.MULTIPLE_TOKENS);
        }
        String value = values.get(0);
        Matcher scheme = SCHEME.matcher(value);
        if (!scheme.lookingAt()) {
            return Optional.of(Reason.MALFORMED_HEADER);
        }
        String rest = value.substring(scheme.end());
        if (!scheme.group().equalsIgnoreCase("bearer")) {
            return Optional.of(rest.isEmpty() || rest.startsWith(" ") ? Reason.OTHER_SCHEME : Reason.MALFORMED_HEADER);
        }
        String token = rest.replaceFirst("^ +", "");
        if (token.length() > 16_384 && rest.startsWith(" ")) {
            return Optional.of(Reason.TOKEN_TOO_LARGE);
        }
        return CREDENTIALS.matcher(value).matches() ? Optional.empty() : Optional.of(Reason.MALFORMED_HEADER);
    }

    /** The same for every request that is refused for this reason, and well-formed. */
    private static void checkChallenge(Reason reason, Decision decision) {
        Optional<Challenge> challenge =
                decision.fold(allow -> Optional.empty(), Decision.Deny::challenge, unavailable -> Optional.empty());
        Laws.hold(challenge.isPresent(), () -> reason + " without a challenge");
        Laws.hold(challenge.equals(Challenge.of(reason, decision.rule())), () -> reason + " with " + challenge);
        String field = challenge.orElseThrow().headerValue(Optional.empty());
        Laws.hold(
                field.matches("Bearer( [a-z_]+=\"[A-Za-z0-9 ,.;:'_-]*\"(, [a-z_]+=\"[A-Za-z0-9 ,.;:'_-]*\")*)?"),
                () -> "a strange challenge: " + field);
    }

    private static String token(String header, String claims) {
        Base64.Encoder encoder = Base64.getUrlEncoder().withoutPadding();
        String text =
                encoder.encodeToString(header.getBytes(UTF_8)) + '.' + encoder.encodeToString(claims.getBytes(UTF_8));
        try {
            PrivateKey key = KeyFactory.getInstance("Ed25519")
                    .generatePrivate(new EdECPrivateKeySpec(NamedParameterSpec.ED25519, PRIVATE));
            Signature signer = Signature.getInstance("Ed25519");
            signer.initSign(key);
            signer.update(text.getBytes(UTF_8));
            return text + '.' + encoder.encodeToString(signer.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static PublicKey publicKey() {
        byte[] bigEndian = new byte[PUBLIC.length];
        for (int i = 0; i < bigEndian.length; i++) {
            bigEndian[i] = PUBLIC[PUBLIC.length - 1 - i];
        }
        boolean odd = bigEndian[0] < 0;
        bigEndian[0] &= 0x7F;
        try {
            return KeyFactory.getInstance("Ed25519")
                    .generatePublic(new EdECPublicKeySpec(
                            NamedParameterSpec.ED25519, new EdECPoint(odd, new BigInteger(1, bigEndian))));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
