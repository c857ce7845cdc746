package io.github.bearergate.audit;

import java.util.Optional;
import java.util.function.Supplier;

/**
 * Where a request comes from: what the audit log writes beside the decision, and no decision ever depends on.
 *
 * <p>The guard tells its listeners on the thread that decides. Whoever asks the guard binds the origin to that thread for as long
 * as the decision takes, so the guard itself need not know of it.
 */
public interface RequestOrigin {
    /** The address of the peer, as the server sees it. */
    String clientAddress();

    /** The trace that the request is part of: 32 lower-case hexadecimal digits (W3C Trace Context section 3.2.2.3). */
    Optional<String> traceId();

    /** Makes a decision while its origin is known to the audit log. */
    static <T> T during(RequestOrigin origin, Supplier<T> decision) {
        return CurrentOrigin.during(origin, decision);
    }
}
