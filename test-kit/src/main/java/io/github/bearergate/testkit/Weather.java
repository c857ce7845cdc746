package io.github.bearergate.testkit;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The faults in force, by the path they are meant for. Thread-safe. */
final class Weather {
    static final String EVERYWHERE = "*";

    private record Storm(Fault fault, long answersLeft) {}

    private final Map<String, Storm> storms = new HashMap<>();

    /** Sets the fault of a path, or of every path that has none of its own. */
    synchronized void set(String path, long answers, Fault fault) {
        storms.put(path, new Storm(fault, answers));
    }

    synchronized void calm() {
        storms.clear();
    }

    /** The fault for one answer; empty in calm weather. */
    synchronized Optional<Fault> take(String path) {
        String scope = storms.containsKey(path) ? path : EVERYWHERE;
        Storm storm = storms.get(scope);
        if (storm == null) {
            return Optional.empty();
        }
        if (storm.answersLeft() == 1) {
            storms.remove(scope);
        } else {
            storms.put(scope, new Storm(storm.fault(), storm.answersLeft() - 1));
        }
        return Optional.of(storm.fault());
    }
}
