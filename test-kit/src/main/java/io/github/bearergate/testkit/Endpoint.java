package io.github.bearergate.testkit;

/** Answers the requests for one path of a {@link TestIssuer}; called by many threads at once. */
@FunctionalInterface
public interface Endpoint {
    /** Answers one request, of any method. */
    Reply answer(ReceivedRequest request);
}
