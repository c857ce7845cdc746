package io.github.bearergate.jwks;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.github.bearergate.testkit.TestIssuer;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;

/** The keys of a run by number, and tokens that name them; signing is done beforehand, not while the clock runs. */
final class ChaosTokens {
    private static final int OF_EACH_KEY = 4;

    private final TestIssuer issuer;
    private final Map<Integer, OfKey> byKey = new ConcurrentHashMap<>();
    private final Map<String, Integer> byKid = new ConcurrentHashMap<>();
    private final String payloadAndSignature;

    private record OfKey(String kid, List<String> valid, String expired, String forged) {}

    ChaosTokens(TestIssuer issuer) {
        this.issuer = issuer;
        make(0, issuer.kid());
        String token = valid(0, 0);
        this.payloadAndSignature = token.substring(token.indexOf('.'));
    }

    /** Makes a key that is not published. */
    void make(int key) {
        if (!byKey.containsKey(key)) {
            make(key, issuer.signBeforePublishing());
        }
    }

    private void make(int key, String kid) {
        var good = issuer.token().signedBy(kid).scope("orders:read").expiresIn(Duration.ofHours(2));
        List<String> valid =
                IntStream.range(0, OF_EACH_KEY).mapToObj(i -> good.sign()).toList();
        byKid.put(kid, key);
        byKey.put(key, new OfKey(kid, valid, good.expired().sign(), withForeignSignature(valid)));
    }

    /** One token's claims under another's signature. */
    private static String withForeignSignature(List<String> valid) {
        String claims = valid.get(0);
        String signature = valid.get(1);
        return claims.substring(0, claims.lastIndexOf('.')) + signature.substring(signature.lastIndexOf('.'));
    }

    String kid(int key) {
        return of(key).kid();
    }

    /** The key of this name; the issuer has no others. */
    int keyNamed(String kid) {
        return byKid.getOrDefault(kid, -1);
    }

    String valid(int key, int which) {
        return of(key).valid().get(which % OF_EACH_KEY);
    }

    String expired(int key) {
        return of(key).expired();
    }

    String forged(int key) {
        return of(key).forged();
    }

    /** A token that could be good, under a name that nobody ever used. */
    String unknown(Random random) {
        String header = "{\"alg\":\"ES256\",\"typ\":\"at+jwt\",\"kid\":\"x" + random.nextLong() + "\"}";
        return Base64.getUrlEncoder().withoutPadding().encodeToString(header.getBytes(US_ASCII)) + payloadAndSignature;
    }

    private OfKey of(int key) {
        return java.util.Objects.requireNonNull(byKey.get(key));
    }
}
