package io.github.bearergate.benchmarks.results;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Writes and reads results. Thread-safe. */
public final class ResultFiles {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final ObjectWriter WRITER = JSON.writer().without(SerializationFeature.INDENT_OUTPUT);

    private ResultFiles() {}

    /** Writes results in lines of a size that a person can compare. */
    public static void write(Path file, Object results) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        Files.writeString(file, lines(results));
    }

    /** Reads what {@link #write} has written. */
    public static <T> T read(Path file, Class<T> type) throws IOException {
        return JSON.readValue(Files.readString(file), type);
    }

    /** A line for each element of a list, instead of one for everything or for every number. */
    private static String lines(Object results) throws JsonProcessingException {
        return WRITER.writeValueAsString(results)
                        .replace("{\"group\"", "\n{\"group\"")
                        .replace("{\"name\"", "\n{\"name\"")
                        .replace("{\"requestsPerSecond\"", "\n {\"requestsPerSecond\"")
                        .replace("{\"cpuSeconds\"", "\n{\"cpuSeconds\"")
                        .replace("{\"quiet\"", "\n{\"quiet\"")
                + "\n";
    }
}
