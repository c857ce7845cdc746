package io.github.bearergate.jwks;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What a set, a denial and a purge do to what lookups stand on. */
class TrustTest {
    private static final long UNTIL = 1_000;

    private static Trust serving(int... keys) {
        KeyTable table = KeyTable.of(TestKeys.keys(keys));
        return Trust.none(Set.of()).published(new Snapshot(table, 0, Rig.WALL, Duration.ofMinutes(5), Set.of()), UNTIL);
    }

    @Test
    void aNameOfTheSetIsKnownAndSoIsADeniedOneAndNoOther() {
        Trust trust = serving(1);

        assertThat(trust.knows("k1")).isTrue();
        assertThat(trust.knows("k2")).isFalse();
        assertThat(trust.denying("k2").knows("k2")).isTrue();
        assertThat(trust.denying("k1").knows("k1")).isTrue();
        assertThat(trust.denying("k1").allowing("k1").knows("k1")).isTrue();
        assertThat(trust.denying("k2").allowing("k2").knows("k2")).isFalse();
    }

    @Test
    void withoutASetOnlyWhatIsDeniedIsKnown() {
        Trust trust = Trust.none(Set.of("denied"));

        assertThat(trust.knows("denied")).isTrue();
        assertThat(trust.knows("k1")).isFalse();
        assertThat(serving(1).purged().knows("k1")).isFalse();
    }

    @Test
    void denyingTwiceAndAllowingWhatIsNotDeniedChangeNothing() {
        Trust trust = serving(1).denying("k1");

        assertThat(trust.denying("k1")).isSameAs(trust);
        assertThat(trust.allowing("k2")).isSameAs(trust);
    }

    @Test
    void aPurgeIsANewEpochWithoutKeysAndPurgingNothingIsNone() {
        Trust trust = serving(1).denying("k2");

        assertThat(trust.purged()).isEqualTo(new Trust(2, null, KeyTable.EMPTY, Set.of("k2"), UNTIL));
        assertThat(trust.purged().purged()).isEqualTo(trust.purged());
        assertThat(Trust.none(Set.of()).purged()).isEqualTo(Trust.none(Set.of()));
    }

    @Test
    void aCutShortensTheTrustAndNeverProlongsIt() {
        Trust trust = serving(1);

        assertThat(trust.cut(UNTIL - 1).until()).isEqualTo(UNTIL - 1);
        assertThat(trust.cut(UNTIL)).isSameAs(trust);
        assertThat(trust.cut(UNTIL + 1)).isSameAs(trust);
    }
}
