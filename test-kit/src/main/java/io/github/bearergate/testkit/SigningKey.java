package io.github.bearergate.testkit;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.util.Base64URL;
import java.security.KeyPair;
import java.security.PublicKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.util.Arrays;
import java.util.Map;

/**
 * A key of an issuer: the pair, the name that tokens call it by, and what it signs with unless told otherwise.
 *
 * @param kid the identifier in token headers and in the key set
 * @param algorithm the algorithm of the key
 * @param pair both halves
 */
record SigningKey(String kid, JwsAlgorithm algorithm, KeyPair pair) {
    private static final int SPKI_PREFIX_OF_ED25519 = 12;

    /** The members that say what the public key is ({@code kty} and its parameters, RFC 7518 section 6), and nothing else. */
    Map<String, Object> publicMembers() {
        return jwk(pair.getPublic()).toJSONObject();
    }

    /** The SHA-256 thumbprint (RFC 7638) in base64url: 43 characters. */
    static String thumbprint(PublicKey key) {
        try {
            return jwk(key).computeThumbprint().toString();
        } catch (JOSEException impossible) {
            throw new IllegalStateException("every JDK has SHA-256", impossible);
        }
    }

    private static JWK jwk(PublicKey key) {
        if (key instanceof RSAPublicKey rsa) {
            return new RSAKey.Builder(rsa).build();
        }
        if (key instanceof ECPublicKey ec) {
            return new ECKey.Builder(Curve.forECParameterSpec(ec.getParams()), ec).build();
        }
        byte[] encoded = key.getEncoded();
        byte[] x = Arrays.copyOfRange(encoded, SPKI_PREFIX_OF_ED25519, encoded.length);
        return new OctetKeyPair.Builder(Curve.Ed25519, Base64URL.encode(x)).build();
    }
}
