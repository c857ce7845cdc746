package io.github.bearergate.jose;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.util.JSONObjectUtils;
import io.github.bearergate.spi.Algorithm;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/**
 * Wycheproof's JOSE files (C2SP/wycheproof). Their payloads are no claims, so that what is tried is the outer form, the header's
 * rules, the key set and the signature.
 */
class WycheproofJwsTest {
    private static final Signatures SIGNATURES = ChosenSignatures.make();

    /** Shared secrets, which are never a key here. */
    private static final Set<String> SYMMETRIC = Set.of("hs256", "base64", "jws_aes", "HS256", "HS384", "HS512");

    @Test
    void signatures() {
        Map<String, Object> overrides = Vectors.object(
                Vectors.object(Vectors.json("wycheproof/expectation-overrides.json"), "json_web_signature_test"),
                "upstream_label_wrong_or_contradictory");

        Tally tally = run("json_web_signature_test", overrides.keySet());

        assertThat(tally.wrong).isEmpty();
        Vectors.assertRecorded("Wycheproof `json_web_signature_test`", 401, tally.accepted, 401 - tally.accepted);
        assertThat(tally.run).isEqualTo(401);
    }

    @Test
    void keys() {
        Tally tally = run("json_web_key_test", Set.of());

        assertThat(tally.wrong).isEmpty();
        assertThat(tally.run).isEqualTo(26);
        Vectors.assertRecorded("Wycheproof `json_web_key_test`", 26, tally.accepted, 26 - tally.accepted);
    }

    @Test
    void mixedTokens() {
        Tally tally = run("json_web_crypto_test", Set.of());

        assertThat(tally.wrong).isEmpty();
        assertThat(tally.run).isEqualTo(83);
        Vectors.assertRecorded("Wycheproof `json_web_crypto_test`", 83, tally.accepted, 83 - tally.accepted);
    }

    @Test
    void spellingsOfBase64urlAreJudgedByTheFormAlone() {
        // They are signed with a shared secret; 367 and 370 are the same bytes as 357, which is labelled valid.
        Set<String> refused = new TreeSet<>();
        Set<String> labelled = new TreeSet<>();
        for (Map<String, Object> group : groups("json_web_signature_test")) {
            for (Map<String, Object> test : Vectors.objects(group, "tests")) {
                if ("base64".equals(group.get("comment"))) {
                    String id = Vectors.string(test, "tcId");
                    if (CompactJws.parse(Vectors.string(test, "jws")).isEmpty()) {
                        refused.add(id);
                    }
                    if ("invalid".equals(test.get("result"))
                            && !Set.of("367", "370").contains(id)) {
                        labelled.add(id);
                    }
                }
            }
        }
        labelled.addAll(Set.of("372", "373"));

        assertThat(refused).isEqualTo(labelled);
    }

    @Test
    void encryptedTokensAreNeverTokens() {
        int run = 0;
        for (Map<String, Object> group : groups("json_web_encryption_test")) {
            for (Map<String, Object> test : Vectors.objects(group, "tests")) {
                assertThat(CompactJws.parse(Vectors.string(test, "jwe")))
                        .as("%s", test.get("tcId"))
                        .isEmpty();
                run++;
            }
        }
        Vectors.assertRecorded("Wycheproof `json_web_encryption_test`", run, 0, run);
        assertThat(run).isEqualTo(139);
    }

    @Test
    void keysAreKeptOrDroppedForTheRightReason() {
        Map<String, List<Object>> outcomes = new HashMap<>();
        for (Map<String, Object> group : groups("json_web_key_test")) {
            JwkSet set = keys(group);
            List<Object> outcome = new ArrayList<>(
                    set.skipped().stream().map(SkippedKey::cause).toList());
            set.keys().forEach(key -> outcome.add("usable"));
            outcomes.put(Vectors.string(Vectors.objects(group, "tests").get(0), "tcId"), outcome);
        }

        assertThat(outcomes)
                .containsEntry("1", List.of(SkipCause.SYMMETRIC, "usable"))
                .containsEntry("5", List.of("usable"))
                .containsEntry("6", List.of(SkipCause.OTHER_USE))
                .containsEntry("7", List.of(SkipCause.WEAK_RSA))
                .containsEntry("8", List.of(SkipCause.WEAK_RSA))
                .containsEntry("9", List.of(SkipCause.BAD_EXPONENT))
                .containsEntry("10", List.of(SkipCause.SYMMETRIC))
                .containsEntry("19", List.of(SkipCause.OTHER_ALGORITHM))
                .containsEntry("20", List.of(SkipCause.OTHER_ALGORITHM))
                .containsEntry("21", List.of(SkipCause.OTHER_USE))
                .containsEntry("22", List.of(SkipCause.OFF_CURVE))
                .containsEntry("25", List.of(SkipCause.SYMMETRIC));
    }

    private static Tally run(String file, Set<String> refusedAlthoughValid) {
        Tally tally = new Tally();
        for (Map<String, Object> group : groups(file)) {
            JwkSet keys = keys(group);
            boolean symmetric = SYMMETRIC.contains(Vectors.string(group, "comment"))
                    || (keys.keys().isEmpty()
                            && keys.skipped().stream().anyMatch(key -> key.cause() == SkipCause.SYMMETRIC));
            for (Map<String, Object> test : Vectors.objects(group, "tests")) {
                String id = Vectors.string(test, "tcId");
                boolean expected = "valid".equals(test.get("result"))
                        && test.containsKey("jws")
                        && !symmetric
                        && !refusedAlthoughValid.contains(id);
                String token = Vectors.string(test, test.containsKey("jws") ? "jws" : "jwe");
                tally.count(id, expected, isAccepted(token, keys));
            }
        }
        return tally;
    }

    private static boolean isAccepted(String text, JwkSet keys) {
        Optional<CompactJws> token =
                CompactJws.parse(text).filter(read -> !read.header().hasForbiddenMember());
        Optional<Algorithm> algorithm =
                token.flatMap(read -> read.header().algorithm()).flatMap(Algorithm::named);
        return token.isPresent()
                && algorithm.isPresent()
                && keys.keys().stream().anyMatch(key -> SIGNATURES.isSignedBy(token.get(), key, algorithm.get()));
    }

    private static List<Map<String, Object>> groups(String file) {
        return Vectors.objects(Vectors.json("wycheproof/jose/" + file + ".json"), "testGroups");
    }

    /** A group without public keys gives private ones, and some give one key where others give a set. */
    private static JwkSet keys(Map<String, Object> group) {
        Map<String, Object> given = Vectors.object(group, group.containsKey("public") ? "public" : "private");
        Map<String, Object> set = given.containsKey("keys") ? given : Map.of("keys", List.of(given));
        return JwkSetReader.read(Minted.utf8(JSONObjectUtils.toJSONString(set)), Jwks.NOW)
                .orElseThrow();
    }

    private static final class Tally {
        private final Set<String> wrong = new TreeSet<>();
        private int run;
        private int accepted;

        void count(String id, boolean expected, boolean actual) {
            run++;
            accepted += actual ? 1 : 0;
            if (expected != actual) {
                wrong.add(id + (actual ? " accepted" : " refused"));
            }
        }
    }
}
