package io.github.bearergate.testkit;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** What one token is to say; filled by the steps of a {@link TokenBuilder}, written in the style of a server. */
final class TokenDraft {
    final String issuer;

    Style style;
    Instant now;
    Optional<Instant> issuedAt = Optional.empty();
    Optional<Instant> expiresAt = Optional.empty();
    Optional<Instant> notBefore = Optional.empty();
    Duration lifetime = Duration.ofMinutes(5);
    List<String> audience;
    List<String> scopes = List.of();
    Optional<String> subject = Optional.empty();
    String clientId = "test-client";
    String jti = UUID.randomUUID().toString();

    /** Changes made to the finished members, in the order in which they were asked for. */
    final List<Consumer<Map<String, @Nullable Object>>> claimEdits = new ArrayList<>();

    final List<Consumer<Map<String, @Nullable Object>>> headerEdits = new ArrayList<>();

    /** Changes made to the JSON text after that. */
    final List<UnaryOperator<String>> claimsTextEdits = new ArrayList<>();

    final List<UnaryOperator<String>> headerTextEdits = new ArrayList<>();

    Optional<byte[]> headerBytes = Optional.empty();
    Optional<byte[]> payloadBytes = Optional.empty();
    Optional<String> headerSegment = Optional.empty();
    Optional<String> payloadSegment = Optional.empty();
    Optional<byte[]> signature = Optional.empty();
    Optional<JwsAlgorithm> algorithm = Optional.empty();
    Optional<SigningKey> key = Optional.empty();
    Optional<byte[]> secret = Optional.empty();

    TokenDraft(String issuer, Style style, Instant now, String audience) {
        this.issuer = issuer;
        this.style = style;
        this.now = now;
        this.audience = List.of(audience);
    }

    Instant issued() {
        return issuedAt.orElse(now);
    }

    Instant expires() {
        return expiresAt.orElseGet(() -> issued().plus(lifetime));
    }
}
