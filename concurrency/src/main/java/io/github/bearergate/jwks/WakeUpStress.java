package io.github.bearergate.jwks;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.infra.results.II_Result;

/** A request that waits for a fetch goes on when it ends: no wake-up is lost, whenever the end comes. */
@JCStressTest
@Outcome(id = "0, 1", expect = ACCEPTABLE, desc = "it found what it waited for")
@Outcome(id = "0, 0", expect = ACCEPTABLE, desc = "the set came between its lookup and its question; it did not wait")
@Outcome(expect = FORBIDDEN, desc = "it slept until its patience was over")
@org.openjdk.jcstress.annotations.State
public class WakeUpStress {
    private final Shell shell =
            Shell.waiting(Shell.FETCHING, java.time.Duration.ofSeconds(3).toNanos());

    @Actor
    public void request(II_Result seen) {
        long start = System.nanoTime();
        seen.r2 = shell.find(Shell.NEW);
        seen.r1 = System.nanoTime() - start >= Shell.LONGEST_WAIT.toNanos() ? 1 : 0;
    }

    @Actor
    public void source() {
        shell.newSetComes(2);
    }
}
