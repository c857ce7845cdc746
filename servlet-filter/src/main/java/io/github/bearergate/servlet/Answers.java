package io.github.bearergate.servlet;

import static java.util.Objects.requireNonNull;

import io.github.bearergate.Challenge;
import io.github.bearergate.Decision;
import io.github.bearergate.Reason;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The answers to requests that do not pass, made ahead.
 *
 * <p>They depend on the reason and, for the scopes in a challenge, on the rule: never on anything that came with the request.
 */
final class Answers {
    private static final byte[] UNAVAILABLE = problem(503, Optional.empty());
    private static final Map<Reason, byte[]> PROBLEMS = new EnumMap<>(Reason.class);

    static {
        for (Reason reason : Reason.values()) {
            PROBLEMS.put(reason, problem(reason.status(), reason.description()));
        }
    }

    private final Optional<String> realm;

    /** Bounded by the policy: a challenge is made of constants and of a rule's scopes. */
    private final Map<Challenge, Optional<String>> fields = new ConcurrentHashMap<>();

    Answers(Optional<String> realm) {
        this.realm = realm;
    }

    Answer to(Decision.Deny deny) {
        Reason reason = deny.reason();
        return new Answer(
                reason.status(),
                deny.challenge().flatMap(this::field),
                Optional.empty(),
                requireNonNull(PROBLEMS.get(reason)));
    }

    /** Seconds are rounded up, and never 0: a client that comes back at once is no help. */
    Answer to(Decision.Unavailable unavailable) {
        Duration wait = unavailable.retryAfter();
        long whole = wait.toSeconds();
        long seconds = Math.max(1, wait.equals(Duration.ofSeconds(whole)) ? whole : whole + 1);
        return new Answer(503, Optional.empty(), Optional.of(Long.toString(seconds)), UNAVAILABLE);
    }

    private Optional<String> field(Challenge challenge) {
        return fields.computeIfAbsent(challenge, made -> Optional.of(made.headerValue(realm)));
    }

    /** RFC 9457: with the type {@code about:blank} the title is the status code's own phrase. */
    private static byte[] problem(int status, Optional<String> detail) {
        String title = switch (status) {
            case 400 -> "Bad Request";
            case 401 -> "Unauthorized";
            case 403 -> "Forbidden";
            case 503 -> "Service Unavailable";
            default -> throw new IllegalArgumentException("no answer has the status " + status);
        };
        String json = "{\"type\":\"about:blank\",\"title\":\"" + title + "\",\"status\":" + status
                + detail.map(text -> ",\"detail\":\"" + text + '"').orElse("") + "}";
        return json.getBytes(StandardCharsets.US_ASCII);
    }
}
