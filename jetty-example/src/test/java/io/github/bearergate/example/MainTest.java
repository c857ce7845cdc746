package io.github.bearergate.example;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The command line, in this process; what runs until it is stopped is tried in {@link ProcessTest}. */
class MainTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    private int run(String... arguments) {
        return new Main(print(out), print(err)).run(arguments);
    }

    private static PrintStream print(ByteArrayOutputStream bytes) {
        return new PrintStream(bytes, true, StandardCharsets.UTF_8);
    }

    private String out() {
        return out.toString(StandardCharsets.UTF_8);
    }

    private String err() {
        return err.toString(StandardCharsets.UTF_8);
    }

    @Test
    void helpListsEveryOption() {
        assertThat(run("--help")).isZero();
        assertThat(out())
                .contains("--policy=FILE", "--port=N", "--management-port=N", "--issuer-port=N", "--audit=WHICH")
                .contains("--self-test", "--help", "denials, all or off", "Default: 8080");
        assertThat(err()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "--prot=1, Unknown option: '--prot=1'",
        "extra, Unmatched argument at index 0: 'extra'",
        "--port=x, Invalid value for option '--port': 'x' is not an int",
        "--port=65536, --port 65536 is not a port: 0 to 65535",
        "--management-port=-1, --management-port -1 is not a port: 0 to 65535",
        "--issuer-port=99999, --issuer-port 99999 is not a port: 0 to 65535",
        "--port, Missing required parameter for option '--port' (N)",
        "--audit=some, 'Invalid value for option ''--audit'': write denials, all or off'",
    })
    void aWrongOptionIsNamedAndTheStatusIsTwo(String argument, String message) {
        assertThat(run(argument)).isEqualTo(2);
        assertThat(err())
                .isEqualTo(message + System.lineSeparator() + "--help lists the options." + System.lineSeparator());
        assertThat(out()).isEmpty();
    }

    @Test
    void theSelfTestTakesNoPolicy() {
        assertThat(run("--self-test", "--policy", "api.policy")).isEqualTo(2);
        assertThat(err()).contains("leave --policy out");
    }

    @Test
    void everyProblemOfAPolicyIsListedWithItsLine(@TempDir Path folder) throws IOException {
        Path policy = folder.resolve("bad.policy");
        Files.writeString(policy, """
                policy 1
                issuer http://login.example.com/
                    algorithms HS256
                GET /orders needs orders:read or a and b
                FETCH /x is open
                """);

        assertThat(run("--policy", policy.toString())).isEqualTo(2);
        assertThat(err().lines()).hasSizeGreaterThanOrEqualTo(4).allMatch(line -> line.startsWith(policy + ":"));
        assertThat(err()).contains(policy + ":2: ", policy + ":3: ", policy + ":4: ", policy + ":5: ");
    }

    @Test
    void aPolicyThatCannotBeReadIsNamed(@TempDir Path folder) {
        Path absent = folder.resolve("absent.policy");

        assertThat(run("--policy", absent.toString())).isEqualTo(2);
        assertThat(err())
                .isEqualTo("cannot read the policy " + absent + ": there is no such file" + System.lineSeparator());
        assertThat(run("--policy", folder.toString())).isEqualTo(2);
    }

    @Test
    void staticKeysThatCannotBeReadAreAWrongPolicy(@TempDir Path folder) throws IOException {
        Path policy = folder.resolve("static.policy");
        Files.writeString(policy, """
                policy 1
                issuer https://login.example.com/
                    audience api
                    keys file:%s
                GET /orders needs orders:read
                everything else is denied
                """.formatted(folder.resolve("absent.json")));

        assertThat(run("--policy", policy.toString(), "--port=0", "--management-port=0"))
                .isEqualTo(2);
        assertThat(err()).contains("absent.json").hasLineCount(1);
    }

    @Test
    void aTakenPortIsNamedAndTheStatusIsOne() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String port = Integer.toString(taken.getLocalPort());

            assertThat(run("--port=" + port, "--management-port=0", "--issuer-port=0"))
                    .isEqualTo(1);
            assertThat(run("--port=0", "--management-port=" + port, "--issuer-port=0"))
                    .isEqualTo(1);
            assertThat(run("--port=0", "--management-port=0", "--issuer-port=" + port))
                    .isEqualTo(1);
            assertThat(err().lines())
                    .hasSize(3)
                    .allMatch(line -> line.contains("cannot listen on port " + port + ": "));
        }
    }

    @Test
    void theSelfTestFindsEverythingRight() {
        assertThat(run("--self-test")).as(out()).isZero();
        assertThat(out())
                .contains("case", "expected", "no token", "key rotation")
                .doesNotContain(" NO");
        assertThat(out().lines().reduce((first, last) -> last)).hasValue("21 of 21 right");
        assertThat(err()).isEmpty();
    }
}
