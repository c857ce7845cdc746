package io.github.bearergate.policy;

import java.net.URI;
import java.nio.file.Path;

/** Where the keys of an issuer are found. */
public sealed interface KeyLocation {
    /** In the issuer's metadata (RFC 8414, OpenID Connect Discovery), whose {@code issuer} must equal ours. The default. */
    record Discovery() implements KeyLocation {
        @Override
        public String text() {
            return Locations.DISCOVERY;
        }
    }

    /**
     * At a fixed address.
     *
     * @param url an https URL, or an http URL of a loopback host
     */
    record JwksUrl(URI url) implements KeyLocation {
        @Override
        public String text() {
            return url.toString();
        }
    }

    /**
     * In a file, read once.
     *
     * @param file an absolute path
     */
    record StaticFile(Path file) implements KeyLocation {
        @Override
        public String text() {
            return Locations.fileUrl(file);
        }
    }

    /** The location as a policy writes it. */
    String text();
}
