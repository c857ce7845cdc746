package io.github.bearergate.attacks;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import io.github.bearergate.jwks.RefreshOutcome;
import java.security.KeyPair;
import java.security.interfaces.ECPublicKey;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * One genuine key that stands in a set in many spellings, each under a name of its own: what its description gets wrong makes it
 * verify nothing, and the key beside it goes on. Spellings with a private part are in {@link HostileKeysTest}, each with a key of its own.
 */
class KeySpellingAttacksTest {
    private static final KeyPair PAIR = OddKeys.generate("secp256r1");
    private static final String ELEMENT = new ECKey.Builder(Curve.P_256, (ECPublicKey) PAIR.getPublic())
            .build()
            .toJSONString();
    private static final String X = number("x");
    private static final String Y = number("y");
    private static final Map<String, String> WRONG = wrong();
    private static final Map<String, String> RIGHT = right();
    private static final Map<String, AnyRsa> SHORT = Map.of(
            "rsa-512", AnyRsa.ofPrimes(2, 256),
            "rsa-768", AnyRsa.ofPrimes(2, 384),
            "rsa-1536", AnyRsa.ofPrimes(2, 768),
            "rsa-2040", AnyRsa.ofPrimes(2, 1_020));

    private static Provider provider;

    private static Map<String, String> wrong() {
        Map<String, String> wrong = new LinkedHashMap<>();
        for (String type : List.of(
                "\"ec\"", "\"Ec\"", "\"EC \"", "\"EC\\u0000\"", "\"RSA\"", "\"OKP\"", "[\"EC\"]", "1", "null")) {
            wrong.put("kty " + type, ELEMENT.replace("\"EC\"", type));
        }
        for (String curve : List.of(
                "\"p-256\"",
                "\"P256\"",
                "\"P-256 \"",
                "\"secp256r1\"",
                "\"P-384\"",
                "\"P-521\"",
                "\"Ed25519\"",
                "null",
                "256")) {
            wrong.put("crv " + curve, ELEMENT.replace("\"P-256\"", curve));
        }
        coordinate(wrong, "padded", text -> text + "=");
        coordinate(wrong, "a line end behind", text -> text + "\\n");
        coordinate(wrong, "a blank in front", text -> " " + text);
        coordinate(wrong, "other unused bits", text -> Jws.aliases(text).get(0));
        coordinate(wrong, "a zero byte in front", text -> Jws.encode(joined(new byte[1], Jws.decode(text))));
        coordinate(wrong, "a zero byte behind", text -> Jws.encode(joined(Jws.decode(text), new byte[1])));
        coordinate(wrong, "one byte less", text -> text.substring(0, 42));
        coordinate(wrong, "empty", text -> "");
        coordinate(wrong, "a dot behind", text -> text + ".");
        wrong.put("x and y exchanged", ELEMENT.replace(X, "?").replace(Y, X).replace("?", Y));
        wrong.put("x for y", ELEMENT.replace(Y, X));
        wrong.put("x is a number", ELEMENT.replace('"' + X + '"', "1"));
        wrong.put("x is null", ELEMENT.replace('"' + X + '"', "null"));
        for (String member : List.of(
                "\"alg\":\"es256\"",
                "\"alg\":\"ES256 \"",
                "\"alg\":\"none\"",
                "\"alg\":\"HS256\"",
                "\"alg\":\"ES384\"",
                "\"alg\":\"RS256\"",
                "\"alg\":\"\"",
                "\"alg\":1",
                "\"alg\":[\"ES256\"]",
                "\"alg\":{}",
                "\"use\":\"SIG\"",
                "\"use\":\"sig \"",
                "\"use\":\"enc\"",
                "\"use\":\"\"",
                "\"use\":[\"sig\"]",
                "\"use\":true",
                "\"key_ops\":\"verify\"",
                "\"key_ops\":[\"VERIFY\"]",
                "\"key_ops\":[\"sign\",\"encrypt\"]",
                "\"key_ops\":[]",
                "\"key_ops\":[[\"verify\"]]",
                "\"key_ops\":{\"verify\":true}",
                "\"exp\":0",
                "\"exp\":-1",
                "\"exp\":1e-300",
                "\"exp\":\"9999999999\"",
                "\"nbf\":1e300",
                "\"nbf\":\"0\"",
                "\"exp\":1e400",
                "\"revoked\":{}",
                "\"revoked\":true",
                "\"x\":\"AAAA\"",
                "\"\\u0078\":null",
                "\"kty\":\"EC\"",
                "\"z\":\"\\ud800\"",
                "\"z\":{\"a\":1,\"a\":1}")) {
            wrong.put(member, with(member));
        }
        return wrong;
    }

