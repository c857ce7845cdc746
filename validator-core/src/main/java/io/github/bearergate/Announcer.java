package io.github.bearergate;

import io.github.bearergate.jwks.KeySourceEvent;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/** Tells every listener, and keeps what a listener throws away from the decision. */
final class Announcer {
    private static final Logger LOGGER = System.getLogger("bearergate");

    private final List<GuardListener> listeners;
    private final AtomicBoolean complained = new AtomicBoolean();

    Announcer(List<GuardListener> listeners) {
        this.listeners = List.copyOf(listeners);
    }

    void decided(GuardEvent event) {
        tellEach(listener -> listener.decided(event));
    }

    void keys(KeySourceEvent event) {
        tellEach(listener -> listener.keys(event));
    }

    private void tellEach(Consumer<GuardListener> message) {
        for (GuardListener listener : listeners) {
            try {
                message.accept(listener);
            } catch (Throwable e) {
                // An error too, such as a class that is not there: the answer to a request does not depend on who
                // listens.
                complainOnce(listener, e);
            }
        }
    }

    /** Once, so that a broken listener does not turn every request into a stack trace; its message may hold anything. */
    private void complainOnce(GuardListener listener, Throwable failure) {
        if (complained.compareAndSet(false, true)) {
            LOGGER.log(
                    Level.WARNING,
                    "The listener {0} threw {1}; its failures are dropped, this one is the only one reported",
                    listener.getClass().getName(),
                    failure.getClass().getName());
        }
    }
}
