package io.github.bearergate.attacks;

import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.RSAKey;
import io.github.bearergate.testkit.TestIssuer;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * Keys that stand in an issuer's set and must not verify anything, and the signatures that they make nevertheless.
 *
 * <p>A token signed by one of them is right in every other way, so that nothing but the reading of the key set stops it.
 */
final class OddKeys {
    /** A key's element in the set, and how it signs. */
    private record Odd(String element, String algorithm, UnaryOperator<byte[]> signer) {}

    private static final String PAST = String.valueOf(World.NOW.getEpochSecond());
    private static final String FUTURE = String.valueOf(World.NOW.getEpochSecond() + 1);

    private final Map<String, Odd> keys = new LinkedHashMap<>();
    private final Map<String, KeyPair> pairs = new LinkedHashMap<>();

    OddKeys() {
        ellipticCurve("expired", "ES256", "\"exp\":" + PAST);
        ellipticCurve("not-yet", "ES256", "\"nbf\":" + FUTURE);
        ellipticCurve("revoked", "ES256", "\"revoked\":{\"revoked_at\":" + PAST + ",\"reason\":\"keyCompromise\"}");
        ellipticCurve("for-encryption", "ES256", "\"use\":\"enc\"");
        ellipticCurve("for-signing", "ES256", "\"key_ops\":[\"sign\"]");
        ellipticCurve("other-algorithm", "ES256", "\"alg\":\"ECDH-ES\"");
        ellipticCurve("twice", "ES256", "\"use\":\"sig\",\"use\":\"sig\"");
        ellipticCurve("kid-twice", "ES256", "\"kid\":\"kid-twice\"");
        privateKey();
        largerCurve("p384-as-es256", "\"alg\":\"ES256\"");
        largerCurve("p384", "\"use\":\"sig\"");
        weakRsa();
        anybodysEd25519();
        keys.put(
                "oct",
                new Odd(
                        "{\"kty\":\"oct\",\"kid\":\"oct\",\"alg\":\"HS256\",\"k\":\"c2VjcmV0LXNlY3JldC1zZWNyZXQtc2VjcmV0LXNlY3JldA\"}",
                        "ES256",
                        input -> new byte[64]));
        element(
                "secp256k1",
                "{\"kty\":\"EC\",\"crv\":\"secp256k1\",\"kid\":\"secp256k1\","
                        + "\"x\":\"eb5mfvncu6xVoGKVzocLBwKb_NstzijZWfKBWxb4F5g\",\"y\":\"SDradyajxGVdpPv8DhEIqP0XtEimhVQZnEfQj_sQ1Lg\"}");
        element("brainpool", "{\"kty\":\"EC\",\"crv\":\"BP-256\",\"kid\":\"brainpool\",\"x\":\"AAAA\",\"y\":\"AAAA\"}");
        element("ed448", "{\"kty\":\"OKP\",\"crv\":\"Ed448\",\"kid\":\"ed448\",\"x\":\"" + "A".repeat(76) + "\"}");
        element("akp", "{\"kty\":\"AKP\",\"alg\":\"ML-DSA-44\",\"kid\":\"akp\",\"pub\":\"AAAA\"}");
        element(
                "off-curve",
                "{\"kty\":\"EC\",\"crv\":\"P-256\",\"kid\":\"off-curve\",\"x\":\"" + "A".repeat(43) + "\",\"y\":\""
                        + "A".repeat(43) + "\"}");
        element("no-numbers", "{\"kty\":\"RSA\",\"kid\":\"no-numbers\",\"n\":\"\",\"e\":\"\"}");
    }

    /** Puts all elements into the issuer's set. */
    void publishAt(TestIssuer issuer) {
        keys.values().forEach(odd -> issuer.publishElement(odd.element));
    }

    /** The names of the keys, which are their kids. */
    Iterable<String> names() {
        return keys.keySet();
    }

    /** A token with the claims of a valid one, signed by an odd key under its kid. */
    String token(String name, String validToken) {
        Odd odd = keys.get(name);
        String header = "{\"alg\":\"" + odd.algorithm + "\",\"typ\":\"at+jwt\",\"kid\":\"" + name + "\"}";
        return Jws.of(header, Jws.payload(validToken), odd.signer);
    }

    /** A sound P-256 pair of that name, which is in no set. */
    KeyPair pair(String name) {
        return pairs.computeIfAbsent(name, any -> generate("secp256r1"));
    }

