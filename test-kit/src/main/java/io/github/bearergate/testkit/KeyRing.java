package io.github.bearergate.testkit;

import io.github.bearergate.testkit.JwsAlgorithm.KeyKind;
import java.security.KeyPair;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The keys of one issuer: which there are, which are published, which one signs, and the foreign elements beside them.
 *
 * <p>Removing a key withdraws it from the published set only: the issuer can still sign with it, as a thief or a slow node
 * would. Thread-safe: every method takes the ring's lock, and none does I/O under it.
 */
final class KeyRing {
    private final Style style;
    private final KeyPool pool = new KeyPool();
    private final Map<String, SigningKey> keys = new HashMap<>();
    private final Map<JwsAlgorithm, SigningKey> signers = new EnumMap<>(JwsAlgorithm.class);
    private final Map<KeyKind, KeyPair> strangers = new EnumMap<>(KeyKind.class);
    /** The published elements in document order, by kid; an element that is not ours has a name of its own. */
    private final Map<String, String> published = new LinkedHashMap<>();

    private int foreignElements;
    private boolean closed;

    KeyRing(Style style) {
        this.style = style;
    }

    /** A ring with one published, signing key for each algorithm, and what else this style publishes. */
    static KeyRing withKeysFor(Style style, List<JwsAlgorithm> algorithms) {
        KeyRing ring = new KeyRing(style);
        for (SigningKey key : algorithms.parallelStream().map(ring::make).toList()) {
            ring.publish(key);
            ring.signWith(key);
        }
        if (style == Style.KEYCLOAK) {
            ring.publishElement(Json.write(PublishedKeys.encryptionKey(ring.pool.take(KeyKind.RSA))));
        }
        return ring;
    }

    /** Makes a key, neither published nor signing; outside the lock, because RSA takes its time. */
    SigningKey make(JwsAlgorithm algorithm) {
        return add(Optional.empty(), algorithm, pool.take(algorithm.keyKind()));
    }

    synchronized SigningKey add(Optional<String> kid, JwsAlgorithm algorithm, KeyPair pair) {
        requireOpen();
        SigningKey key = new SigningKey(kid.orElseGet(() -> style.kid(algorithm, pair)), algorithm, pair);
        keys.put(key.kid(), key);
        return key;
    }

    synchronized void publish(SigningKey key) {
        published.put(key.kid(), element(key.kid()));
    }

    /** A key as this issuer shows it in its set. */
    synchronized String element(String kid) {
        return Json.write(PublishedKeys.members(style, key(kid)));
    }

    synchronized void publishElement(String json) {
        foreignElements++;
        published.put("\0" + foreignElements, json);
    }

    synchronized boolean withdraw(String kid) {
        return published.remove(kid) != null;
    }

    synchronized void signWith(SigningKey key) {
        signers.put(key.algorithm(), key);
    }

    /** The key of that name, published or not. */
    synchronized SigningKey key(String kid) {
        requireOpen();
        SigningKey key = keys.get(kid);
        if (key == null) {
            throw new IllegalArgumentException("this issuer never had a key \"" + kid + "\", only " + keys.keySet());
        }
        return key;
    }

    /** The key that signs this algorithm: its own, else one that is published for every algorithm of its kind. */
    synchronized SigningKey signer(JwsAlgorithm algorithm) {
        requireOpen();
        SigningKey own = signers.get(algorithm);
        if (own != null) {
            return own;
        }
        return signers.values().stream()
                .filter(key -> key.algorithm().keyKind() == algorithm.keyKind())
                .filter(key -> !style.publishesAlgorithms() || algorithm.keyKind() == KeyKind.ED25519)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("this issuer signs with " + signers.keySet()
                        + ", not with " + algorithm + ": start it with TestIssuer.builder().algorithms(...)"));
    }

    /** A key that is in no key set, the same one every time. */
    synchronized KeyPair stranger(KeyKind kind) {
        requireOpen();
        return strangers.computeIfAbsent(kind, pool::take);
    }

    private void requireOpen() {
        if (closed) {
            throw new IllegalStateException("this issuer is closed, and its keys may be another's by now");
        }
    }

    synchronized List<String> kids() {
        return published.keySet().stream().filter(keys::containsKey).toList();
    }

    /** The key set as the issuer publishes it at this moment (RFC 7517 section 5). */
    synchronized String document() {
        return "{\"keys\":[" + String.join(",", published.values()) + "]}";
    }

    /** Gives the keys back; nothing can be signed after that. Idempotent. */
    void close() {
        synchronized (this) {
            closed = true;
        }
        pool.close();
    }
}
