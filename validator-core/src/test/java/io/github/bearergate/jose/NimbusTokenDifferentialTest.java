package io.github.bearergate.jose;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jca.JCAContext;
import com.nimbusds.jose.util.Base64URL;
import io.github.bearergate.fuzz.SeededNoise;
import io.github.bearergate.spi.Algorithm;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.text.ParseException;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Whole tokens of every algorithm, changed in structure and mostly signed again as they are then, judged by Nimbus and by us with
 * the same key. We may only be stricter, and each way of being stricter has a name in {@link Stricter}.
 *
 * <p>Nimbus's Ed25519 needs a library that is not here: for it their parser is combined with the JDK's verifier.
 */
class NimbusTokenDifferentialTest {
    private static final long SEED = Long.getLong("bearergate.fuzz.seed", 20_261_126L);
    private static final int CASES = Integer.getInteger("bearergate.fuzz.cases", 2_000);

    /** Why we refuse a token that Nimbus accepts; there is no other reason. */
    enum Stricter {
        /** A part has padding, white space, letters of another alphabet or bits that mean nothing. */
        BASE64_SPELLING,
        /** The header is not UTF-8, not one strict JSON object, or has a name twice at any depth. */
        HEADER_NOT_STRICT_JSON,
        /** {@code alg}, {@code kid} or {@code typ} is there and no string. */
        MEMBER_OF_ANOTHER_TYPE,
        /** {@code crit}, {@code b64}, {@code jwk}, {@code jku}, {@code x5u}, {@code x5c}, {@code zip}, {@code enc} or {@code cty}. */
        FORBIDDEN_MEMBER,
        /** The payload is not one strict JSON object. */
        PAYLOAD_NOT_STRICT_JSON,
        /** An Ed25519 signature is not 64 bytes long: the verifier of JDK 17 accepts a 65th that is zero. */
        ED25519_SIGNATURE_OF_ANOTHER_LENGTH
    }

    private static final List<UnaryOperator<String>> HEADER_CHANGES = List.of(
            header -> with(header, "\"kid\":\"k\""),
            header -> with(header, "\"kid\":null"),
            header -> with(header, "\"typ\":\"at+jwt\""),
            header -> with(header, "\"typ\":null"),
            header -> with(header, "\"typ\":7"),
            header -> with(header, "\"kid\":7"),
            header -> with(header, "\"crit\":[\"exp\"]"),
            header -> with(header, "\"crit\":[]"),
            header -> with(header, "\"crit\":null"),
            header -> with(header, "\"b64\":true"),
            header -> with(header, "\"b64\":null"),
            header -> with(header, "\"crit\":[\"b64\"],\"b64\":false"),
            header -> with(header, "\"jku\":\"https://a.example/\""),
            header -> with(header, "\"x5u\":\"https://a.example/\""),
            header -> with(header, "\"x5c\":[]"),
            header -> with(header, "\"jwk\":null"),
            header -> with(header, "\"zip\":\"DEF\""),
            header -> with(header, "\"enc\":\"A128GCM\""),
            header -> with(header, "\"cty\":\"JWT\""),
            header -> with(header, "\"x\":{\"a\":1,\"a\":2}"),
            header -> with(header, "\"x\":1,\"x\":1"),
            header -> with(header, header.substring(1, header.length() - 1)),
            header -> with(header, "\"x\":1e400"),
            header -> with(header, "\"x\":\"\\ud800\""),
            header -> with(header, "\"x5t\":\"AAAA\""),
            header -> with(header, "\"iss\":\"x\""),
            header -> header.replace("}", ",}"),
            header -> header.replace('"', '\''),
            header -> header.replace("\"alg\"", "alg"),
            header -> header.replace("\"alg\"", "\"\\u0061lg\""),
            header -> header.replace("\"alg\"", "\"ALG\""),
            header -> header.replaceAll(":\"(.*)\"", ":null"),
            header -> header.replaceAll(":\"(.*)\"", ":[\"$1\"]"),
            header -> header.replaceAll(":\"(.*)\"", ":\"none\""),
            header -> header.replaceAll(":\"(.)", ":\"x$1"),
            header -> header.toLowerCase(Locale.ROOT),
            header -> header + " ",
            header -> " \t\r\n" + header,
            header -> header + "}",
            header -> header + "{}",
            header -> "\uFEFF" + header,
            header -> header + "/**/",
            header -> "[" + header + "]",
            header -> "",
            header -> "{}");

