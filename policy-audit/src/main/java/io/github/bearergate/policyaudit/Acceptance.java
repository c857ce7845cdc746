package io.github.bearergate.policyaudit;

import java.util.Optional;
import picocli.CommandLine.Option;

/** How commands are told what a team has accepted. */
final class Acceptance {
    @Option(
            names = "--baseline",
            paramLabel = "FILE",
            description =
                    "What the team has accepted, a line each: accept ID SUBJECT because REASON, or accept ID REASON"
                            + " for all of an ID. One file serves all commands.")
    private Optional<String> file = Optional.empty();

    Baseline baseline() {
        return file.map(name -> Baseline.read(Reading.shown(name), Reading.bytes(name)))
                .orElse(Baseline.EMPTY);
    }
}
