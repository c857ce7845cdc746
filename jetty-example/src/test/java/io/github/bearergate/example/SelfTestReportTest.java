package io.github.bearergate.example;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SelfTestReportTest {
    private final SelfTestReport report = new SelfTestReport();

    @Test
    void oneWrongCaseMakesItWrong() {
        report.add("a valid token", "200", "200");
        assertThat(report.isRight()).isTrue();

        report.add("no token", "401", "200");
        assertThat(report.isRight()).isFalse();
        assertThat(report.table().lines())
                .anyMatch(line -> line.matches("a valid token +200 +200 +yes"))
                .anyMatch(line -> line.matches("no token +401 +200 +NO"))
                .contains("1 of 2 right");
    }

    @Test
    void nothingTestedIsNothingShown() {
        assertThat(report.isRight()).isFalse();
    }
}
