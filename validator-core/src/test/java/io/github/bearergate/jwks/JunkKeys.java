package io.github.bearergate.jwks;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;

/** Elements of a key set that must not be used, each with the reason why. */
final class JunkKeys {
    private static final String POINT = "\"x\":\"f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU\","
            + "\"y\":\"x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0\"";
    private static final String EC = "\"kty\":\"EC\",\"crv\":\"P-256\"," + POINT;

    /** The element by the name of its cause, with a number where a cause has several. */
    static final Map<String, String> ALL = all();

    private JunkKeys() {}

    static KeySkipCause causeOf(String name) {
        return KeySkipCause.valueOf(name.replaceAll(" .*", ""));
    }

    private static Map<String, String> all() {
        Map<String, String> junk = new LinkedHashMap<>();
        junk.put("NOT_AN_OBJECT number", "7");
        junk.put("NOT_AN_OBJECT null", "null");
        junk.put("NOT_AN_OBJECT text", "\"key\"");
        junk.put("NOT_AN_OBJECT array", "[[]]");
        junk.put("PRIVATE_MEMBERS EC", key(EC, "\"d\":\"AAAA\""));
        junk.put("PRIVATE_MEMBERS RSA", key(rsa(2_048, 65_537), "\"d\":\"AQAB\",\"p\":\"AQAB\""));
        junk.put("DUPLICATE_MEMBER kid", key(EC, "\"kid\":\"a\",\"kid\":\"b\""));
        junk.put("MALFORMED no point", "{\"kty\":\"EC\",\"crv\":\"P-256\"}");
        junk.put("MALFORMED no modulus", "{\"kty\":\"RSA\",\"e\":\"AQAB\"}");
        junk.put("MALFORMED empty numbers", "{\"kty\":\"RSA\",\"n\":\"\",\"e\":\"\"}");
        junk.put("MALFORMED padding", "{\"kty\":\"OKP\",\"crv\":\"Ed25519\",\"x\":\"AAAA====\"}");
        junk.put("UNKNOWN_TYPE AKP", "{\"kty\":\"AKP\",\"alg\":\"ML-DSA-44\",\"pub\":\"AAAA\"}");
        junk.put("UNKNOWN_TYPE ZZ", "{\"kty\":\"ZZ\"}");
        junk.put("UNKNOWN_CURVE secp256k1", "{\"kty\":\"EC\",\"crv\":\"secp256k1\"," + POINT + "}");
        junk.put("UNKNOWN_CURVE brainpool", "{\"kty\":\"EC\",\"crv\":\"BP-256\"," + POINT + "}");
        junk.put("UNKNOWN_CURVE Ed448", "{\"kty\":\"OKP\",\"crv\":\"Ed448\",\"x\":\"AAAA\"}");
        junk.put("SYMMETRIC", "{\"kty\":\"oct\",\"k\":\"c2VjcmV0LXNlY3JldC1zZWNyZXQ\"}");
        junk.put("WEAK_RSA 512", key(rsa(512, 65_537), "\"alg\":\"RS256\""));
        junk.put("WEAK_RSA 1024", key(rsa(1_024, 65_537), "\"alg\":\"RS256\""));
        junk.put("WEAK_RSA 2047", key(rsa(2_047, 65_537), "\"alg\":\"RS256\""));
        junk.put("MALFORMED RSA of 16384 bits", key(rsa(16_384, 65_537), "\"alg\":\"RS256\""));
        junk.put("BAD_EXPONENT 1", key(rsa(2_048, 1), "\"alg\":\"RS256\""));
        junk.put("BAD_EXPONENT 2", key(rsa(2_048, 2), "\"alg\":\"RS256\""));
        junk.put("BAD_EXPONENT 4", key(rsa(2_048, 4), "\"alg\":\"RS256\""));
        junk.put("BAD_EXPONENT 3", key(rsa(2_048, 3), "\"alg\":\"RS256\""));
        junk.put(
                "OFF_CURVE",
                "{\"kty\":\"EC\",\"crv\":\"P-256\"," + POINT.replace("\"x\":\"f83O", "\"x\":\"f83P") + "}");
        junk.put("OTHER_USE enc", key(EC, "\"use\":\"enc\""));
        junk.put("CANNOT_VERIFY", key(EC, "\"key_ops\":[\"sign\"]"));
        junk.put("OTHER_ALGORITHM of another type", key(EC, "\"alg\":\"RS256\""));
        junk.put("OTHER_ALGORITHM encryption", key(rsa(2_048, 65_537), "\"alg\":\"RSA-OAEP\""));
        junk.put("EXPIRED", key(EC, "\"exp\":1"));
        junk.put("NOT_YET_VALID", key(EC, "\"nbf\":99999999999"));
        junk.put("REVOKED", key(EC, "\"revoked\":{\"revoked_at\":1}"));
        junk.put("BAD_KID too long", key(EC, "\"kid\":\"" + "k".repeat(257) + "\""));
        junk.put("BAD_KID number", key(EC, "\"kid\":7"));
        return junk;
    }

    private static String key(String members, String more) {
        return "{" + members + "," + more + "}";
    }

    private static String rsa(int bits, long exponent) {
        BigInteger modulus = BigInteger.ONE.shiftLeft(bits - 1).add(BigInteger.valueOf(0x1234567));
        return "\"kty\":\"RSA\",\"n\":\"" + base64(modulus) + "\",\"e\":\"" + base64(BigInteger.valueOf(exponent))
                + "\"";
    }

    private static String base64(BigInteger number) {
        byte[] signed = number.toByteArray();
        int from = signed.length > 1 && signed[0] == 0 ? 1 : 0;
        return Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOfRange(signed, from, signed.length));
    }
}
