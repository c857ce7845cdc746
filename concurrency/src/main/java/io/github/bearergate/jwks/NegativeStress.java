package io.github.bearergate.jwks;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.infra.results.II_Result;

/** A name that made the source fetch is not remembered as unknown when the fetch has brought its key. */
@JCStressTest
@Outcome(id = "1, 0", expect = ACCEPTABLE, desc = "the key came, and its name is forgotten")
@Outcome(id = "0, 1", expect = ACCEPTABLE, desc = "the answer was not awaited any more")
@Outcome(expect = FORBIDDEN, desc = "a known key is remembered as unknown")
@org.openjdk.jcstress.annotations.State
public class NegativeStress {
    private static final int PATIENCE = 100_000;

    private final Shell shell = new Shell(Shell.SERVING, 0);

    @Actor
    public void request() {
        shell.find(Shell.NEW);
    }

    @Actor
    public void source() {
        for (int spin = 0; spin < PATIENCE && shell.flight == 0; spin++) {
            Thread.onSpinWait();
        }
        shell.newSetComes(shell.flight);
    }

    @Arbiter
    public void look(II_Result seen) {
        seen.r1 = shell.engine.state().trust().knows(Shell.NEW) ? 1 : 0;
        seen.r2 = (int) shell.engine.negativeKids();
    }
}
