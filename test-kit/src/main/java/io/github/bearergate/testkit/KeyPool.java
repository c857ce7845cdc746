package io.github.bearergate.testkit;

import io.github.bearergate.testkit.JwsAlgorithm.KeyKind;
import java.security.KeyPair;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;

/**
 * The RSA key pairs of this JVM that no issuer uses at the moment.
 *
 * <p>Making one takes about a tenth of a second, too long for every test class. A pair belongs to one issuer until that issuer
 * is closed, so two that live at the same time never share a key. Thread-safe.
 */
final class KeyPool {
    private static final Deque<KeyPair> IDLE = new ArrayDeque<>();

    private final List<KeyPair> borrowed = new ArrayList<>();

    /** A pair that no other living issuer has; RSA ones may have been used by an issuer that is closed. */
    KeyPair take(KeyKind kind) {
        if (kind != KeyKind.RSA) {
            return kind.generate();
        }
        KeyPair pair;
        synchronized (IDLE) {
            pair = IDLE.poll();
        }
        KeyPair taken = pair == null ? kind.generate() : pair;
        synchronized (borrowed) {
            borrowed.add(taken);
        }
        return taken;
    }

    /** Gives back every pair; the second call gives back none. */
    void close() {
        Collection<KeyPair> returned;
        synchronized (borrowed) {
            returned = List.copyOf(borrowed);
            borrowed.clear();
        }
        synchronized (IDLE) {
            IDLE.addAll(returned);
        }
    }
}
