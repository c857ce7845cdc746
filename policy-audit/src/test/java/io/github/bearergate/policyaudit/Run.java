package io.github.bearergate.policyaudit;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** One run of the command line. */
record Run(int code, String out, String err) {
    static final String ISSUER = """
            policy 1
            issuer https://login.example.com/
                audience https://orders.example.com
            """;
    static final String END = "everything else is denied\n";

    static Run of(String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int code = PolicyAudit.run(new PrintWriter(out), new PrintWriter(err), arguments);
        return new Run(code, out.toString(), err.toString());
    }

    static String file(Path directory, String name, String text) {
        try {
            return Files.writeString(directory.resolve(name), text).toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A sound policy file of these rules and one issuer. */
    static String policy(Path directory, String name, String... rules) {
        return file(directory, name, ISSUER + String.join("\n", rules) + "\n" + END);
    }
}
