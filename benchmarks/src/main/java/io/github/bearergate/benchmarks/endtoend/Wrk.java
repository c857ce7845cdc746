package io.github.bearergate.benchmarks.endtoend;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The load generator wrk, where it is installed; one thread of it. */
final class Wrk implements Load {
    private static final Pattern REQUESTS = Pattern.compile("(\\d+) requests in ([0-9.]+)(us|ms|s|m),");
    private static final Pattern P50 = Pattern.compile("50%\\s+([0-9.]+)(us|ms|s|m)\\b");
    private static final Pattern P99 = Pattern.compile("99%\\s+([0-9.]+)(us|ms|s|m)\\b");
    private static final Pattern FAILURES = Pattern.compile("Non-2xx or 3xx responses|Socket errors");

    private final String version;

    private Wrk(String version) {
        this.version = version;
    }

    /** Empty where it is not installed. */
    static Optional<Load> installed() {
        try {
            String first =
                    output(List.of("wrk", "--version")).lines().findFirst().orElse("");
            int copyright = first.indexOf(" [");
            return Optional.of(new Wrk(copyright < 0 ? "wrk" : first.substring(0, copyright)));
        } catch (IOException notInstalled) {
            return Optional.empty();
        }
    }

    @Override
    public String name() {
        return version;
    }

    @Override
    public Outcome send(int port, String path, String token, int connections, int seconds) throws IOException {
        return parse(output(List.of(
                "wrk",
                "--threads",
                "1",
                "--connections",
                Integer.toString(connections),
                "--duration",
                seconds + "s",
                "--latency",
                "--header",
                "Authorization: Bearer " + token,
                "http://127.0.0.1:" + port + path)));
    }

    /** Reads the summary that wrk prints. */
    static Outcome parse(String summary) throws IOException {
        Matcher requests = REQUESTS.matcher(summary);
        if (!requests.find() || FAILURES.matcher(summary).find()) {
            throw new IOException("wrk says: " + summary);
        }
        return new Outcome(
                Long.parseLong(requests.group(1)),
                micros(requests.group(2), requests.group(3)) / 1e6,
                percentile(P50, summary),
                percentile(P99, summary),
                0);
    }

    private static double percentile(Pattern line, String summary) throws IOException {
        Matcher found = line.matcher(summary);
        if (!found.find()) {
            throw new IOException("wrk says no percentiles: " + summary);
        }
        return micros(found.group(1), found.group(2));
    }

    private static double micros(String number, String unit) {
        double factor = switch (unit) {
            case "us" -> 1;
            case "ms" -> 1e3;
            case "s" -> 1e6;
            default -> 60e6;
        };
        return Double.parseDouble(number) * factor;
    }

    private static String output(List<String> command) throws IOException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getOutputStream().close();
        return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
}
