package io.github.bearergate.policy;

import java.io.File;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;

/** The URLs of a policy: which are well formed, which are safe to fetch keys from, and how they are written. */
final class Locations {
    static final String DISCOVERY = "discovery";

    private static final Pattern LOOPBACK = Pattern.compile("localhost|127(\\.[0-9]{1,3}){3}|\\[::1]");

    private Locations() {}

    /** Reads an absolute http or https URL without user information and fragment; empty when the text is none. */
    static Optional<URI> http(String text) {
        if (!text.startsWith("https://") && !text.startsWith("http://")) {
            return Optional.empty();
        }
        try {
            URI url = new URI(text);
            boolean sound = url.getHost() != null
                    && url.getRawUserInfo() == null
                    && url.getRawFragment() == null
                    && url.getPort() <= 65_535;
            return sound ? Optional.of(url) : Optional.empty();
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }

    /** Tells whether what is fetched from the URL is what its host sent: https, or no network between. */
    static boolean isSafe(URI url) {
        return "https".equals(url.getScheme())
                || LOOPBACK.matcher(url.getHost()).matches();
    }

    /** Reads the absolute path of a {@code file:} URL of this host; empty when the text is none. */
    static Optional<Path> file(String text) {
        try {
            URI url = new URI(text);
            return "file".equals(url.getScheme()) && url.getRawAuthority() == null
                    ? Optional.of(Path.of(url))
                    : Optional.empty();
        } catch (URISyntaxException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** Writes an absolute path as a URL, without asking the file system what the path is. */
    static String fileUrl(Path file) {
        String path = file.toString().replace(File.separatorChar, '/');
        try {
            return new URI("file", "", path.startsWith("/") ? path : "/" + path, null).toASCIIString();
        } catch (URISyntaxException e) {
            throw new IllegalStateException("an absolute path is always a URL's path", e);
        }
    }
}
