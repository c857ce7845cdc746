package io.github.bearergate.fuzz;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.function.Supplier;

/** Checks what a target promises, without the cost of describing what is right. */
public final class Laws {
    /** Generous, because fuzzers slow code down and machines are shared: what is quadratic or worse takes longer. */
    private static final long MOST_NANOSECONDS = 5_000_000_000L;

    private static final long MOST_BYTES = 64L * 1_024 * 1_024;
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private Laws() {}

    /** Fails with the description unless the law holds. */
    public static void hold(boolean law, Supplier<String> description) {
        if (!law) {
            throw new AssertionError(description.get());
        }
    }

    /**
     * Lets a target read one input, within the bounds of processor time (5 s) and of memory (64 MiB allocated) that hold for every
     * input, the laws' own cost included. What is over them has a second try, because the first may have loaded classes, which a
     * fuzzer instruments on the way.
     *
     * @return whether it was accepted
     */
    public static boolean check(FuzzTarget target, byte[] input) {
        Cost first = Cost.of(target, input);
        if (!first.isWithinBounds()) {
            Cost second = Cost.of(target, input);
            hold(second.isWithinBounds(), () -> "an input takes too much: " + second);
        }
        return first.accepted();
    }

    /** What reading an input took of this thread. */
    private record Cost(boolean accepted, long nanoseconds, long bytes) {
        static Cost of(FuzzTarget target, byte[] input) {
            long bytes = THREADS.getCurrentThreadAllocatedBytes();
            long start = THREADS.getCurrentThreadCpuTime();
            boolean accepted = target.accepts(input);
            long spent = THREADS.getCurrentThreadCpuTime() - start;
            return new Cost(accepted, spent, THREADS.getCurrentThreadAllocatedBytes() - bytes);
        }

        boolean isWithinBounds() {
            return nanoseconds <= MOST_NANOSECONDS && bytes <= MOST_BYTES;
        }
    }
}
