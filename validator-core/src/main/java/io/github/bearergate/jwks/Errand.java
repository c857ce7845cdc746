package io.github.bearergate.jwks;

import java.net.URI;
import java.util.function.Function;

/** What a fetch is for. */
sealed interface Errand {
    /** Where to ask. */
    URI from();

    <T> T fold(Function<Keys, T> keys, Function<Metadata, T> metadata);

    /** A key set. */
    record Keys(URI from) implements Errand {
        @Override
        public <T> T fold(Function<Keys, T> keys, Function<Metadata, T> metadata) {
            return keys.apply(this);
        }
    }

    /**
     * The issuer's metadata, to learn where its key set is.
     *
     * @param place which of the well-known places, counted from 0
     */
    record Metadata(URI from, int place) implements Errand {
        @Override
        public <T> T fold(Function<Keys, T> keys, Function<Metadata, T> metadata) {
            return metadata.apply(this);
        }
    }
}
