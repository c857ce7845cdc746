package io.github.bearergate.jwks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What can only be done to a whole process: stopping it, and changing the names that its JVM knows. */
@Timeout(120)
@Tag("raw-socket")
class ProcessFaultsTest {
    private static final byte[] GOOD = RawServer.ok(FaultDrill.GOOD);
    private static final System.Logger LOG = System.getLogger(ProcessFaultsTest.class.getName());

    /** Stopped for longer than the refresh interval of 4 s. */
    @Test
    @Tag("F87")
    void aProcessThatWasStoppedServesAndFetchesAtOnceWhenItGoesOn() throws Exception {
        AtomicInteger requests = new AtomicInteger();
        try (RawServer server = RawServer.start(counting(requests, GOOD));
                Running process = Running.start(server.uri().toString(), 4_000)) {
            process.await("ready");
            signal(process, "-STOP");
            int before = requests.get();
            TimeUnit.SECONDS.sleep(5);
            assertThat(requests).as("fetches of a process that is stopped").hasValue(before);
            long resumed = System.nanoTime();
            signal(process, "-CONT");
            FaultDrill.soon().until(() -> requests.get() > before);
            Duration took = Duration.ofNanos(System.nanoTime() - resumed);
            LOG.log(System.Logger.Level.INFO, "the fetch came {0} ms after the process went on", took.toMillis());
            // Counted from its end the interval would be over after 3.2 s at the earliest.
            assertThat(took).isLessThan(Duration.ofSeconds(3));
            process.end();
            assertThat(process.said()).doesNotContain("lost");
        }
    }

    /** The resolver is the JVM's own, with its memory; two servers have the same port at different addresses. */
    @Test
    @Tag("F24")
    @Tag("F25")
    void aNameThatLeadsElsewhereIsFollowedAndAnAddressThatGoesSilentIsLeft(@TempDir Path directory) throws Exception {
        Path hosts = directory.resolve("hosts");
        AtomicInteger first = new AtomicInteger();
        AtomicInteger second = new AtomicInteger();
        try (RawServer old = RawServer.start(listening(0, 1), counting(first, GOOD));
                RawServer young = RawServer.start(listening(old.port(), 2), counting(second, GOOD))) {
            leadTo("127.0.0.1", hosts);
            try (Running process = Running.start(
                    old.uri("http", "localhost").toString(),
                    500,
                    "-Djdk.net.hosts.file=" + hosts,
                    "-Dsun.net.inetaddr.ttl=1")) {
                process.await("ready");
                FaultDrill.soon().until(() -> first.get() >= 3);

                leadTo("127.0.0.2", hosts);
                int before = first.get();
                FaultDrill.soon().until(() -> second.get() > 0);
                // The JVM itself remembers the address for a second, which is two or three fetches.
                assertThat(first.get() - before).isLessThanOrEqualTo(3 + 2);

                leadTo("127.0.0.1", hosts);
                int well = process.said().size();
                young.talkOnEveryConnection(young.thenSilent(new byte[0]));
                int after = first.get();
                FaultDrill.soon().until(() -> first.get() > after + 1);
                process.end();
                assertThat(process.said()).doesNotContain("lost");
                assertThat(process.said().stream().skip(well).filter(what -> !what.matches("OK|CANCELLED")))
                        .hasSizeLessThanOrEqualTo(2);
            }
        }
    }

    private static ServerSocket listening(int port, int last) {
        try {
            return new ServerSocket(port, 50, InetAddress.getByAddress(new byte[] {127, 0, 0, (byte) last}));
        } catch (IOException e) {
            assumeThat(e).as("this machine has more than one loopback address").isNull();
            throw new IllegalStateException(e);
        }
    }

    private static void leadTo(String address, Path hosts) throws IOException {
        Path young = hosts.resolveSibling("young");
        Files.writeString(young, address + " localhost\n");
        Files.move(young, hosts, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private static RawServer.Talk counting(AtomicInteger requests, byte[] answer) {
        return connection -> {
            while (RawServer.readRequest(connection)) {
                requests.incrementAndGet();
                connection.getOutputStream().write(answer);
            }
        };
    }

    private static void signal(Running process, String which) throws Exception {
        Process kill;
        try {
            kill = new ProcessBuilder("kill", which, Long.toString(process.process.pid())).start();
        } catch (IOException e) {
            assumeThat(e).as("this system can stop a process").isNull();
            return;
        }
        assumeThat(kill.waitFor()).isZero();
    }

    /** The other JVM, and what it has said. */
    private static final class Running implements AutoCloseable {
        private final Process process;
        private final List<String> said = Collections.synchronizedList(new ArrayList<>());
        private final Thread listening;

        private Running(Process process) {
            this.process = process;
            this.listening = new Thread(this::listen, "listening-to-a-source");
            this.listening.setDaemon(true);
            this.listening.start();
        }

        static Running start(String keys, long interval, String... options) throws IOException {
            List<String> command = new ArrayList<>();
            command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
            command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
            command.addAll(List.of(options));
            command.addAll(List.of(
                    "-cp",
                    System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                    SourceProcess.class.getName(),
                    keys,
                    Long.toString(interval)));
            return new Running(new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start());
        }

        private void listen() {
            try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
                lines.lines().forEach(said::add);
            } catch (IOException | java.io.UncheckedIOException e) {
                // It has ended.
            }
        }

        void await(String what) {
            FaultDrill.soon().until(() -> said.contains(what));
        }

        List<String> said() {
            return List.copyOf(said);
        }

        /** Lets it end, and hears all that it says. */
        void end() throws Exception {
            process.getOutputStream().close();
            assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
            listening.join(20_000);
        }

        @Override
        public void close() {
            process.destroyForcibly();
        }
    }
}
