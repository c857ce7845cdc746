package io.github.bearergate.example;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Asks the API as a client would, and says in a few words what it answered. */
final class ApiClient {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Pattern ERROR = Pattern.compile("error=\"([a-z_]+)\"");

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(PATIENCE)
            .proxy(HttpClient.Builder.NO_PROXY)
            .build();
    private final String base;

    /**
     * @param base scheme, host and port
     */
    ApiClient(String base) {
        this.base = base;
    }

    /** The status, and the challenge's {@code error} if there is one: {@code 401 invalid_token}. */
    String ask(String method, String path, Optional<String> token) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(base + path))
                .method(method, BodyPublishers.noBody())
                .timeout(PATIENCE);
        token.ifPresent(text -> request.header("Authorization", "Bearer " + text));
        try {
            HttpResponse<String> response = http.send(request.build(), BodyHandlers.ofString());
            return response.statusCode() + challenge(response);
        } catch (IOException e) {
            return "no answer: " + e.getClass().getSimpleName();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return "interrupted";
        }
    }

    private static String challenge(HttpResponse<String> response) {
        Matcher error =
                ERROR.matcher(response.headers().firstValue("WWW-Authenticate").orElse(""));
        return error.find() ? " " + error.group(1) : "";
    }
}
