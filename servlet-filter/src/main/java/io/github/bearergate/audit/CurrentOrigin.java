package io.github.bearergate.audit;

import java.util.Optional;
import java.util.function.Supplier;

/** The origin of the request that this thread is deciding about. */
final class CurrentOrigin {
    private static final ThreadLocal<RequestOrigin> CURRENT = new ThreadLocal<>();

    private CurrentOrigin() {}

    /** Decisions do not nest: the application runs after the decision, not within it. */
    static <T> T during(RequestOrigin origin, Supplier<T> decision) {
        CURRENT.set(origin);
        try {
            return decision.get();
        } finally {
            CURRENT.remove();
        }
    }

    static Optional<RequestOrigin> get() {
        return Optional.ofNullable(CURRENT.get());
    }
}
