package io.github.bearergate.jwks;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Every number of a key source.
 *
 * @param refreshing how often
 * @param deadline how long one fetch may take in all
 * @param maxStale how long a set is trusted, counted from the start of its fetch
 * @param backoff how long to leave a failing provider alone
 * @param unknownKids what tokens with unknown keys may cause
 * @param http the limits of the client
 * @param discovering when to read the metadata again
 * @param operatorGap the time between two fetches that the operator asked for
 * @param closing how long close may take
 */
record KeySourceSettings(
        Refreshing refreshing,
        Duration deadline,
        Duration maxStale,
        Backoff backoff,
        UnknownKids unknownKids,
        Http http,
        Discovering discovering,
        Duration operatorGap,
        Duration closing) {

    /**
     * How often a set is fetched.
     *
     * @param interval what holds without a {@code max-age}
     * @param ceiling whether {@code max-age} may only shorten the interval
     * @param shortest the least {@code max-age} that is obeyed
     * @param longest the greatest
     * @param earliest the share of the interval after which the next fetch may start, so that instances spread
     */
    record Refreshing(Duration interval, boolean ceiling, Duration shortest, Duration longest, double earliest) {}

    /**
     * How long a failing provider is left alone.
     *
     * @param first after one failure; it doubles with each
     * @param cap the most it grows to
     * @param coldCap the most while there is no set at all
     * @param earliest the share of the time after which the next attempt may start
     * @param shortestAsked the least {@code Retry-After} that is obeyed
     * @param longestAsked the greatest
     * @param spread what is added at most to a {@code Retry-After}
     */
    record Backoff(
            Duration first,
            Duration cap,
            Duration coldCap,
            double earliest,
            Duration shortestAsked,
            Duration longestAsked,
            Duration spread) {}

    /**
     * What tokens with unknown keys may cause.
     *
     * @param burst how many fetches at once
     * @param refill how long until one more
     * @param entries how many unknown names are remembered
     * @param gaps the times between fetches for one name; the last one repeats
     * @param longestWait how long a request may wait for a fetch on its way; zero turns waiting off
     * @param waiters how many requests may wait at a time
     * @param longestKid the longest name that is looked at, in characters
     */
    record UnknownKids(
            int burst,
            Duration refill,
            int entries,
            List<Duration> gaps,
            Duration longestWait,
            int waiters,
            int longestKid) {
        UnknownKids {
            gaps = List.copyOf(gaps);
        }
    }

    /**
     * The limits of the HTTP client.
     *
     * @param connect how long a connection may take to stand
     * @param longestBody in bytes
     * @param failuresOfClient after how many failures in a row the client is replaced
     * @param clientGap the least time between two replacements
     */
    record Http(Duration connect, int longestBody, int failuresOfClient, Duration clientGap) {}

    /**
     * When the issuer's metadata is read again.
     *
     * @param interval after so long
     * @param failures and after so many failed fetches in a row
     */
    record Discovering(Duration interval, int failures) {}

    static KeySourceSettings defaults() {
        return new KeySourceSettings(
                new Refreshing(seconds(300), false, seconds(60), seconds(900), 0.8),
                seconds(5),
                Duration.ofHours(6),
                new Backoff(
                        seconds(1), seconds(60), seconds(10), 0.5, seconds(1), seconds(300), Duration.ofMillis(500)),
                new UnknownKids(3, seconds(30), 1_024, gaps(), Duration.ofMillis(500), 32, 256),
                new Http(seconds(2), 256 * 1_024, 2, Duration.ofMinutes(10)),
                new Discovering(Duration.ofHours(1), 3),
                seconds(1),
                seconds(2));
    }

    /** Makes the refresh interval fixed, so that {@code max-age} can only shorten it. */
    KeySourceSettings withRefresh(Duration interval) {
        return with(
                new Refreshing(interval, true, refreshing.shortest(), refreshing.longest(), refreshing.earliest()),
                deadline,
                maxStale);
    }

    KeySourceSettings withMaxStale(Duration longest) {
        return with(refreshing, deadline, longest);
    }

    KeySourceSettings withDeadline(Duration longest) {
        return with(refreshing, longest, maxStale);
    }

    private KeySourceSettings with(Refreshing refreshing, Duration deadline, Duration maxStale) {
        return new KeySourceSettings(
                refreshing, deadline, maxStale, backoff, unknownKids, http, discovering, operatorGap, closing);
    }

    /** The refresh interval after an answer that allowed {@code maxAge}; at most half of max-stale, to survive a failure. */
    Duration intervalFor(Optional<Duration> maxAge) {
        Duration wished = maxAge.map(this::obeyed).orElse(refreshing.interval());
        return shorter(wished, maxStale.dividedBy(2));
    }

    /** The longest refresh interval that any answer can bring about. */
    Duration longestInterval() {
        Duration longest = refreshing.ceiling() ? refreshing.interval() : refreshing.longest();
        return shorter(longest, maxStale.dividedBy(2));
    }

    private Duration obeyed(Duration maxAge) {
        Duration atLeast = longer(maxAge, refreshing.shortest());
        return shorter(atLeast, refreshing.ceiling() ? refreshing.interval() : refreshing.longest());
    }

    static Duration shorter(Duration a, Duration b) {
        return a.compareTo(b) <= 0 ? a : b;
    }

    static Duration longer(Duration a, Duration b) {
        return a.compareTo(b) >= 0 ? a : b;
    }

    private static List<Duration> gaps() {
        return Stream.of(30, 30, 30, 30, 30, 30, 60, 120, 300)
                .map(Duration::ofSeconds)
                .toList();
    }

    private static Duration seconds(long seconds) {
        return Duration.ofSeconds(seconds);
    }
}
