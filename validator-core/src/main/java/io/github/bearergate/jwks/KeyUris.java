package io.github.bearergate.jwks;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Tells which URLs keys may be fetched from, and where an issuer's metadata is. */
final class KeyUris {
    private static final Pattern LOOPBACK =
            Pattern.compile("localhost|127(\\.[0-9]{1,3}){3}|\\[::1]|\\[(0:){7}1]", Pattern.CASE_INSENSITIVE);

    private KeyUris() {}

    /** Tells whether nothing protects what is fetched from there on its way. */
    static boolean isPlain(URI uri) {
        return "http".equalsIgnoreCase(uri.getScheme());
    }

    /** Tells whether keys may be fetched from there: https, or http on loopback, without user information or fragment. */
    static boolean isAcceptable(URI uri) {
        String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
        String host = uri.getHost();
        return host != null
                && uri.getRawUserInfo() == null
                && uri.getRawFragment() == null
                && (scheme.equals("https")
                        || (scheme.equals("http") && LOOPBACK.matcher(host).matches()));
    }

    /** Reads an acceptable URL; empty for any other text. */
    static Optional<URI> read(String text) {
        try {
            return Optional.of(new URI(text)).filter(KeyUris::isAcceptable);
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }

    /**
     * Reads the place of the keys as metadata name it; empty when it is not acceptable.
     *
     * <p>What came over https leads to https only: otherwise whoever listens on some port of this machine could be made the
     * source of an issuer's keys.
     *
     * @param metadata where the metadata came from
     */
    static Optional<URI> namedBy(URI metadata, String text) {
        return read(text).filter(place -> isPlain(metadata) || !isPlain(place));
    }

    /** The host of an issuer, or the whole issuer when it is no URL. */
    static String hostOf(String issuer) {
        return read(issuer).map(URI::getHost).orElse(issuer);
    }

    /**
     * Lists where an issuer may publish its metadata (OpenID Connect Discovery 1.0 section 4, RFC 8414 section 3.1).
     *
     * @param issuer an acceptable URL without a query
     */
    static List<URI> metadataOf(URI issuer) {
        String origin = issuer.getScheme() + "://" + issuer.getRawAuthority();
        String path = issuer.getRawPath() == null ? "" : issuer.getRawPath().replaceFirst("/$", "");
        return List.of(
                        origin + path + "/.well-known/openid-configuration",
                        origin + "/.well-known/oauth-authorization-server" + path,
                        origin + path + "/.well-known/oauth-authorization-server")
                .stream()
                .distinct()
                .map(URI::create)
                .toList();
    }
}
