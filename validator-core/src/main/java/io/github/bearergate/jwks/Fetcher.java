package io.github.bearergate.jwks;

import java.util.concurrent.Executor;
import java.util.function.Consumer;

/** Carries out errands. Used by one thread only, that of the loop. */
interface Fetcher {
    /**
     * Starts an errand.
     *
     * @param answer takes how it ended, at most once, on the loop's thread; never after {@link Pending#cancel}
     */
    Pending fetch(Flight flight, Consumer<Event> answer);

    /** Ends every thread and connection; called once, after the last fetch was cancelled or answered. */
    void close();

    /** An errand on its way. */
    interface Pending {
        /** Gives it up and releases its connection; does nothing after its end. */
        void cancel();
    }

    /** Makes the fetcher of a loop. */
    interface Factory {
        /** Makes a fetcher that hands its results to the loop's thread. */
        Fetcher make(Executor loop);
    }
}
