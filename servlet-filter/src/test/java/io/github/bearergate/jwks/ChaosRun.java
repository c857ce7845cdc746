package io.github.bearergate.jwks;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** The same weather twice, at the same time: over a wrong design, and over the right one as far as the wrong one came in it. */
final class ChaosRun {
    private final ChaosPlan weather;
    private final CompletableFuture<Integer> eventsOfTheWrongOne = new CompletableFuture<>();

    ChaosRun(ChaosPlan weather) {
        this.weather = weather;
    }

    ChaosReport untilViolated(SimMutant mutant) {
        try {
            ChaosReport report = new ChaosWorld(weather, Optional.of(mutant)).run();
            eventsOfTheWrongOne.complete(report.events);
            return report;
        } finally {
            // When it could not run at all, nobody waits for it.
            eventsOfTheWrongOne.complete(0);
        }
    }

    ChaosReport asFarAsTheWrongOneCame() {
        return new ChaosWorld(weather, Optional.empty()).run(eventsOfTheWrongOne);
    }
}
