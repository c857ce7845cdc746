package io.github.bearergate.testkit;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * An HTTP request that reached a {@link TestIssuer}.
 *
 * @param method as sent
 * @param path the request target up to its {@code ?}, not decoded
 * @param headers every field by its name in lower case, with its values in the order sent
 * @param body the body as UTF-8; empty when there is none
 */
public record ReceivedRequest(String method, String path, Map<String, List<String>> headers, String body) {
    /** Copies what it is given. */
    public ReceivedRequest {
        headers = headers.entrySet().stream()
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, header -> List.copyOf(header.getValue())));
    }

    /** The first value of a header field, whatever the case of its name. */
    public Optional<String> header(String name) {
        return headers.getOrDefault(name.toLowerCase(Locale.ROOT), List.of()).stream()
                .findFirst();
    }
}