    private void ellipticCurve(String kid, String algorithm, String members) {
        KeyPair pair = pair(kid);
        keys.put(
                kid,
                new Odd(
                        with(jwk(Curve.P_256, pair, kid), members),
                        algorithm,
                        Jws.signer("SHA256withECDSAinP1363Format", pair.getPrivate())));
    }

    /** ECDSA with SHA-256 by a key of P-384: what a verifier takes that looks at the name of the algorithm only. */
    private void largerCurve(String kid, String members) {
        KeyPair pair = generate("secp384r1");
        keys.put(
                kid,
                new Odd(
                        with(jwk(Curve.P_384, pair, kid), members),
                        "ES256",
                        Jws.signer("SHA256withECDSAinP1363Format", pair.getPrivate())));
    }

    private void privateKey() {
        KeyPair pair = pair("private");
        String element = new ECKey.Builder(Curve.P_256, (ECPublicKey) pair.getPublic())
                .privateKey((ECPrivateKey) pair.getPrivate())
                .keyID("private")
                .build()
                .toJSONString();
        keys.put("private", new Odd(element, "ES256", Jws.signer("SHA256withECDSAinP1363Format", pair.getPrivate())));
    }

    private void weakRsa() {
        BigInteger three = BigInteger.valueOf(3);
        BigInteger seventeen = BigInteger.valueOf(17);
        AnyRsa sound = new AnyRsa(
                List.of(
                        AnyRsa.prime(1_024, AnyRsa.USUAL, three, seventeen),
                        AnyRsa.prime(1_024, AnyRsa.USUAL, three, seventeen)),
                AnyRsa.USUAL);
        rsa("rsa-1024", AnyRsa.ofPrimes(2, 512));
        rsa(
                "rsa-2047",
                new AnyRsa(List.of(AnyRsa.prime(256, AnyRsa.USUAL), AnyRsa.prime(1_791, AnyRsa.USUAL)), AnyRsa.USUAL));
        rsa("rsa-e1", sound.withExponent(BigInteger.ONE));
        rsa("rsa-e3", sound.withExponent(three));
        rsa("rsa-e17", sound.withExponent(seventeen));
        AnyRsa large = AnyRsa.ofPrimes(1, 2_047);
        rsa("rsa-even", large.withFactor(2));
        rsa("rsa-by-3", large.withFactor(3));
        rsa("rsa-by-167", large.withFactor(167));
        rsa("rsa-roca", AnyRsa.ofBrokenGenerator());
        rsa("rsa-16384", AnyRsa.ofPrimes(64, 256));
        rsa("rsa-long-e", longExponent());
    }

    /** An exponent of 65 bits: four times the work of a verification, and more with each bit. */
    private static AnyRsa longExponent() {
        BigInteger exponent = BigInteger.ONE.shiftLeft(64).add(BigInteger.valueOf(13));
        return new AnyRsa(
                Stream.generate(() -> AnyRsa.prime(256, exponent)).limit(8).toList(), exponent);
    }

    private void rsa(String kid, AnyRsa key) {
        keys.put(kid, new Odd("{\"kid\":\"" + kid + "\"," + key.members() + "}", "RS256", key::sign));
    }

    /** The neutral point as a public key: R neutral and S zero is its signature of everything. */
    private void anybodysEd25519() {
        byte[] neutral = new byte[32];
        neutral[0] = 1;
        byte[] signature = new byte[64];
        signature[0] = 1;
        keys.put(
                "ed25519-neutral",
                new Odd(
                        "{\"kty\":\"OKP\",\"crv\":\"Ed25519\",\"kid\":\"ed25519-neutral\",\"x\":\""
                                + Jws.encode(neutral) + "\"}",
                        "EdDSA",
                        input -> signature));
    }

    private void element(String kid, String json) {
        keys.put(kid, new Odd(json, "ES256", input -> new byte[64]));
    }

    private static String with(String element, String members) {
        return element.substring(0, element.length() - 1) + ',' + members + '}';
    }

    private static String jwk(Curve curve, KeyPair pair, String kid) {
        return new ECKey.Builder(curve, (ECPublicKey) pair.getPublic())
                .keyID(kid)
                .build()
                .toJSONString();
    }

    static String jwk(RSAPublicKey key, String kid) {
        return new RSAKey.Builder(key).keyID(kid).build().toJSONString();
    }

    static KeyPair generate(String curve) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec(curve));
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
