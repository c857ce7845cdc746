package io.github.bearergate.jwks;

import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;

/** A step in the making; it lives only as long as the reducer works on one event. */
final class Draft {
    State state;
    private final List<Effect> effects = new ArrayList<>(4);

    Draft(State state) {
        this.state = state;
    }

    void fetch(Flight flight) {
        state = state.with(state.fetching().started(flight));
        effects.add(new Effect.Fetch(flight));
    }

    void cancel(Flight flight) {
        effects.add(new Effect.Cancel(flight.id()));
    }

    void tell(KeySourceEvent event) {
        effects.add(new Effect.Tell(event));
    }

    void log(Level level, String message) {
        effects.add(new Effect.Log(level, message));
    }

    /** A number from {@code low} to {@code high}, and another one next time. */
    double between(double low, double high) {
        double thrown = state.dice().between(low, high);
        state = state.with(state.dice().next());
        return thrown;
    }

    Step step() {
        return new Step(state, List.copyOf(effects));
    }
}
