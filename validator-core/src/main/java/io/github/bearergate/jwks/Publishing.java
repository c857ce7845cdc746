package io.github.bearergate.jwks;

import io.github.bearergate.jwks.KeySourceEvent.KeysChanged;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The part of the rules that puts a fetched set in the place of the one before. Stateless. */
final class Publishing {
    /** A set full of bad keys shall not fill the log. */
    private static final int MOST_LINES = 10;

    private final String alias;
    private final KeySourceSettings settings;

    Publishing(String alias, KeySourceSettings settings) {
        this.alias = alias;
        this.settings = settings;
    }

    void publish(Draft draft, Flight flight, Event.Fetched fetched, Duration interval) {
        Trust trust = draft.state.trust();
        Snapshot before = trust.snapshot();
        Snapshot snapshot = new Snapshot(
                KeyTable.of(fetched.keys()), flight.startedAt(), fetched.at(), interval, Set.copyOf(fetched.skipped()));
        draft.state = draft.state.with(trust.published(
                snapshot, flight.startedAt() + settings.maxStale().toNanos()));
        tellChanges(draft, before == null ? KeyTable.EMPTY : before.table(), snapshot.table());
        logNewlySkipped(draft, fetched.skipped(), before == null ? Set.of() : before.skipped());
    }

    private void tellChanges(Draft draft, KeyTable before, KeyTable after) {
        Map<String, Set<String>> old = before.thumbprints();
        Map<String, Set<String>> young = after.thumbprints();
        int added = (int)
                young.keySet().stream().filter(kid -> !old.containsKey(kid)).count();
        int removed = (int)
                old.keySet().stream().filter(kid -> !young.containsKey(kid)).count();
        int replaced = (int) young.entrySet().stream()
                .filter(entry -> !entry.getValue().equals(old.getOrDefault(entry.getKey(), entry.getValue())))
                .count();
        if (added + removed + replaced > 0) {
            draft.tell(new KeysChanged(alias, added, removed, replaced));
        }
    }

    /** Each key once for each thing that is wrong with it, compromised ones first, so that no crowd of others hides them. */
    private void logNewlySkipped(Draft draft, List<SkippedJwk> skipped, Set<SkippedJwk> before) {
        skipped.stream()
                .filter(key -> !before.contains(key))
                .distinct()
                .sorted(Comparator.comparing((SkippedJwk key) -> level(key.cause()))
                        .reversed())
                .limit(MOST_LINES)
                .forEach(key -> draft.log(level(key.cause()), line(key)));
    }

    private static Level level(KeySkipCause cause) {
        return cause == KeySkipCause.PRIVATE_MEMBERS ? Level.ERROR : Level.WARNING;
    }

    private String line(SkippedJwk key) {
        String what = key.cause() == KeySkipCause.PRIVATE_MEMBERS
                ? " publishes a private key, which is compromised and not used: "
                : " publishes a key that is not used: ";
        return "issuer " + alias + what + key.cause() + ", fingerprint " + key.fingerprint();
    }
}
