package io.github.bearergate.jwks;

import java.util.function.Consumer;

/**
 * One thing that happens in a run of chaos.
 *
 * @param at in nanoseconds from the start
 * @param key the key that it is about; {@link #EVERY_KEY} when it concerns all
 */
record ChaosEvent(long at, int key, String what, Consumer<ChaosWorld> effect) {
    static final int EVERY_KEY = -1;

    boolean concerns(int other) {
        return key == EVERY_KEY || key == other;
    }

    @Override
    public String toString() {
        return line(at, what);
    }

    static String line(long at, String what) {
        return "%9.3f s  %s".formatted(at / 1e9, what);
    }
}
