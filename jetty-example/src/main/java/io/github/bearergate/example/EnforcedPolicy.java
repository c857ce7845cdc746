package io.github.bearergate.example;

import io.github.bearergate.policy.Policy;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;

/**
 * The policy that the example enforces, and the name under which its problems are listed.
 *
 * @param source the file as it was named on the command line, or the demo's
 * @param policy what stands in it
 */
record EnforcedPolicy(String source, Policy policy) {
    private static final String DEMO = "orders.policy";

    /** Says that the policy cannot be enforced, in words for the person who started the example. */
    static final class RefusedException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        RefusedException(String message, Throwable cause) {
            super(message, cause);
        }

        /** For causes that say it in such words themselves. */
        RefusedException(IllegalArgumentException cause) {
            super(cause.getMessage(), cause);
        }
    }

    /**
     * Reads the policy of a file.
     *
     * @throws RefusedException when it cannot be read, or has problems; the message lists them as a compiler would
     */
    static EnforcedPolicy of(Path file) {
        try {
            return parse(file.toString(), Files.readAllBytes(file), System.getenv());
        } catch (IOException e) {
            throw new RefusedException("cannot read the policy " + file + ": " + reason(e), e);
        }
    }

    /** The demo's policy, which trusts this issuer. */
    static EnforcedPolicy ofDemo(String issuer) {
        try (InputStream in = EnforcedPolicy.class.getResourceAsStream(DEMO)) {
            if (in == null) {
                throw new IllegalStateException(DEMO + " is not in the jar");
            }
            return parse(DEMO, in.readAllBytes(), Map.of("DEMO_ISSUER", issuer));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static EnforcedPolicy parse(String source, byte[] utf8, Map<String, String> environment) {
        try {
            return new EnforcedPolicy(source, Policy.parse(source, utf8, environment::get));
        } catch (IllegalArgumentException e) {
            throw new RefusedException(e);
        }
    }

    private static String reason(IOException e) {
        if (e instanceof NoSuchFileException) {
            return "there is no such file";
        }
        return e instanceof AccessDeniedException ? "access denied" : String.valueOf(e.getMessage());
    }
}
