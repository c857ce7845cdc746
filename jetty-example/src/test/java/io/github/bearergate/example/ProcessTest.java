package io.github.bearergate.example;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.ConnectException;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The example as a process of its own: what it prints, and how it ends. */
@Timeout(120)
class ProcessTest {
    private static final String LAST_LINE_OF_THE_BANNER = "  curl -s -X POST http";

    private Process process;
    private BufferedReader out;
    private String banner;

    @BeforeEach
    void start() throws IOException {
        process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Main.class.getName(),
                        "--port=0",
                        "--management-port=0",
                        "--issuer-port=0",
                        "--audit=all")
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        out = process.inputReader(StandardCharsets.UTF_8);
        List<String> lines = new ArrayList<>();
        for (String line = out.readLine(); line != null; line = out.readLine()) {
            lines.add(line);
            if (line.startsWith(LAST_LINE_OF_THE_BANNER)) {
                break;
            }
        }
        banner = String.join("\n", lines);
    }

    @AfterEach
    void stop() {
        process.destroyForcibly();
    }

    private String printed(String pattern) {
        Matcher found = Pattern.compile(pattern).matcher(banner);
        assertThat(found.find()).as(pattern + " in " + banner).isTrue();
        return found.group(1);
    }

    private int port() {
        return Integer.parseInt(printed("API +http://127\\.0\\.0\\.1:(\\d+)"));
    }

    @Test
    void thePrintedCommandsDoWhatTheirCommentsSay() {
        List<String> lines = banner.lines().map(String::strip).toList();
        int played = 0;
        for (int i = 0; i + 1 < lines.size(); i++) {
            Matcher comment = Pattern.compile("# .*: (\\d{3})").matcher(lines.get(i));
            if (comment.matches()) {
                assertThat(CurlCommand.send(lines.get(i + 1)).statusCode()).hasToString(comment.group(1));
                played++;
            }
        }
        assertThat(played).isEqualTo(4);
    }

    @Test
    void newTokensAndANewKeyComeAsPrinted() {
        String grant = CurlCommand.send(printed("TOKEN=\\$\\((.*) \\| cut")).body();
        // What cut -d'"' -f4 prints
        String token = grant.split("\"", -1)[3];
        assertThat(Http.send("DELETE", "http://127.0.0.1:" + port() + "/orders/1", "", "Authorization", "Bearer " + token)
                        .statusCode())
                .isEqualTo(204);

        assertThat(CurlCommand.send(printed("(curl -s -X POST http.*)")).body()).startsWith("{\"signing\":\"es256-");
    }

    @Test
    void thePolicyAndItsDigestAreShownAndAuditLinesFollow() throws IOException {
        assertThat(banner)
                .contains("DEMO ONLY", "  policy 1\n", "  everything else is denied\n")
                .containsPattern("SHA-256 of this text [0-9a-f]{64}:");

        HttpResponse<String> response = Http.get("http://127.0.0.1:" + port() + "/orders");
        assertThat(response.statusCode()).isEqualTo(401);
        String line = out.readLine();
        while (!line.startsWith("{")) {
            line = out.readLine();
        }
        assertThat(line).endsWith("}").contains("\"event.reason\":\"MISSING_TOKEN\"");
    }

    @Test
    void sigtermAnswersTheRequestInFlightAndTakesNoOther() throws Exception {
        String token = printed("Bearer (\\S+)' -H 'Content-Type");
        String order = "{\"item\":\"tea\",\"quantity\":2}";
        try (Socket client = new Socket("127.0.0.1", port())) {
            OutputStream request = client.getOutputStream();
            request.write(("POST /orders HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer " + token
                            + "\r\nContent-Type: application/json\r\nExpect: 100-continue\r\nContent-Length: "
                            + order.length() + "\r\n\r\n")
                    .getBytes(StandardCharsets.ISO_8859_1));
            request.flush();
            InputStream response = client.getInputStream();
            String interim = "HTTP/1.1 100 Continue\r\n\r\n";
            // The server says so when the application reads the body: the request is in flight from here on.
            assertThat(new String(response.readNBytes(interim.length()), StandardCharsets.ISO_8859_1))
                    .isEqualTo(interim);

            // Not process.destroy(), which would close its output, too.
            process.toHandle().destroy();
            awaitRefusal();
            assertThat(process.isAlive()).isTrue();
            request.write(order.getBytes(StandardCharsets.UTF_8));
            request.flush();

            assertThat(new String(response.readAllBytes(), StandardCharsets.UTF_8))
                    .startsWith("HTTP/1.1 201 ")
                    .endsWith("\"item\":\"tea\",\"quantity\":2,\"tenant\":\"acme\"}");
        }
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(out.lines()).anyMatch(line -> line.contains("\"http.request.method\":\"POST\""));
    }

    /** Returns when the server takes no new connection. */
    private void awaitRefusal() throws IOException {
        int port = port();
        while (true) {
            try {
                new Socket("127.0.0.1", port).close();
            } catch (ConnectException refused) {
                return;
            }
        }
    }
}
