package io.github.bearergate.jwks;

import io.github.bearergate.jwks.KeySourceEvent.Refreshed;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A listener that remembers. */
final class Heard implements KeySourceListener {
    private final List<KeySourceEvent> events = new CopyOnWriteArrayList<>();

    @Override
    public void on(KeySourceEvent event) {
        events.add(event);
    }

    List<KeySourceEvent> all() {
        return List.copyOf(events);
    }

    <T extends KeySourceEvent> List<T> all(Class<T> type) {
        return events.stream().filter(type::isInstance).map(type::cast).toList();
    }

    List<RefreshOutcome> outcomes() {
        return all(Refreshed.class).stream().map(Refreshed::outcome).toList();
    }

    long count(RefreshOutcome outcome) {
        return outcomes().stream().filter(outcome::equals).count();
    }
}
