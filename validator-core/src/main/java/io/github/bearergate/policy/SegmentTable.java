package io.github.bearergate.policy;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A frozen map from literal segments, which is asked with a part of a path, so that a lookup makes no substring. Immutable.
 *
 * <p>Open addressing over a power of two at most half full. The keys are the policy's own, so no caller can make them collide.
 */
final class SegmentTable<V> {
    private final @Nullable String[] keys;
    private final @Nullable Object[] values;

    SegmentTable(Map<String, V> entries) {
        int size = Integer.highestOneBit(Math.max(1, entries.size())) * 4;
        keys = new @Nullable String[size];
        values = new @Nullable Object[size];
        entries.forEach((key, value) -> {
            int slot = slot(hash(key, 0, key.length()));
            while (keys[slot] != null) {
                slot = slot(slot + 1);
            }
            keys[slot] = key;
            values[slot] = value;
        });
    }

    /** Finds the value of the segment that stands in the path from one index to before another; null when there is none. */
    @SuppressWarnings("unchecked") // only the constructor fills the array, with values of this type
    @Nullable
    V get(String path, int from, int to) {
        int slot = slot(hash(path, from, to));
        for (String key = keys[slot]; key != null; key = keys[slot]) {
            if (key.length() == to - from && path.startsWith(key, from)) {
                return (V) values[slot];
            }
            slot = slot(slot + 1);
        }
        return null;
    }

    private int slot(int hash) {
        return hash & (keys.length - 1);
    }

    private static int hash(String text, int from, int to) {
        int hash = 0;
        for (int i = from; i < to; i++) {
            hash = 31 * hash + text.charAt(i);
        }
        return hash ^ (hash >>> 15);
    }
}
