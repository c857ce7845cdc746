package io.github.bearergate.jwks;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.infra.results.II_Result;

/** A set is published whole: whoever sees one of its keys sees them all, and finds each by its name. */
@JCStressTest
@Outcome(id = "0, 0", expect = ACCEPTABLE, desc = "the lookup came first")
@Outcome(id = "4, 4", expect = ACCEPTABLE, desc = "the set came first")
@Outcome(expect = FORBIDDEN, desc = "half a set")
@org.openjdk.jcstress.annotations.State
public class PublicationStress {
    private static final int PATIENCE = 10_000;

    private final Shell shell = new Shell(Shell.COLD_FETCHING, 0);

    @Actor
    public void source() {
        shell.newSetComes(1);
    }

    /** Looks again and again, so that it sees the set in the moment in which it is published. */
    @Actor
    public void request(II_Result seen) {
        Trust trust = shell.engine.state().trust();
        for (int look = 0; look < PATIENCE && trust.snapshot() == null; look++) {
            trust = shell.engine.state().trust();
        }
        Snapshot snapshot = trust.snapshot();
        seen.r1 = snapshot == null ? 0 : snapshot.table().keys().size();
        seen.r2 = trust.isLive(0) ? Shell.namesFoundIn(trust.visible()) : 0;
    }
}
