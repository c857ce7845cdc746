package io.github.bearergate.policy;

import java.net.URI;
import java.nio.file.Path;
import java.util.function.Function;

/** Where the keys of an issuer are found. */
public sealed interface KeyLocation {
    /** In the issuer's metadata (RFC 8414, OpenID Connect Discovery), whose {@code issuer} must equal ours. The default. */
    record Discovery() implements KeyLocation {
        @Override
        public <T> T fold(
                Function<Discovery, T> discovery, Function<JwksUrl, T> jwksUrl, Function<StaticFile, T> staticFile) {
            return discovery.apply(this);
        }

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
        public <T> T fold(
                Function<Discovery, T> discovery, Function<JwksUrl, T> jwksUrl, Function<StaticFile, T> staticFile) {
            return jwksUrl.apply(this);
        }

        @Override
        public String text() {
            return url.toString();
        }
    }

    /**
     * In a file, read at the start and again at each refresh.
     *
     * @param file an absolute path
     */
    record StaticFile(Path file) implements KeyLocation {
        @Override
        public <T> T fold(
                Function<Discovery, T> discovery, Function<JwksUrl, T> jwksUrl, Function<StaticFile, T> staticFile) {
            return staticFile.apply(this);
        }

        @Override
        public String text() {
            return Locations.fileUrl(file);
        }
    }

    /** Handles every case; a case that is added later breaks the caller's build instead of passing by. */
    <T> T fold(Function<Discovery, T> discovery, Function<JwksUrl, T> jwksUrl, Function<StaticFile, T> staticFile);

    /** The location as a policy writes it. */
    String text();
}
