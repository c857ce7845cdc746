package io.github.bearergate.benchmarks.endtoend;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** How to start another JVM like this one. */
final class JavaCommand {
    private JavaCommand() {}

    /** The beginning of a command line, to be continued with the program's arguments. */
    static List<String> of(Class<?> main, String... options) {
        List<String> command = new ArrayList<>();
        command.add(java());
        command.addAll(List.of(options));
        command.add("-cp");
        command.add(System.getProperty("java.class.path"));
        command.add(main.getName());
        return command;
    }

    /** The launcher of this JVM. */
    static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }
}
