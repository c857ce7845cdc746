package io.github.bearergate.policyaudit;

import java.io.PrintWriter;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** What a user is told when a command cannot run: one plain sentence, never a stack trace, never a token. */
final class Problems {
    private static final int SHORTEST_SECRET = 8;

    private Problems() {}

    /** Tells why a command could not do its work. */
    static void tell(PrintWriter err, Throwable problem) {
        err.println("policy-audit: " + Printable.withoutTokens(Printable.lines(text(problem))));
        err.flush();
    }

    private static String text(Throwable problem) {
        if (problem instanceof CannotRunException told) {
            return String.valueOf(told.getMessage());
        } else if (problem instanceof StackOverflowError) {
            return "what was read is nested too deeply";
        } else if (problem instanceof OutOfMemoryError) {
            return "what was read is too large for the memory; give more with java -Xmx";
        }
        String place = Stream.of(problem.getStackTrace())
                .filter(frame -> frame.getClassName().startsWith("io.github.bearergate"))
                .findFirst()
                .map(frame -> " at " + frame.getFileName() + ":" + frame.getLineNumber())
                .orElse("");
        return "this is a defect of the tool, please report it: "
                + problem.getClass().getSimpleName() + place;
    }

    /** Tells what is wrong with the arguments, and how the command is written. */
    static int tell(ParameterException problem, String... arguments) {
        CommandLine command = problem.getCommandLine();
        PrintWriter err = command.getErr();
        String message = String.valueOf(problem.getMessage());
        if (command.getCommandName().equals("explain")) {
            message = withoutValues(message, arguments);
        }
        err.println("policy-audit: " + Printable.withoutTokens(Printable.lines(message)));
        if (!UnmatchedArgumentException.printSuggestions(problem, err)) {
            command.usage(err, command.getColorScheme());
        }
        err.flush();
        return PolicyAudit.COULD_NOT_RUN;
    }

    /** A message without what stands in arguments: where a token is asked for, anything may be one. */
    private static String withoutValues(String message, String... arguments) {
        String told = message;
        for (String argument : arguments) {
            String value = argument.startsWith("--") ? argument.substring(argument.indexOf('=') + 1) : argument;
            if (value.length() >= SHORTEST_SECRET && !value.matches("--[a-z-]+")) {
                told = told.replace(value, "(not shown)");
            }
        }
        return told;
    }
}
