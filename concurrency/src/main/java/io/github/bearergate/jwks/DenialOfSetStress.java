package io.github.bearergate.jwks;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import java.time.Duration;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.infra.results.II_Result;

/** A set that comes while one of its keys is denied does not undo the denial, and the denial does not undo the set. */
@JCStressTest
@Outcome(id = "0, 2", expect = ACCEPTABLE, desc = "the key is denied, and the set is the second one")
@Outcome(expect = FORBIDDEN, desc = "one of the two was lost")
@org.openjdk.jcstress.annotations.State
public class DenialOfSetStress {
    private final Shell shell = new Shell(Shell.FETCHING, Duration.ofSeconds(3).toNanos());

    @Actor
    public void operator() {
        shell.engine.submit(new Event.Deny(Shell.OLD));
    }

    @Actor
    public void source() {
        shell.oldSetComes(2);
    }

    @Arbiter
    public void later(II_Result seen) {
        seen.r1 = shell.find(Shell.OLD);
        seen.r2 = (int) shell.engine.state().trust().epoch();
    }
}
