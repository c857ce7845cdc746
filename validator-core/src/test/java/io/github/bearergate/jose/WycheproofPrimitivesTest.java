package io.github.bearergate.jose;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.util.JSONObjectUtils;
import io.github.bearergate.spi.Algorithm;
import io.github.bearergate.spi.VerificationKey;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Wycheproof's files of bare signatures (C2SP/wycheproof), each in the form that JWS gives a signature. */
class WycheproofPrimitivesTest {
    private static final Signatures SIGNATURES = ChosenSignatures.make();

    @ParameterizedTest
    @CsvSource({
        "ecdsa_secp256r1_sha256_p1363_test, ES256, 260",
        "ecdsa_secp384r1_sha384_p1363_test, ES384, 278",
        "ecdsa_secp521r1_sha512_p1363_test, ES512, 316",
        "rsa_signature_2048_sha256_test, RS256, 259",
        "rsa_signature_2048_sha384_test, RS384, 258",
        "rsa_signature_2048_sha512_test, RS512, 259",
        "rsa_pss_2048_sha256_mgf1_32_test, PS256, 108",
        "rsa_pss_3072_sha256_mgf1_32_test, PS256, 108",
        "rsa_pss_4096_sha384_mgf1_48_test, PS384, 141",
        "rsa_pss_4096_sha512_mgf1_64_test, PS512, 179",
        "ed25519_test, EdDSA, 151"
    })
    void everyLabelIsFollowed(String file, Algorithm algorithm, int count) throws GeneralSecurityException {
        Set<String> undecided = undecided(file);
        Set<String> wrong = new TreeSet<>();
        int run = 0;
        int accepted = 0;
        for (Map<String, Object> group : groups(file)) {
            PublicKey key = key(group, algorithm);
            for (Map<String, Object> test : Vectors.objects(group, "tests")) {
                if (undecided.contains(Vectors.string(test, "tcId"))) {
                    continue;
                }
                boolean actual = isSignature(algorithm, key, test);
                // "acceptable" is said of hashes named without a NULL, which only the key's holder can sign: the JDK
                // accepts
                // them, the native provider does not.
                boolean expected = "acceptable".equals(test.get("result"))
                        ? !ChosenSignatures.isNative()
                        : "valid".equals(test.get("result"));
                run++;
                accepted += actual ? 1 : 0;
                if (actual != expected) {
                    wrong.add(test.get("tcId") + " " + test.get("comment") + (actual ? " accepted" : " refused"));
                }
            }
        }

        assertThat(wrong).isEmpty();
        assertThat(run).isEqualTo(count);
        if (!ChosenSignatures.isNative()) {
            Vectors.assertRecorded("Wycheproof `" + file + "`", run, accepted, run - accepted);
        }
    }

    @Test
    void everyEcdsaSignatureInDerIsRefused() throws GeneralSecurityException {
        int run = 0;
        for (Map<String, Object> group : groups("ecdsa_secp256r1_sha256_test")) {
            PublicKey key = key(group, Algorithm.ES256);
            for (Map<String, Object> test : Vectors.objects(group, "tests")) {
                assertThat(isSignature(Algorithm.ES256, key, test))
                        .as("%s", test.get("tcId"))
                        .isFalse();
                run++;
            }
        }
        assertThat(run).isEqualTo(484);
        Vectors.assertRecorded("Wycheproof `ecdsa_secp256r1_sha256_test`", run, 0, run);
    }

    @ParameterizedTest
    @CsvSource({
        "ecdsa_secp256r1_sha256_p1363_test, ES256",
        "ecdsa_secp384r1_sha384_p1363_test, ES384",
        "ecdsa_secp521r1_sha512_p1363_test, ES512",
        "ed25519_test, EdDSA",
        "rsa_pss_2048_sha256_mgf1_32_test, PS256"
    })
    void theirJwksAreReadAsTheSameKeys(String file, Algorithm algorithm) throws GeneralSecurityException {
        for (Map<String, Object> group : groups(file)) {
            if (group.containsKey("publicKeyJwk")) {
                String jwk = JSONObjectUtils.toJSONString(Vectors.object(group, "publicKeyJwk"));
                List<VerificationKey> keys = Jwks.read(jwk).keys();
                assertThat(keys).as(jwk).hasSize(1);
                assertThat(keys.get(0).publicKey()).isEqualTo(key(group, algorithm));
            }
        }
    }

    /** Signatures whose r was reduced modulo the order, which no signer will ever meet: JDK 17 refuses them, 25 does not. */
    private static Set<String> undecided(String file) {
        Map<String, Object> primitives =
                Vectors.object(Vectors.json("wycheproof/expectation-overrides.json"), "primitives");
        Set<String> ids = new TreeSet<>();
        if (primitives.get(file) instanceof Map<?, ?> notes
                && notes.get("jdk_nimbus_reject_valid") instanceof List<?> list) {
            list.forEach(id -> ids.add(String.valueOf(id)));
        }
        return ids;
    }

    private static boolean isSignature(Algorithm algorithm, PublicKey key, Map<String, Object> test) {
        byte[] message = HexFormat.of().parseHex(Vectors.string(test, "msg"));
        byte[] signature = HexFormat.of().parseHex(Vectors.string(test, "sig"));
        return SIGNATURES.isSignature(algorithm, key, message, 0, message.length, signature);
    }

    private static List<Map<String, Object>> groups(String file) {
        return Vectors.objects(Vectors.json("wycheproof/primitives/" + file + ".json"), "testGroups");
    }

    private static PublicKey key(Map<String, Object> group, Algorithm algorithm) throws GeneralSecurityException {
        String type = switch (algorithm.keyType()) {
            case RSA -> "RSA";
            case P_256, P_384, P_521 -> "EC";
            case ED25519 -> "Ed25519";
        };
        byte[] der = HexFormat.of().parseHex(Vectors.string(group, "publicKeyDer"));
        return KeyFactory.getInstance(type).generatePublic(new X509EncodedKeySpec(der));
    }
}
