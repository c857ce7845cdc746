package io.github.bearergate.jose;

import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.RSAKey;
import io.github.bearergate.spi.Algorithm;
import java.security.PublicKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** Writes keys and sets as text. */
final class Jwks {
    static final Instant NOW = Instant.ofEpochSecond(1_700_000_000);

    private Jwks() {}

    /** The members of a good key, each with its value as JSON text. */
    static Map<String, String> members(Algorithm algorithm) {
        PublicKey key = Minted.pair(algorithm).getPublic();
        Map<String, String> members = new LinkedHashMap<>();
        switch (algorithm.keyType()) {
            case RSA -> {
                RSAKey jwk = new RSAKey.Builder((RSAPublicKey) key).build();
                members.put("kty", "\"RSA\"");
                members.put("n", "\"" + jwk.getModulus() + "\"");
                members.put("e", "\"" + jwk.getPublicExponent() + "\"");
            }
            case P_256, P_384, P_521 -> {
                ECPublicKey ec = (ECPublicKey) key;
                ECKey jwk = new ECKey.Builder(Curve.forECParameterSpec(ec.getParams()), ec).build();
                members.put("kty", "\"EC\"");
                members.put("crv", "\"" + jwk.getCurve() + "\"");
                members.put("x", "\"" + jwk.getX() + "\"");
                members.put("y", "\"" + jwk.getY() + "\"");
            }
            case ED25519 -> {
                byte[] encoded = key.getEncoded();
                members.put("kty", "\"OKP\"");
                members.put("crv", "\"Ed25519\"");
                members.put(
                        "x",
                        "\"" + Minted.encode(Arrays.copyOfRange(encoded, encoded.length - 32, encoded.length)) + "\"");
            }
        }
        members.put("kid", "\"k1\"");
        return members;
    }

    /** A good key with the given members added or exchanged; an empty value takes the member away. */
    static String key(Algorithm algorithm, String... namesAndValues) {
        Map<String, String> members = members(algorithm);
        for (int i = 0; i < namesAndValues.length; i += 2) {
            members.put(namesAndValues[i], namesAndValues[i + 1]);
        }
        return members.entrySet().stream()
                .filter(member -> !member.getValue().isEmpty())
                .map(member -> "\"" + member.getKey() + "\":" + member.getValue())
                .collect(Collectors.joining(",", "{", "}"));
    }

    static String set(String... keys) {
        return "{\"keys\":[" + String.join(",", keys) + "]}";
    }

    static JwkSet read(String... keys) {
        return JwkSetReader.read(Minted.utf8(set(keys)), NOW).orElseThrow();
    }
}
