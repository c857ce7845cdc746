package io.github.bearergate;

import io.github.bearergate.spi.KeyQuery;
import io.github.bearergate.spi.VerificationKey;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What is remembered of a token that was found valid: only what can never change, and where to ask about the rest.
 *
 * @param valid what it says
 * @param issuer whose it is
 * @param query how its key is looked up
 * @param key the key that verified it
 * @param payloadLength how many bytes of claims it carries
 * @param stillValid the outcome for as long as nothing has changed
 */
record VerifiedToken(
        ValidationResult.Valid valid,
        IssuerGate issuer,
        KeyQuery query,
        VerificationKey key,
        int payloadLength,
        Attempt stillValid) {
    /**
     * Checks again all that can change but the rule: whether the key is live and not denied, the time, revocation.
     *
     * @return the result; null when the key is no longer among the live ones, so that the token must be read afresh
     */
    @Nullable
    Attempt checkAgain(long now) {
        return issuer.checkAgain(this, now);
    }

    /** How long the token may still be accepted, leeway included. */
    Duration remainingAt(long now) {
        return Duration.ofSeconds(valid.token().times().expiresAt() - now).plus(issuer.leeway());
    }
}