    private static final List<String> PAYLOADS = List.of(
            Minted.CLAIMS,
            Minted.CLAIMS,
            "{}",
            "",
            "[]",
            "null",
            "text",
            "{\"a\":1,\"a\":2}",
            "{\"a\":{\"b\":1,\"b\":1}}",
            "{\"a\":1e400}",
            "{\"a\":01}",
            "{\"a\":\"\\ud800\"}",
            "{'a':1}",
            "{\"a\":1}x",
            "\uFEFF{}",
            " {} ",
            "{\"a\":" + "[".repeat(16) + "]".repeat(16) + "}");

    private static final List<UnaryOperator<String>> PART_CHANGES = List.of(
            part -> part + "=",
            part -> part + "==",
            part -> part + "\n",
            part -> part + " ",
            part -> "\r\n" + part,
            part -> part + "~",
            part -> part + "A",
            part -> part.replace('-', '+').replace('_', '/'),
            NimbusTokenDifferentialTest::withUnusedBit,
            part -> part.isEmpty() ? "" : part.substring(1),
            part -> part.isEmpty() ? "" : part.substring(0, part.length() - 1));

    private static final List<UnaryOperator<byte[]>> SIGNATURE_CHANGES = List.of(
            signature -> new byte[0],
            signature -> new byte[signature.length],
            signature -> Arrays.copyOf(signature, signature.length + 1),
            signature -> Arrays.copyOf(signature, signature.length - 1),
            signature -> Arrays.copyOfRange(signature, 1, signature.length),
            NimbusTokenDifferentialTest::withOtherLastBit);

    private final SeededNoise noise = new SeededNoise(SEED, List.of(new byte[1]));
    private final Map<Stricter, Integer> stricter = new EnumMap<>(Stricter.class);

    @Test
    void weAcceptNothingThatNimbusRefusesAndRefuseMoreForNamedReasonsOnly() throws JOSEException {
        int bothAccept = 0;
        int bothRefuse = 0;
        for (int i = 0; i < CASES; i++) {
            Algorithm algorithm = noise.oneOf(List.of(Algorithm.values()));
            String token = token(algorithm);
            String description = "seed " + SEED + ", case " + i + ", " + algorithm + ": " + token;
            boolean ours = isAcceptedHere(token, algorithm);
            boolean theirs = isAcceptedByNimbus(token, algorithm);

            assertThat(theirs || !ours).as("only we accept: %s", description).isTrue();
            if (theirs && !ours) {
                Optional<Stricter> reason = reason(token);
                assertThat(reason)
                        .as("stricter without a name: %s", description)
                        .isPresent();
                stricter.merge(reason.orElseThrow(), 1, Integer::sum);
            }
            bothAccept += ours ? 1 : 0;
            bothRefuse += theirs ? 0 : 1;
        }
        // JDK 25's verifier refuses the 65th byte too.
        assertThat(stricter.keySet())
                .containsAll(EnumSet.complementOf(EnumSet.of(Stricter.ED25519_SIGNATURE_OF_ANOTHER_LENGTH)));
        assertThat(bothAccept).as("accepted by both, beside %s", stricter).isGreaterThan(CASES / 50);
        assertThat(bothRefuse).as("refused by both").isGreaterThan(CASES / 50);
    }

    /** A good token in about every eighth case; otherwise with one change or several. */
    private String token(Algorithm algorithm) {
        String header = changed("{\"alg\":\"" + algorithm + "\"}", HEADER_CHANGES);
        String payload = noise.onceIn(3) ? noise.oneOf(PAYLOADS) : Minted.CLAIMS;
        String text =
                changed(Minted.encode(header), PART_CHANGES) + '.' + changed(Minted.encode(payload), PART_CHANGES);
        byte[] signature = Minted.sign(algorithm, Minted.pair(algorithm).getPrivate(), Minted.utf8(text));
        String token = text + '.' + changed(Minted.encode(changed(signature, SIGNATURE_CHANGES)), PART_CHANGES);
        return noise.onceIn(30) ? token + ".AA" : token;
    }

    private <T> T changed(T original, List<UnaryOperator<T>> changes) {
        return noise.onceIn(3) ? noise.oneOf(changes).apply(original) : original;
    }

