package io.github.bearergate.servlet;

import jakarta.servlet.ServletContext;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemNotFoundException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** The text of a policy and where it was read: only from places that are deployed with the application or its host. */
final class PolicySource {
    private static final String PLACES =
            "write /WEB-INF/api.policy, classpath:api.policy, file:/etc/orders/api.policy, or the policy itself, whose first"
                    + " word is policy";

    private static final String CLASSPATH = "classpath:";
    private static final String FILE = "file:";

    private final String location;
    private final String name;
    private final byte[] utf8;

    private PolicySource(String location, String name, byte[] utf8) {
        this.location = location;
        this.name = name;
        this.utf8 = utf8.clone();
    }

    /** Says that there is no policy to read, and what to write instead. */
    static final class UnreadableException extends Exception {
        private static final long serialVersionUID = 1L;

        UnreadableException(String message) {
            super(message);
        }
    }

    static PolicySource read(@Nullable String setting, ServletContext context) throws UnreadableException {
        if (setting == null || setting.isBlank()) {
            throw new UnreadableException("it is missing; " + PLACES);
        }
        String place = setting.strip();
        if (isPolicyText(place)) {
            byte[] utf8 = CommonIndentation.removedFrom(setting).getBytes(StandardCharsets.UTF_8);
            return new PolicySource("init-param policy", "init-param policy", utf8);
        }
        if (place.startsWith("/WEB-INF/")) {
            return read(place, context.getResourceAsStream(place), "the web application has no such file");
        }
        if (place.startsWith(CLASSPATH)) {
            return read(
                    place,
                    onClassPath(place.substring(CLASSPATH.length()), context),
                    "the class path has no such file");
        }
        if (place.startsWith(FILE)) {
            return readFile(place);
        }
        throw new UnreadableException("\"" + place + "\" is no place to read a policy from; " + PLACES);
    }

    /** Where it was read, in words for the log. */
    String location() {
        return location;
    }

    /** The name that problems are listed under. */
    String name() {
        return name;
    }

    byte[] utf8() {
        return utf8.clone();
    }

    private static boolean isPolicyText(String text) {
        return text.equals("policy") || (text.startsWith("policy") && Character.isWhitespace(text.charAt(6)));
    }

    /** The application's class path, which need not be the one that this library is on. */
    private static @Nullable InputStream onClassPath(String path, ServletContext context) {
        String name = path.startsWith("/") ? path.substring(1) : path;
        return context.getClassLoader().getResourceAsStream(name);
    }

    private static PolicySource read(String place, @Nullable InputStream stream, String absent)
            throws UnreadableException {
        if (stream == null) {
            throw new UnreadableException(place + " cannot be read: " + absent);
        }
        try (stream) {
            return new PolicySource(place, lastSegment(place), stream.readAllBytes());
        } catch (IOException e) {
            throw new UnreadableException(place + " cannot be read: " + e);
        }
    }

    private static PolicySource readFile(String place) throws UnreadableException {
        try {
            Path path =
                    place.startsWith("file://") ? Path.of(URI.create(place)) : Path.of(place.substring(FILE.length()));
            return new PolicySource(place, lastSegment(place), Files.readAllBytes(path));
        } catch (IOException | IllegalArgumentException | FileSystemNotFoundException e) {
            throw new UnreadableException(place + " cannot be read: " + e);
        }
    }

    private static String lastSegment(String place) {
        return place.substring(Math.max(place.lastIndexOf('/'), place.lastIndexOf(':')) + 1);
    }
}
