package io.github.bearergate.policyaudit;

import io.github.bearergate.Decision;
import java.util.Optional;

/** The response to a decision, as the filter sends it when no realm is configured. */
final class HttpAnswer {
    private HttpAnswer() {}

    static String of(Decision decision, String method) {
        return decision.fold(
                allow -> "The request goes on to the application.\n",
                deny -> refusal(
                        deny.reason().status(),
                        deny.challenge()
                                .map(challenge -> "WWW-Authenticate: " + challenge.headerValue(Optional.empty()) + "\n")
                                .orElse(""),
                        deny.reason().description(),
                        method),
                unavailable -> refusal(
                        503,
                        "Retry-After: "
                                + Math.max(
                                        1,
                                        unavailable
                                                .retryAfter()
                                                .plusSeconds(1)
                                                .minusNanos(1)
                                                .toSeconds()) + "\n",
                        Optional.empty(),
                        method));
    }

    private static String refusal(int status, String field, Optional<String> detail, String method) {
        String title = switch (status) {
            case 400 -> "Bad Request";
            case 401 -> "Unauthorized";
            case 403 -> "Forbidden";
            default -> "Service Unavailable";
        };
        String body = "{\"type\":\"about:blank\",\"title\":\"" + title + "\",\"status\":" + status
                + detail.map(text -> ",\"detail\":\"" + text + '"').orElse("") + "}";
        return "HTTP/1.1 " + status + " " + title + "\n" + field
                + "Cache-Control: no-store\nContent-Type: application/problem+json\nContent-Length: " + body.length()
                + "\n" + (method.equals("HEAD") ? "" : "\n" + body + "\n");
    }
}
