package io.github.bearergate.jwks;

import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where the issuer's key set is.
 *
 * @param metadata the well-known places of the issuer's metadata, in order; empty when the place of the keys is configured
 * @param keys the place of the key set; null until the metadata told it
 * @param askedAt when the metadata was last asked for, by the monotonic clock
 * @param worst how the metadata round on its way failed so far; null when it did not
 */
record Place(
        List<URI> metadata,
        @Nullable URI keys,
        long askedAt,
        @Nullable RefreshOutcome worst) {
    Place {
        metadata = List.copyOf(metadata);
    }

    static Place configured(URI keys) {
        return new Place(List.of(), keys, 0, null);
    }

    static Place discovered(List<URI> metadata) {
        return new Place(metadata, null, 0, null);
    }

    boolean isConfigured() {
        return metadata.isEmpty();
    }

    Place asked(long now) {
        return new Place(metadata, keys, now, null);
    }

    /** A place failed; one that merely has no such document says less than any other failure. */
    Place failed(RefreshOutcome outcome) {
        RefreshOutcome telling = worst == null || worst == RefreshOutcome.STATUS_4XX ? outcome : worst;
        return new Place(metadata, keys, askedAt, telling);
    }

    Place found(URI place) {
        return new Place(metadata, place, askedAt, null);
    }
}
