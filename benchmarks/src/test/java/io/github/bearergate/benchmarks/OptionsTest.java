package io.github.bearergate.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OptionsTest {
    private static final String USAGE = "suite [--quick|--full] [--minutes N] [--out FOLDER]";

    @Test
    void whatIsGivenIsFound() {
        Options options = new Options(USAGE, List.of("--full", "--minutes", "15", "--out", "there"));

        assertThat(options.mode()).isEqualTo("full");
        assertThat(options.minutes()).contains(15);
        assertThat(options.path("--out")).contains(Path.of("there"));
    }

    @Test
    void nothingHasToBeGiven() {
        Options options = new Options(USAGE, List.of());

        assertThat(options.mode()).isEqualTo("quick");
        assertThat(options.minutes()).isEmpty();
        assertThat(options.value("--out", "here")).isEqualTo("here");
    }

    @ParameterizedTest
    @ValueSource(strings = {"--help", "-h", "--ful", "full", "--minutes", "--quick --out"})
    void whatIsNoOptionIsRefusedWithTheUsage(String words) {
        assertThatThrownBy(() -> new Options(USAGE, List.of(words.split(" ", -1))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(USAGE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "1.5", "ten", "-1", ""})
    void minutesAreWholeOnes(String minutes) {
        Options options = new Options(USAGE, List.of("--minutes", minutes));

        assertThatThrownBy(options::minutes).hasMessageContaining("whole minutes");
    }
}
