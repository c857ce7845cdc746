package io.github.bearergate.testkit;

import java.io.IOException;

/**
 * A way to answer badly.
 *
 * <p>Called on the connection's own thread, by many threads at once.
 */
@FunctionalInterface
public interface Fault {
    /**
     * Answers one request in place of the issuer.
     *
     * @param truth what a healthy issuer would answer
     * @param wire the connection to write to
     * @throws IOException when the client is gone or the issuer is closed; the connection then ends
     */
    void answer(Reply truth, Wire wire) throws IOException;
}