    private static Map<String, String> right() {
        Map<String, String> right = new LinkedHashMap<>();
        for (String member : List.of(
                "\"z\":[1,{}]",
                "\"alg\":null",
                "\"alg\":\"ES256\"",
                "\"use\":null",
                "\"use\":\"sig\"",
                "\"key_ops\":[\"verify\",\"verify\",\"x\"]",
                "\"x5c\":[1]",
                "\"x5u\":\"::\"",
                "\"x5t\":{}",
                "\"KTY\":\"RSA\"",
                "\"k\":\"AAAA\"",
                "\"D\":\"AAAA\"",
                "\"exp\":1e300",
                "\"nbf\":0.5",
                "\"revoked\":null")) {
            right.put(member, with(member));
        }
        right.put(
                "names and values with escapes",
                ELEMENT.replace("kty", "\\u006bty").replace("\"EC\"", "\"\\u0045C\""));
        return right;
    }

    @BeforeAll
    static void publish() {
        LogCapture.mute(true); // every odd key is complained about
        provider = Provider.ready();
        List<String> elements = new ArrayList<>();
        WRONG.forEach((name, element) -> elements.add(named(element, "wrong " + name)));
        RIGHT.forEach((name, element) -> elements.add(named(element, "right " + name)));
        SHORT.forEach((name, key) -> elements.add('{' + key.members() + ",\"kid\":\"" + name + "\"}"));
        elements.forEach(provider.issuer::publishElement);
        assertThat(provider.refresh()).isEqualTo(RefreshOutcome.OK);
    }

    @AfterAll
    static void close() {
        provider.close();
        LogCapture.mute(false);
    }

    static Stream<String> wrongNames() {
        return WRONG.keySet().stream();
    }

    static Stream<String> rightNames() {
        return RIGHT.keySet().stream();
    }

    static Stream<String> shortNames() {
        return SHORT.keySet().stream();
    }

    @ParameterizedTest(name = "JWK-17 {0}")
    @MethodSource("wrongNames")
    @Tag("JWK-17")
    @Tag("JWK-22")
    @Tag("KEY-22")
    void aKeyWhoseDescriptionIsWrongVerifiesNothing(String name) {
        assertThat(provider.verdict(signed("wrong " + name))).isEqualTo("UNKNOWN_KEY");
        assertThat(provider.verdict()).isEqualTo(Expected.ALLOWED);
    }

    @ParameterizedTest(name = "JWK-17 {0}")
    @MethodSource("rightNames")
    @Tag("JWK-17")
    void aKeyWhoseDescriptionIsRightVerifies(String name) {
        assertThat(provider.verdict(signed("right " + name))).isEqualTo(Expected.ALLOWED);
    }

    @ParameterizedTest(name = "SIG-15 {0}")
    @MethodSource("shortNames")
    @Tag("SIG-15")
    void aShortRsaKeyVerifiesNothing(String name) {
        AnyRsa key = SHORT.get(name);
        String header = "{\"alg\":\"RS256\",\"typ\":\"at+jwt\",\"kid\":\"" + name + "\"}";
        String token = Jws.of(header, Jws.payload(provider.issuer.token().sign()), key::sign);
        assertThat(provider.verdict(token)).isEqualTo("UNKNOWN_KEY");
    }

    private static String signed(String kid) {
        return provider.issuer.token().signedBy(PAIR).kid(kid).sign();
    }

    /** The element with an error of this kind in one coordinate, and in the other. */
    private static void coordinate(Map<String, String> wrong, String name, UnaryOperator<String> edit) {
        wrong.put("x " + name, ELEMENT.replace(X, edit.apply(X)));
        wrong.put("y " + name, ELEMENT.replace(Y, edit.apply(Y)));
    }

    private static String with(String member) {
        return ELEMENT.substring(0, ELEMENT.length() - 1) + ',' + member + '}';
    }

    private static String named(String element, String name) {
        return "{\"kid\":\"" + name.replace("\\", "\\\\").replace("\"", "\\\"") + "\"," + element.substring(1);
    }

    private static String number(String name) {
        int start = ELEMENT.indexOf('"' + name + "\":\"") + name.length() + 4;
        return ELEMENT.substring(start, ELEMENT.indexOf('"', start));
    }

    private static byte[] joined(byte[] first, byte[] second) {
        byte[] joined = java.util.Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, joined, first.length, second.length);
        return joined;
    }
}
