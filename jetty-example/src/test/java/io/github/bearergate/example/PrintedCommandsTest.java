package io.github.bearergate.example;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class PrintedCommandsTest {
    private static ExampleProcess example;

    @BeforeAll
    static void start() throws IOException {
        example = new ExampleProcess();
    }

    @AfterAll
    static void stop() {
        example.close();
    }

    @Test
    void commandsDoWhatTheirCommentsSay() {
        List<String> lines = example.banner();
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
        String grant =
                CurlCommand.send(example.printed("TOKEN=\\$\\((.*) \\| cut")).body();
        // What cut -d'"' -f4 prints
        String token = grant.split("\"", -1)[3];
        String order = "http://127.0.0.1:" + example.port() + "/orders/2";
        assertThat(Http.send("DELETE", order, "", "Authorization", "Bearer " + token)
                        .statusCode())
                .isEqualTo(204);

        assertThat(CurlCommand.send(example.printed("(curl -s -X POST http.*)")).body())
                .startsWith("{\"signing\":\"es256-");
    }

    @Test
    void thePolicyIsShownWithItsDigestAndTheDemoSaysThatItIsOne() {
        assertThat(example.banner()).contains("policy 1", "everything else is denied");
        assertThat(example.printed("canonical form, SHA-256 ([0-9a-f]{64}):")).isNotEmpty();
        assertThat(example.printed("(DEMO ONLY)")).isNotEmpty();
    }

    @Test
    void auditLinesFollowOnTheSameStream() {
        Http.get("http://127.0.0.1:" + example.port() + "/nowhere");

        assertThat(example.linesAfterTheBanner()
                        .filter(line -> line.contains("\"url.path\":\"/nowhere\""))
                        .findFirst())
                .hasValueSatisfying(line ->
                        assertThat(line).startsWith("{").endsWith("}").contains("\"event.reason\":\"MISSING_TOKEN\""));
    }
}
