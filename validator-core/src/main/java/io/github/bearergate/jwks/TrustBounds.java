package io.github.bearergate.jwks;

import java.time.Duration;

/**
 * How long this service can lag behind its issuer, at worst, by its settings.
 *
 * @param removedKeyInHealth how long a key that the issuer took out of its set is still accepted while the provider answers:
 *     the longest refresh interval that an answer's {@code max-age} can bring about, and one deadline
 * @param removedKeyInOutage how long it is still accepted when the provider cannot be reached: {@code max-stale}
 * @param newKeyInHealth how long a new key is refused at most after a token first named it, while the provider answers: the
 *     time in which unknown keys gain one more fetch, and one deadline
 */
public record TrustBounds(Duration removedKeyInHealth, Duration removedKeyInOutage, Duration newKeyInHealth) {
    static TrustBounds of(KeySourceSettings settings) {
        return new TrustBounds(
                settings.longestInterval().plus(settings.deadline()),
                settings.maxStale(),
                settings.unknownKids().refill().plus(settings.deadline()));
    }
}
