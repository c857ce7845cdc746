package io.github.bearergate.jwks;

import java.time.Duration;
import java.util.function.Consumer;

/**
 * One thing that happens to a simulated source or its provider.
 *
 * @param at in nanoseconds from the start
 */
record Happening(long at, String what, Consumer<SimWorld> effect) {
    @Override
    public String toString() {
        Duration time = Duration.ofNanos(at);
        return "%02d:%02d:%02d.%03d  %s"
                .formatted(time.toHours(), time.toMinutesPart(), time.toSecondsPart(), time.toMillisPart(), what);
    }
}
