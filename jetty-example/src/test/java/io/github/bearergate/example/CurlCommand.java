package io.github.bearergate.example;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Iterator;
import java.util.List;
import java.util.regex.Pattern;

/** A curl command as it is printed, sent by the JDK: the build needs no curl. Knows the options that are printed, and no other. */
final class CurlCommand {
    private static final Pattern WORD = Pattern.compile("'([^']*)'|(\\S+)");

    private String method = "GET";
    private String body = "";
    private String uri = "";
    private final List<String> headers = new ArrayList<>();

    static HttpResponse<String> send(String command) {
        CurlCommand curl = new CurlCommand();
        Iterator<String> words = WORD.matcher(command)
                .results()
                .map(word -> word.group(1) == null ? word.group(2) : word.group(1))
                .iterator();
        if (!words.next().equals("curl")) {
            throw new AssertionError("no curl command: " + command);
        }
        words.forEachRemaining(word -> curl.take(word, words));
        return Http.send(curl.method, curl.uri, curl.body, curl.headers.toArray(String[]::new));
    }

    private void take(String word, Iterator<String> following) {
        switch (word) {
            case "-i", "-s" -> {}
            case "-X" -> method = following.next();
            case "-H" -> headers.addAll(List.of(following.next().split(": ", 2)));
            case "-u" -> {
                byte[] credentials = following.next().getBytes(StandardCharsets.UTF_8);
                headers.addAll(
                        List.of("Authorization", "Basic " + Base64.getEncoder().encodeToString(credentials)));
            }
            case "-d" -> data(following.next());
            default -> uri = word;
        }
    }

    /** Data makes it a POST, and a form unless another type was named. */
    private void data(String text) {
        method = "POST";
        body = text;
        if (!headers.contains("Content-Type")) {
            headers.addAll(List.of("Content-Type", "application/x-www-form-urlencoded"));
        }
    }
}
