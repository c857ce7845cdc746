package io.github.bearergate.jwks;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Leaves out of a day that went wrong whatever it goes wrong without, and tells the rest. */
final class SimShrinker {
    private SimShrinker() {}

    /** The seed, the few happenings that are needed for a violation, and the first violation they lead to. */
    static String minimalTimeline(SimSchedule schedule, Optional<SimMutant> mutant, Map<String, Event> read) {
        SimSchedule smallest = shrink(schedule, mutant, read);
        SimReport report = SimWorld.run(smallest, mutant, read);
        String happenings =
                smallest.happenings().stream().map(Happening::toString).collect(Collectors.joining("\n"));
        return "seed " + schedule.seed() + ", max-age " + schedule.maxAge() + ", discovers " + schedule.discovers()
                + ", " + report.violations.size() + " violations\n" + happenings + "\n"
                + report.violations.get(0);
    }

    private static SimSchedule shrink(SimSchedule schedule, Optional<SimMutant> mutant, Map<String, Event> read) {
        List<Happening> kept = schedule.happenings();
        for (int chunk = Math.max(1, kept.size() / 2); chunk >= 1; chunk /= 2) {
            for (int from = 0; from < kept.size(); ) {
                List<Happening> fewer = new ArrayList<>(kept.subList(0, from));
                fewer.addAll(kept.subList(Math.min(kept.size(), from + chunk), kept.size()));
                if (SimWorld.run(schedule.with(fewer), mutant, read).violations.isEmpty()) {
                    from += chunk;
                } else {
                    kept = fewer;
                }
            }
        }
        return schedule.with(kept);
    }
}