    /** By what the text is, read in the plainest way; empty when nothing about it explains a refusal. */
    private static Optional<Stricter> reason(String token) {
        String[] parts = token.split("\\.", -1);
        if (Arrays.stream(parts).anyMatch(part -> ReferenceToken.decoded(part).isEmpty())) {
            return Optional.of(Stricter.BASE64_SPELLING);
        }
        Optional<Map<String, @Nullable Object>> header =
                ReferenceToken.decoded(parts[0]).flatMap(ReferenceToken::members);
        if (header.isEmpty()) {
            return Optional.of(Stricter.HEADER_NOT_STRICT_JSON);
        }
        Optional<ReferenceToken> read = ReferenceToken.parse(token);
        if (read.isEmpty()) {
            boolean mistyped = List.of("alg", "kid", "typ").stream()
                    .anyMatch(name ->
                            header.get().containsKey(name) && !(header.get().get(name) instanceof String));
            return mistyped ? Optional.of(Stricter.MEMBER_OF_ANOTHER_TYPE) : Optional.empty();
        }
        if (read.get().hasForbiddenMember()) {
            return Optional.of(Stricter.FORBIDDEN_MEMBER);
        }
        if (read.get().claims().isEmpty()) {
            return Optional.of(Stricter.PAYLOAD_NOT_STRICT_JSON);
        }
        boolean ed25519 = read.get().string("alg").equals(Optional.of("EdDSA"));
        return ed25519 && read.get().signature().remaining() != 64
                ? Optional.of(Stricter.ED25519_SIGNATURE_OF_ANOTHER_LENGTH)
                : Optional.empty();
    }

    private static boolean isAcceptedHere(String token, Algorithm algorithm) {
        return CompactJws.parse(token)
                .filter(jws -> !jws.header().hasForbiddenMember())
                .flatMap(CompactJws::claims)
                .flatMap(claims -> new Signatures().verify(claims, Minted.key(algorithm), algorithm))
                .isPresent();
    }

    private static boolean isAcceptedByNimbus(String token, Algorithm algorithm) throws JOSEException {
        try {
            JWSObject jws = JWSObject.parse(token);
            return jws.getHeader().getAlgorithm().getName().equals(algorithm.name()) && jws.verify(verifier(algorithm));
        } catch (ParseException | IllegalArgumentException e) {
            return false;
        }
    }

    private static JWSVerifier verifier(Algorithm algorithm) throws JOSEException {
        if (Minted.pair(algorithm).getPublic() instanceof RSAPublicKey rsa) {
            return new RSASSAVerifier(rsa);
        }
        return Minted.pair(algorithm).getPublic() instanceof ECPublicKey ec ? new ECDSAVerifier(ec) : new JdkEd25519();
    }

    private static String with(String header, String members) {
        return header.substring(0, header.length() - 1) + "," + members + "}";
    }

    /** Sets the lowest bit of the last character, which means nothing unless the length divides by four. */
    private static String withUnusedBit(String part) {
        String alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
        int last = part.length() - 1;
        return part.isEmpty()
                ? part
                : part.substring(0, last) + alphabet.charAt(alphabet.indexOf(part.charAt(last)) ^ 1);
    }

    private static byte[] withOtherLastBit(byte[] signature) {
        byte[] changed = signature.clone();
        changed[changed.length - 1] ^= 1;
        return changed;
    }

    /** What stands in for the verifier that Nimbus cannot load here. */
    private static final class JdkEd25519 implements JWSVerifier {
        private final JCAContext context = new JCAContext();

        @Override
        public boolean verify(JWSHeader header, byte[] input, Base64URL signature) throws JOSEException {
            try {
                Signature verifier = Signature.getInstance("Ed25519");
                verifier.initVerify(Minted.pair(Algorithm.EdDSA).getPublic());
                verifier.update(input);
                return header.getCriticalParams() == null && verifier.verify(signature.decode());
            } catch (GeneralSecurityException e) {
                return false;
            }
        }

        @Override
        public Set<JWSAlgorithm> supportedJWSAlgorithms() {
            return Set.of(JWSAlgorithm.EdDSA);
        }

        @Override
        public JCAContext getJCAContext() {
            return context;
        }
    }
}
