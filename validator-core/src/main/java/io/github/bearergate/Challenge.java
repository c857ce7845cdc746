package io.github.bearergate;

import io.github.bearergate.policy.Requirement;
import io.github.bearergate.policy.Rule;
import java.util.Optional;

/**
 * The {@code WWW-Authenticate} challenge of a refusal (RFC 6750 section 3).
 *
 * <p>Made of constants and of scopes that the policy's parser admitted, never of anything that came with the request.
 *
 * @param error the error code; empty when no token was sent
 * @param description the fixed sentence; empty when there is no error code
 * @param scope the scopes the request needs, separated by spaces; empty unless the error is {@code insufficient_scope}
 */
public record Challenge(Optional<String> error, Optional<String> description, Optional<String> scope) {
    /** The challenge for a reason and the rule that decided, or empty when the answer carries none. */
    static Optional<Challenge> of(Reason reason, Optional<Rule> rule) {
        if (!reason.challenges()) {
            return Optional.empty();
        }
        Optional<String> scope = reason == Reason.INSUFFICIENT_SCOPE
                ? rule.map(Rule::requirement).map(Requirement::challengeScopes).map(scopes -> String.join(" ", scopes))
                : Optional.empty();
        return Optional.of(new Challenge(reason.error(), reason.description(), scope));
    }

    /**
     * The value of the header field.
     *
     * @param realm a protection space to name, already free of quotes, backslashes and control characters; empty to name none
     */
    public String headerValue(Optional<String> realm) {
        StringBuilder value = new StringBuilder("Bearer");
        parameter(value, "realm", realm);
        parameter(value, "error", error);
        parameter(value, "error_description", description);
        parameter(value, "scope", scope);
        return value.toString();
    }

    private static void parameter(StringBuilder value, String name, Optional<String> text) {
        if (text.isPresent()) {
            boolean first = value.length() == "Bearer".length();
            value.append(first ? " " : ", ")
                    .append(name)
                    .append("=\"")
                    .append(text.get())
                    .append('"');
        }
    }
}
