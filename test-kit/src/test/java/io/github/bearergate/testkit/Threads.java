package io.github.bearergate.testkit;

import java.util.List;

/** The threads of issuers. */
final class Threads {
    private Threads() {}

    static List<Thread> of(TestIssuer issuer) {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("bearergate-test-issuer-" + issuer.port() + "-"))
                .toList();
    }
}
