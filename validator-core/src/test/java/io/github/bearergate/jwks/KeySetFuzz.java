package io.github.bearergate.jwks;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import io.github.bearergate.fuzz.FuzzTarget;
import io.github.bearergate.fuzz.Laws;
import io.github.bearergate.jose.JwkSet;
import io.github.bearergate.jose.JwkSetReader;
import io.github.bearergate.jose.StrictJson;
import io.github.bearergate.spi.Algorithm;
import io.github.bearergate.spi.VerificationKey;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A JWK set document to the table of keys that requests are checked with.
 *
 * <p>Laws: each element is a key or skipped, none is lost; each key is one that {@link VerificationKey} would make again, and that
 * Nimbus finds in the document too, nowhere with its private part; the order of the keys means nothing; junk beside them costs none of them; no kid gives more
 * candidates than four, and none of another name or algorithm.
 */
public final class KeySetFuzz implements FuzzTarget {
    private static final KeySetFuzz INSTANCE = new KeySetFuzz();
    private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");

    /** What Jazzer calls. */
    public static void fuzzerTestOneInput(byte[] input) {
        Laws.check(INSTANCE, input);
    }

    @Override
    public List<String> words() {
        return List.of(
                "{\"keys\":[",
                "{\"keys\":[{",
                "\"kty\":\"RSA\"",
                "\"kty\":\"EC\"",
                "\"kty\":\"OKP\"",
                "\"crv\":\"P-256\"",
                "\"crv\":\"Ed25519\"",
                "\"kid\":\"a\"",
                "\"kid\":\"",
                "\"use\":\"sig\"",
                "\"use\":\"enc\"",
                "\"key_ops\":[\"verify\"]",
                "\"alg\":\"ES256\"",
                "\"alg\":\"RS256\"",
                "\"e\":\"AQAB\"",
                "\"e\":\"Aw\"",
                "\"d\":\"AA\"",
                "\"exp\":1",
                "\"nbf\":1999999999",
                "\"revoked\":{}",
                "null",
                "true",
                "[",
                "]",
                "{",
                "}",
                ",",
                ":",
                "\"",
                "\\u0061",
                "AA",
                "_-",
                "=");
    }

    @Override
    public int cases() {
        return 2_000;
    }

    @Override
    public boolean accepts(byte[] input) {
        Optional<JwkSet> read = JwkSetReader.read(input, NOW);
        Optional<List<?>> elements = elements(input);
        Laws.hold(
                elements.isEmpty() || elements.get().size() > JwkSetReader.MOST_KEYS || read.isPresent(),
                () -> "a strict document with an array of keys is refused");
        if (read.isEmpty()) {
            return false;
        }
        JwkSet set = read.get();
        elements.ifPresent(all -> Laws.hold(
                all.size() == set.keys().size() + set.skipped().size(), () -> "an element is neither key nor skipped"));
        set.keys().forEach(KeySetFuzz::checkKey);
        Laws.hold(set.equals(JwkSetReader.read(input, NOW).orElseThrow()), () -> "a second reading differs");
        checkAgainstNimbus(input, set);
        checkJunk(input, set);
        checkTable(set.keys());
        return !set.keys().isEmpty();
    }

    private static Optional<List<?>> elements(byte[] input) {
        if (input.length > 256 * 1_024) {
            return Optional.empty();
        }
        Map<String, @Nullable Object> members = StrictJson.readObject(input).orElse(Map.of());
        return members.get("keys") instanceof List<?> keys ? Optional.of(keys) : Optional.empty();
    }

    private static void checkKey(VerificationKey key) {
        Laws.hold(
                key.equals(VerificationKey.of(key.kid(), key.algorithms(), key.publicKey())),
                () -> "a key that cannot be made again: " + key);
        Laws.hold(key.kid().orElse("").length() <= 256, () -> "a kid longer than 256 characters");
    }

    private static void checkAgainstNimbus(byte[] input, JwkSet set) {
        Set<String> theirs = new HashSet<>();
        Set<String> compromised = new HashSet<>();
        try {
            for (JWK jwk :
                    JWKSet.parse(new String(input, StandardCharsets.UTF_8)).getKeys()) {
                theirs.add(jwk.computeThumbprint().toString());
                if (jwk.isPrivate()) {
                    compromised.add(jwk.computeThumbprint().toString());
                }
            }
        } catch (ParseException | JOSEException | RuntimeException e) {
            // Theirs gives up on a whole set where ours skips a key.
            return;
        }
        for (VerificationKey key : set.keys()) {
            Laws.hold(theirs.contains(key.thumbprint()), () -> "Nimbus does not find " + key);
            Laws.hold(!compromised.contains(key.thumbprint()), () -> "the private part is in the set: " + key);
        }
    }

    private static void checkJunk(byte[] input, JwkSet set) {
        String text = new String(input, StandardCharsets.ISO_8859_1);
        String start = "{\"keys\":[{";
        if (!text.startsWith(start) || set.keys().size() + set.skipped().size() == JwkSetReader.MOST_KEYS) {
            return;
        }
        String junk = "{\"keys\":[{\"kty\":\"AKP\",\"pub\":\"\",\"pub\":[1e999]},{" + text.substring(start.length());
        byte[] more = junk.getBytes(StandardCharsets.ISO_8859_1);
        if (more.length <= 256 * 1_024) {
            Laws.hold(
                    JwkSetReader.read(more, NOW).map(JwkSet::keys).equals(Optional.of(set.keys())),
                    () -> "a junk key in front costs a good one");
        }
    }

    private static void checkTable(List<VerificationKey> keys) {
        KeyTable table = KeyTable.of(keys);
        List<VerificationKey> reversed = new ArrayList<>(keys);
        Collections.reverse(reversed);
        Laws.hold(table.keys().equals(KeyTable.of(reversed).keys()), () -> "the order of the keys means something");
        for (VerificationKey key : keys) {
            for (Algorithm algorithm : Algorithm.values()) {
                checkFound(table, key.kid(), algorithm);
            }
        }
    }

    private static void checkFound(KeyTable table, Optional<String> kid, Algorithm algorithm) {
        List<VerificationKey> found = table.find(kid, algorithm);
        Laws.hold(found.size() <= 4, () -> "too many candidates");
        for (VerificationKey key : found) {
            Laws.hold(
                    key.algorithms().contains(algorithm)
                            && (kid.isEmpty() || key.kid().equals(kid)),
                    () -> "found what was not asked for: " + key);
        }
    }
}
