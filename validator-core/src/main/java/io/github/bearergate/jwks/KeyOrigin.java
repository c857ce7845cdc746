package io.github.bearergate.jwks;

import java.net.URI;
import java.nio.file.Path;

/** Where a source's keys come from, as it was configured; it is checked when the source starts. */
@FunctionalInterface
interface KeyOrigin {
    /**
     * Tells where to begin.
     *
     * @throws IllegalArgumentException when keys cannot or must not be had from there
     */
    Place of(String issuer);

    static KeyOrigin url(URI url) {
        return issuer -> {
            if (!KeyUris.isAcceptable(url)) {
                throw new IllegalArgumentException(
                        "keys are fetched over https (http only on loopback), from a URL without "
                                + "user information or fragment, not from " + url);
            }
            return Place.configured(url);
        };
    }

    static KeyOrigin metadata() {
        return issuer -> KeyUris.read(issuer)
                .filter(url -> url.getRawQuery() == null)
                .map(url -> Place.discovered(KeyUris.metadataOf(url)))
                .orElseThrow(() ->
                        new IllegalArgumentException("discovery needs an issuer that is an https URL (http only on "
                                + "loopback) without user information, query or fragment, not " + issuer));
    }

    static KeyOrigin file(Path file) {
        return issuer -> Place.configured(file.toAbsolutePath().toUri());
    }
}
