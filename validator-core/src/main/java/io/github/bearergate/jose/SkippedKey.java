package io.github.bearergate.jose;

/**
 * An element of a JWK set that is not used.
 *
 * @param cause the first objection
 * @param fingerprint 43 characters that stay the same as long as the element's public members do, so that it can be reported
 *     once; no private or secret member has a part in it
 */
public record SkippedKey(SkipCause cause, String fingerprint) {}
