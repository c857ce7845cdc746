package io.github.bearergate.servlet;

import java.util.Set;
import java.util.stream.Collectors;

/** The threads that write audit logs; other tests of this JVM may have some of their own. */
final class AuditThreads {
    private AuditThreads() {}

    static Set<Thread> alive() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals("bearergate-audit"))
                .collect(Collectors.toSet());
    }
}
