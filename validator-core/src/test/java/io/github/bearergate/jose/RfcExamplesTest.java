package io.github.bearergate.jose;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.util.JSONObjectUtils;
import io.github.bearergate.spi.Algorithm;
import io.github.bearergate.spi.VerificationKey;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** The examples of RFC 7515, 7519, 7520, 7638, 7797, 8037 and 9449, the longer ones as the JOSE cookbook has them. */
class RfcExamplesTest {
    private static final Signatures SIGNATURES = ChosenSignatures.make();

    @Test
    void thumbprintsAreThoseOfTheRfcs() {
        List<Map<String, Object>> examples = Vectors.objects(Vectors.json("rfc/jwk-thumbprints.json"), "thumbprints");
        for (Map<String, Object> example : examples) {
            String jwk = JSONObjectUtils.toJSONString(Vectors.object(example, "jwk"));
            assertThat(Jwks.read(jwk).keys().get(0).thumbprint()).isEqualTo(example.get("sha256"));
        }
        Vectors.assertRecorded("RFC thumbprints", examples.size(), examples.size(), 0);
    }

    @Test
    void signedTokensVerifyAndTheUnsecuredOneDoesNot() {
        int accepted = 0;
        List<Map<String, Object>> examples = Vectors.objects(Vectors.json("rfc/rfc-jws-examples.json"), "jws");
        for (Map<String, Object> example : examples) {
            boolean secured = example.containsKey("jwk");
            boolean actual = secured && verifies(Vectors.string(example, "compact"), Vectors.object(example, "jwk"));
            assertThat(actual).as("%s", example.get("source")).isEqualTo(secured);
            accepted += actual ? 1 : 0;
            if (!secured) {
                assertThat(CompactJws.parse(Vectors.string(example, "compact"))).isEmpty();
            }
        }
        Vectors.assertRecorded("RFC tokens", examples.size(), accepted, examples.size() - accepted);
    }

    @Test
    void proofsOfPossessionAreNotTokensSinceTheyBringTheirOwnKey() {
        List<Map<String, Object>> proofs = Vectors.objects(Vectors.json("rfc/rfc9449-dpop-examples.json"), "proofs");
        for (Map<String, Object> proof : proofs) {
            assertThat(CompactJws.parse(Vectors.string(proof, "jwt")))
                    .hasValueSatisfying(token ->
                            assertThat(token.header().hasForbiddenMember()).isTrue());
        }
        Vectors.assertRecorded("RFC 9449 proofs", proofs.size(), 0, proofs.size());
    }

    @Test
    void theCookbooksCompactTokensVerifyWhenAsymmetricAndAttached() {
        Set<String> accepted = new TreeSet<>();
        int run = 0;
        for (String directory : List.of("jws", "curve25519", "rfc7797")) {
            for (Path file : Vectors.files("jose-cookbook/" + directory)) {
                String name = directory + "/" + file.getFileName();
                if (name.endsWith(".json")) {
                    run++;
                    if (cookbookVerifies(Vectors.json("jose-cookbook/" + name))) {
                        accepted.add(name);
                    }
                }
            }
        }
        Map<String, Object> nested = Vectors.json("jose-cookbook/6.nesting_signatures_and_encryption.json");
        assertThat(cookbookVerifies(Vectors.object(nested, "sign"))).isTrue();
        assertThat(CompactJws.parse(
                        Vectors.string(Vectors.object(Vectors.object(nested, "encrypt"), "output"), "compact")))
                .isEmpty();

        assertThat(accepted)
                .containsExactly(
                        "curve25519/jws.json",
                        "jws/4_1.rsa_v15_signature.json",
                        "jws/4_2.rsa-pss_signature.json",
                        "jws/4_3.ecdsa_signature.json");
        Vectors.assertRecorded("JOSE cookbook, tokens", run + 2, accepted.size() + 1, run - accepted.size() + 1);
    }

    @Test
    void theCookbooksPublicKeysAreUsableAndNoOthers() {
        Map<String, Object> outcomes = new HashMap<>();
        for (Path file : Vectors.files("jose-cookbook/jwk")) {
            JwkSet set =
                    Jwks.read(JSONObjectUtils.toJSONString(Vectors.json("jose-cookbook/jwk/" + file.getFileName())));
            outcomes.put(
                    file.getFileName().toString().substring(0, 3),
                    set.keys().isEmpty() ? set.skipped().get(0).cause() : "usable");
        }

        assertThat(outcomes)
                .isEqualTo(Map.of(
                        "3_1", "usable",
                        "3_2", SkipCause.PRIVATE_MEMBERS,
                        "3_3", "usable",
                        "3_4", SkipCause.PRIVATE_MEMBERS,
                        "3_5", SkipCause.SYMMETRIC,
                        "3_6", SkipCause.SYMMETRIC));
        Vectors.assertRecorded("JOSE cookbook, keys", 6, 2, 4);
    }

    private static boolean cookbookVerifies(Map<String, Object> example) {
        Map<String, Object> input = Vectors.object(example, "input");
        Map<String, Object> output = Vectors.object(example, "output");
        return input.get("key") instanceof Map<?, ?>
                && output.containsKey("compact")
                && verifies(Vectors.string(output, "compact"), Vectors.object(input, "key"));
    }

    /** The examples give private keys, of which only the public members are read. */
    private static boolean verifies(String compact, Map<String, Object> key) {
        Map<String, Object> publicKey = new HashMap<>(key);
        publicKey.keySet().retainAll(Set.of("kty", "crv", "n", "e", "x", "y", "k", "use", "alg", "kid"));
        Optional<VerificationKey> usable = Jwks.read(JSONObjectUtils.toJSONString(publicKey)).keys().stream()
                .findFirst();
        return CompactJws.parse(compact)
                .filter(token -> !token.header().hasForbiddenMember() && usable.isPresent())
                .filter(token -> token.header()
                        .algorithm()
                        .flatMap(Algorithm::named)
                        .filter(algorithm -> SIGNATURES.isSignedBy(token, usable.orElseThrow(), algorithm))
                        .isPresent())
                .isPresent();
    }
}
