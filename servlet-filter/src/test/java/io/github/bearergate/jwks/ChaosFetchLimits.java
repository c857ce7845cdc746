package io.github.bearergate.jwks;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/** How often the key set may be asked for while nothing is wrong: by schedule, and a little for unknown kids. */
final class ChaosFetchLimits {
    private static final int BURST = 3;
    private static final int REMEMBERED = 200;

    private final long refill;
    private final long soonest;
    private final Deque<Long> asked = new ArrayDeque<>();

    ChaosFetchLimits(ChaosScale scale) {
        this.refill = scale.numbers().refill();
        this.soonest = scale.interval().toNanos() * 8 / 10;
    }

    /** Something other than time and unknown kids makes the source fetch from now on. */
    void reset() {
        asked.clear();
    }

    Optional<String> askedFor(long now) {
        asked.addLast(now);
        int count = 0;
        for (long at : (Iterable<Long>) asked::descendingIterator) {
            count++;
            long window = now - at + ChaosScale.SLACK;
            long most = BURST + 1 + window / refill + 1 + window / soonest + 1;
            if (count > most) {
                return Optional.of(
                        count + " fetches within " + Duration.ofNanos(now - at).toMillis() + " ms");
            }
        }
        if (asked.size() > REMEMBERED) {
            asked.removeFirst();
        }
        return Optional.empty();
    }
}
