package io.github.bearergate.jwks;

import static java.lang.System.Logger.Level.ERROR;
import static java.lang.System.Logger.Level.WARNING;
import static org.assertj.core.api.Assertions.assertThat;

import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the log says about keys that are not used: an operator must hear of a compromised one, and not of the rest without end. */
class SkippedKeysLogTest {
    private static final SkippedJwk COMPROMISED = new SkippedJwk(KeySkipCause.PRIVATE_MEMBERS, "f");

    private final Rig rig = Rig.make();
    private int told;

    @Test
    void aCompromisedKeyIsToldOfWhereverItStandsAmongOthers() {
        List<SkippedJwk> others = IntStream.range(0, 30)
                .mapToObj(i -> new SkippedJwk(KeySkipCause.UNKNOWN_TYPE, "other-" + i))
                .toList();

        assertThat(levelsAfter(
                        Stream.concat(others.stream(), Stream.of(COMPROMISED)).toList()))
                .hasSize(10)
                .startsWith(ERROR, WARNING)
                .containsOnlyOnce(ERROR);
    }

    @Test
    void aKeyThatWasPassedOverBeforeIsToldOfOnceMoreWhenItIsCompromised() {
        SkippedJwk forEncryption = new SkippedJwk(KeySkipCause.OTHER_USE, COMPROMISED.fingerprint());

        assertThat(levelsAfter(List.of(forEncryption))).containsExactly(WARNING);
        assertThat(levelsAfter(List.of(forEncryption))).isEmpty();
        assertThat(levelsAfter(List.of(COMPROMISED))).containsExactly(ERROR);
        assertThat(levelsAfter(List.of(COMPROMISED, COMPROMISED))).isEmpty();
    }

    /** The levels of the lines about such keys that another fetch adds to the log. */
    private List<Level> levelsAfter(List<SkippedJwk> skipped) {
        if (rig.state.trust().snapshot() != null) {
            rig.until(rig.state.fetching().nextAt());
        }
        rig.tick();
        rig.submit(new Event.Fetched(rig.flight().id(), TestKeys.keys(1), skipped, Optional.empty(), Rig.WALL));
        List<Effect.Log> all = rig.allEffects.stream()
                .filter(Effect.Log.class::isInstance)
                .map(Effect.Log.class::cast)
                .filter(log -> log.message().contains("fingerprint"))
                .toList();
        List<Level> added =
                all.subList(told, all.size()).stream().map(Effect.Log::level).toList();
        told = all.size();
        return added;
    }
}
