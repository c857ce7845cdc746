package io.github.bearergate.benchmarks;

/**
 * What one turn does again and again, and what is to be done after the last.
 *
 * @param body one operation
 * @param end checks and ends what was set up
 */
record Operation(Body body, End end) {
    /** One operation; its result goes to JMH. */
    @FunctionalInterface
    interface Body {
        Object run() throws Exception;
    }

    /** What comes after the last. */
    @FunctionalInterface
    interface End {
        void run() throws Exception;
    }
}
