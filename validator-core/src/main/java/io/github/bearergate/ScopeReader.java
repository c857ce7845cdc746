package io.github.bearergate;

import io.github.bearergate.policy.ClaimPath;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the scopes that a token grants (RFC 6749 section 3.3, RFC 9068 section 2.2.3), the policy's ceiling applied. */
final class ScopeReader {
    private final Optional<ClaimPath> configured;
    private final Optional<Set<String>> ceiling;

    ScopeReader(Optional<ClaimPath> configured, Optional<Set<String>> ceiling) {
        this.configured = configured;
        this.ceiling = ceiling;
    }

    /** The scopes, none when there is no such claim; null when it is neither a string nor an array of strings. */
    @Nullable
    Set<String> read(Map<String, Object> claims) {
        Object value = scopeClaim(claims);
        if (value == null) {
            return Set.of();
        }
        List<String> texts = ClaimValues.stringOrStrings(value);
        if (texts == null) {
            return null;
        }
        Set<String> scopes = new LinkedHashSet<>();
        if (value instanceof String text) {
            addEach(text, scopes);
        } else {
            scopes.addAll(texts);
        }
        scopes.remove("");
        ceiling.ifPresent(scopes::retainAll);
        return Collections.unmodifiableSet(scopes);
    }

    /** One claim counts, never the union of two: {@code scope} when it is there, else {@code scp}, unless one is configured. */
    private @Nullable Object scopeClaim(Map<String, Object> claims) {
        if (configured.isPresent()) {
            return configured.get().read(claims);
        }
        Object scope = claims.get("scope");
        return scope == null ? claims.get("scp") : scope;
    }

    /** Scopes are separated by the space character and nothing else. */
    private static void addEach(String text, Set<String> scopes) {
        int start = 0;
        for (int end = text.indexOf(' '); end >= 0; end = text.indexOf(' ', start)) {
            scopes.add(text.substring(start, end));
            start = end + 1;
        }
        scopes.add(text.substring(start));
    }
}
