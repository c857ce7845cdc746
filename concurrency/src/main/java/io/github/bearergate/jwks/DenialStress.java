package io.github.bearergate.jwks;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.infra.results.II_Result;

/** A denial is in force for every lookup that starts after its call returned, whatever the thread looked up before. */
@JCStressTest
@Outcome(id = "0, 1", expect = ACCEPTABLE, desc = "the lookup started before the call returned")
@Outcome(id = "0, 0", expect = ACCEPTABLE, desc = "the same, and the denial was quicker")
@Outcome(id = "1, 0", expect = ACCEPTABLE, desc = "the call had returned")
@Outcome(expect = FORBIDDEN, desc = "a denied key was found")
@org.openjdk.jcstress.annotations.State
public class DenialStress {
    private static final int PATIENCE = 10_000;

    private final Shell shell = new Shell(Shell.SERVING, 0);
    private volatile boolean returned;

    @Actor
    public void operator() {
        shell.engine.submit(new Event.Deny(Shell.OLD));
        returned = true;
    }

    /** Looks twice, the second time as soon as the call has returned: what the first lookup may have kept must not answer it. */
    @Actor
    public void request(II_Result seen) {
        shell.find(Shell.OLD);
        boolean after = returned;
        for (int look = 0; look < PATIENCE && !after; look++) {
            after = returned;
        }
        seen.r1 = after ? 1 : 0;
        seen.r2 = shell.find(Shell.OLD);
    }
}
