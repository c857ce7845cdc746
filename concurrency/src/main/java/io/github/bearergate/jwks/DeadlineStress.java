package io.github.bearergate.jwks;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.infra.results.III_Result;

/** An answer at its deadline is either in time or not: the fetch ends once, and the set is there exactly if it ended well. */
@JCStressTest
@Outcome(id = "1, 1, 1", expect = ACCEPTABLE, desc = "in time")
@Outcome(id = "1, 0, 0", expect = ACCEPTABLE, desc = "too late")
@Outcome(expect = FORBIDDEN, desc = "two ends, or an end that does not fit the set")
@org.openjdk.jcstress.annotations.State
public class DeadlineStress {
    private final Shell shell = new Shell(
            Shell.COLD_FETCHING, KeySourceSettings.defaults().deadline().toNanos());

    @Actor
    public void source() {
        shell.newSetComes(1);
    }

    @Actor
    public void clock() {
        shell.engine.submit(new Event.Tick());
    }

    @Arbiter
    public void look(III_Result seen) {
        seen.r1 = shell.ends.get();
        seen.r2 = shell.engine.state().trust().snapshot() == null ? 0 : 1;
        seen.r3 = shell.engine.state().fetching().lastOutcome() == RefreshOutcome.OK ? 1 : 0;
    }
}
