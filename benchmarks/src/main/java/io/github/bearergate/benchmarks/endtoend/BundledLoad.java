package io.github.bearergate.benchmarks.endtoend;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Our own load generator, in a process of its own. */
final class BundledLoad implements Load {
    @Override
    public String name() {
        return "bundled load generator";
    }

    @Override
    public Outcome send(int port, String path, String token, int connections, int seconds) throws IOException {
        List<String> command = JavaCommand.of(LoadProcess.class, "-Xmx256m");
        command.addAll(
                List.of(Integer.toString(port), path, token, Integer.toString(connections), Integer.toString(seconds)));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getOutputStream().close();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        String last = said.strip().lines().reduce("", (before, line) -> line);
        String[] numbers = last.split(" ", -1);
        if (numbers.length != 6 || !numbers[0].equals(LoadProcess.RESULT)) {
            throw new IOException("the load generator says: " + said);
        }
        return new Outcome(
                Long.parseLong(numbers[1]),
                Double.parseDouble(numbers[2]),
                Double.parseDouble(numbers[3]),
                Double.parseDouble(numbers[4]),
                Double.parseDouble(numbers[5]));
    }
}
