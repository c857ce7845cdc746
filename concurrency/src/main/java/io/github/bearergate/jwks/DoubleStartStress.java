package io.github.bearergate.jwks;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.infra.results.I_Result;

/** The clock and a token with an unknown key, at the same moment, start one fetch. */
@JCStressTest
@Outcome(id = "1", expect = ACCEPTABLE, desc = "one fetch")
@Outcome(expect = FORBIDDEN, desc = "no fetch, or two")
@org.openjdk.jcstress.annotations.State
public class DoubleStartStress {
    private final Shell shell = new Shell(Shell.SERVING, Shell.DUE);

    @Actor
    public void clock() {
        shell.engine.submit(new Event.Tick());
    }

    @Actor
    public void request() {
        shell.engine.submit(new Event.Miss(Shell.NEW, false));
    }

    @Arbiter
    public void count(I_Result seen) {
        seen.r1 = shell.fetches.get();
    }
}
