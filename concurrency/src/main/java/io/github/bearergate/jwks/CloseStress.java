package io.github.bearergate.jwks;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.infra.results.III_Result;

/** After the end no fetch is on its way: none was started, or the one that was is given up. */
@JCStressTest
@Outcome(id = "0, 1, 1", expect = ACCEPTABLE, desc = "closed, nothing left")
@Outcome(expect = FORBIDDEN, desc = "a fetch outlives its source")
@org.openjdk.jcstress.annotations.State
public class CloseStress {
    private final Shell shell = new Shell(Shell.SERVING, Shell.DUE);

    @Actor
    public void owner() {
        shell.engine.submit(new Event.Close());
    }

    @Actor
    public void clock() {
        shell.engine.submit(new Event.Tick());
    }

    @Arbiter
    public void look(III_Result seen) {
        State state = shell.engine.state();
        seen.r1 = shell.fetches.get() - shell.cancels.get();
        seen.r2 = state.closed() ? 1 : 0;
        seen.r3 = state.fetching().flight() == null ? 1 : 0;
    }
}
