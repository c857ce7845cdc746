package io.github.bearergate.jwks;

import io.github.bearergate.jwks.SimOracle.Must;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What came out of one simulated day. */
final class SimReport {
    final long seed;
    final List<String> violations = new ArrayList<>();
    private final Set<Integer> newKeys = new HashSet<>();
    long decided;
    long either;
    long fetches;
    long longestNewKeyLag;

    /** The longest time for which a removed key was accepted in health, less the refresh interval; negative when shorter. */
    long longestRemovalLag = Long.MIN_VALUE;

    SimReport(long seed) {
        this.seed = seed;
    }

    void judge(long now, String what, Must must, Optional<Boolean> found) {
        boolean right = switch (must) {
            case ACCEPT -> found.equals(Optional.of(true));
            case REFUSE -> found.equals(Optional.of(false));
            case UNAVAILABLE -> found.isEmpty();
            case EITHER -> found.isPresent();
        };
        if (must == Must.EITHER) {
            either++;
        } else {
            decided++;
        }
        if (!right) {
            String answer = found.map(is -> is ? "accepted" : "refused").orElse("answered 503");
            violation(now, what + " was " + answer + " and must be: " + must);
        }
    }

    void violation(long now, String what) {
        // The first ones tell; a wrong design can have one for each request of a day.
        if (violations.size() < 100) {
            violations.add(new Happening(now, "VIOLATION: " + what, world -> {}).toString());
        }
    }

    void removalLag(long lag, long interval) {
        longestRemovalLag = Math.max(longestRemovalLag, lag - interval);
    }

    /** Only the first acceptance of a key counts. */
    void newKeyLag(int key, long lag) {
        if (newKeys.add(key)) {
            longestNewKeyLag = Math.max(longestNewKeyLag, lag);
        }
    }

    Duration newKeyLag() {
        return Duration.ofNanos(longestNewKeyLag);
    }
}
