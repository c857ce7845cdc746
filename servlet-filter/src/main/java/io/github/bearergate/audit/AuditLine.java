package io.github.bearergate.audit;

import io.github.bearergate.AccessToken;
import io.github.bearergate.Decision;
import io.github.bearergate.GuardEvent;
import io.github.bearergate.GuardEvent.ValidatedToken;
import io.github.bearergate.policy.Rule;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/**
 * One decision as a line of JSON, in names of the Elastic Common Schema.
 *
 * <p>What a token says is written only if it verified, and what identifies a person or a token only as a digest.
 */
final class AuditLine {
    private static final String NO_RULE = "none";

    private AuditLine() {}

    static String of(GuardEvent event, Optional<RequestOrigin> origin, Instant now) {
        JsonLine line = new JsonLine();
        line.text("@timestamp", now.truncatedTo(ChronoUnit.MILLIS).toString())
                .text("event.action", "authorize-request");
        outcome(line, event.decision());
        line.text("http.request.method", event.request().method());
        event.decision()
                .fold(
                        allow -> Optional.<Integer>empty(),
                        deny -> Optional.of(deny.reason().status()),
                        down -> Optional.of(503))
                .ifPresent(status -> line.number("http.response.status_code", status));
        event.request().path().ifPresent(path -> line.text("url.path", path));
        origin.ifPresent(known -> origin(line, known));
        rule(line, event.decision().rule());
        line.text("oauth2.policy.digest", event.policyDigest());
        event.validation().ifPresent(validated -> token(line, validated, now));
        return line.end();
    }

    private static void outcome(JsonLine line, Decision decision) {
        decision.fold(
                allow -> line.text("event.type", "allowed").text("event.outcome", "success"),
                deny -> line.text("event.type", "denied")
                        .text("event.outcome", "failure")
                        .text("event.reason", deny.reason().name()),
                down -> line.text("event.type", "error")
                        .text("event.outcome", "unknown")
                        .text("event.reason", down.outage().name()));
    }

    private static void origin(JsonLine line, RequestOrigin origin) {
        line.text("client.address", origin.clientAddress());
        origin.traceId().ifPresent(trace -> line.text("trace.id", trace));
    }

    private static void rule(JsonLine line, Optional<Rule> rule) {
        line.text("oauth2.rule.id", rule.map(Rule::id).orElse(NO_RULE));
        rule.map(decided -> decided.requirement().scopes())
                .filter(scopes -> !scopes.isEmpty())
                .ifPresent(scopes -> line.list("oauth2.scope.required", scopes));
    }

    private static void token(JsonLine line, ValidatedToken validated, Instant now) {
        Optional<AccessToken> verified =
                validated.result().fold(Optional::of, reason -> Optional.empty(), (outage, later) -> Optional.empty());
        verified.ifPresent(token -> {
            token(line, token, now);
            line.text("oauth2.memo", validated.remembered() ? "hit" : "miss");
        });
    }

    private static void token(JsonLine line, AccessToken token, Instant now) {
        line.text("oauth2.issuer", token.issuer());
        token.clientId().ifPresent(client -> line.text("oauth2.client_id", client));
        token.subject().ifPresent(subject -> line.text("oauth2.subject_hash", Fingerprint.of(subject)));
        line.list("oauth2.scope.granted", List.copyOf(token.scopes()));
        line.text("oauth2.token.alg", token.algorithm().names().get(0));
        token.keyId().ifPresent(kid -> line.text("oauth2.token.kid", kid));
        token.id().ifPresent(id -> line.text("oauth2.token.id_hash", Fingerprint.of(id)));
        line.number("oauth2.token.expires_in_s", token.expiresAt().getEpochSecond() - now.getEpochSecond());
    }
}
