package io.github.bearergate.example;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bearergate.policy.Policy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the log says at start of the policy and of what the gate stands in front of. */
class StartLogTest {
    private static final Logger LOGGER = Logger.getLogger("bearergate");

    @Test
    void theLogAndTheMeterNameTheFileThatIsEnforced(@TempDir Path folder) throws IOException {
        String text = "policy 1\nGET /orders is open\neverything else is denied\n";
        Path file = Files.writeString(folder.resolve("own.policy"), text);
        String digest = Policy.parse("own.policy", text).digest();
        Lines lines = new Lines();
        LOGGER.addHandler(lines);
        try (RunningExample running = RunningExample.of(file)) {
            assertThat(lines.written)
                    .contains("Filter gate enforces the policy " + file + ": SHA-256 " + digest + ", rules: 1")
                    .noneMatch(line -> line.contains("does not stand in front of"));
            assertThat(Http.get(running.management("/metrics")).body())
                    .contains("bearergate_policy_info{digest=\"" + digest.substring(0, 12) + "\",rules=\"1\"} 1");
        } finally {
            LOGGER.removeHandler(lines);
        }
    }

    private static final class Lines extends Handler {
        final List<String> written = new CopyOnWriteArrayList<>();

        @Override
        public void publish(LogRecord record) {
            written.add(record.getMessage());
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }
}
