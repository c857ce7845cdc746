package io.github.bearergate.jose;

import io.github.bearergate.spi.VerificationKey;
import java.util.List;

/**
 * What a JWK set document holds.
 *
 * @param keys those that may verify tokens, in the document's order; two may share a {@code kid}, and one key may occur twice
 * @param skipped all others, in the document's order
 */
public record JwkSet(List<VerificationKey> keys, List<SkippedKey> skipped) {
    /** Copies the lists. */
    public JwkSet {
        keys = List.copyOf(keys);
        skipped = List.copyOf(skipped);
    }
}
