package io.github.bearergate.benchmarks.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class WrkTest {
    private static final String SUMMARY = """
            Running 5s test @ http://127.0.0.1:40001/orders/17
              1 threads and 16 connections
              Thread Stats   Avg      Stdev     Max   +/- Stdev
                Latency   812.10us    1.10ms  21.33ms   93.12%
                Req/Sec    25.61k     2.10k   29.91k    74.00%
              Latency Distribution
                 50%  540.00us
                 75%  790.00us
                 90%    1.42ms
                 99%    5.61ms
              127512 requests in 5.01s, 21.89MB read
            Requests/sec:  25451.90
            """;

    @Test
    void theSummaryIsReadInEveryUnit() throws IOException {
        Load.Outcome outcome = Wrk.parse(SUMMARY);

        assertThat(outcome.requests()).isEqualTo(127_512);
        assertThat(outcome.seconds()).isCloseTo(5.01, within(1e-9));
        assertThat(outcome.p50Micros()).isCloseTo(540, within(1e-9));
        assertThat(outcome.p99Micros()).isCloseTo(5_610, within(1e-9));
    }

    @Test
    void answersThatAreNoSuccessAreAFailureOfTheRun() {
        assertThatIOException().isThrownBy(() -> Wrk.parse(SUMMARY + "  Non-2xx or 3xx responses: 12\n"));
        assertThatIOException().isThrownBy(() -> Wrk.parse("unable to connect to 127.0.0.1:1 Connection refused\n"));
    }
}
