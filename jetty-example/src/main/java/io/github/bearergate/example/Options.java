package io.github.bearergate.example;

import io.github.bearergate.audit.AuditLog;
import io.github.bearergate.audit.AuditSink;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.TypeConversionException;

/** The command line. */
@Command(
        name = "jetty-example",
        usageHelpAutoWidth = true,
        sortOptions = false,
        mixinStandardHelpOptions = false,
        description = {
            "An Orders API behind BearerGate.",
            "",
            "Without --policy it starts a demo authorization server beside the API, both on loopback, and prints"
                    + " commands to paste. With --policy it takes tokens of your own issuer and listens on all interfaces.",
            ""
        },
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {
            "0:the self-test found everything right",
            "1:cannot start, or the self-test found something wrong",
            "2:wrong option or policy",
            "143:stopped by SIGTERM, after the last request in flight"
        })
final class Options {
    private static final int LARGEST_PORT = 65_535;

    /** Which decisions are written to standard output. */
    enum Audit {
        DENIALS,
        ALL,
        OFF;

        Optional<AuditLog> open(AuditSink sink) {
            return switch (this) {
                case DENIALS -> Optional.of(AuditLog.ofDenials(sink));
                case ALL -> Optional.of(AuditLog.ofEverything(sink));
                case OFF -> Optional.empty();
            };
        }
    }

    /** Reads {@link Audit} in lower case. */
    static final class AuditReader implements ITypeConverter<Audit> {
        @Override
        public Audit convert(String text) {
            return Stream.of(Audit.values())
                    .filter(value -> value.name().toLowerCase(Locale.ROOT).equals(text))
                    .findFirst()
                    .orElseThrow(() -> new TypeConversionException("write denials, all or off"));
        }
    }

    @Option(
            names = "--policy",
            paramLabel = "FILE",
            description = "Enforce this policy instead of the demo's; no demo authorization server is started.")
    Optional<Path> policy = Optional.empty();

    @Option(
            names = "--port",
            paramLabel = "N",
            defaultValue = "8080",
            description = "Port of the API; 0 is any free one. Default: ${DEFAULT-VALUE}.")
    int port;

    @Option(
            names = "--management-port",
            paramLabel = "N",
            defaultValue = "9090",
            description = "Loopback port of /metrics, /health/live and /health/ready; 0 is any free one."
                    + " Default: ${DEFAULT-VALUE}.")
    int managementPort;

    @Option(
            names = "--issuer-port",
            paramLabel = "N",
            defaultValue = "9000",
            description =
                    "Loopback port of the demo authorization server; 0 is any free one. Default: ${DEFAULT-VALUE}.")
    int issuerPort;

    @Option(
            names = "--audit",
            paramLabel = "WHICH",
            defaultValue = "denials",
            converter = AuditReader.class,
            description = "Decisions written to standard output, a JSON object each: denials, all or off."
                    + " Default: ${DEFAULT-VALUE}.")
    Audit audit = Audit.DENIALS;

    @Option(
            names = "--native-signatures",
            description =
                    "Verify signatures with Amazon Corretto Crypto Provider, where it has a library for this platform.")
    boolean nativeSignatures;

    @Option(
            names = "--self-test",
            description =
                    "Start everything on free ports, play good and bad requests, print what came of them, and exit.")
    boolean selfTest;

    @Option(names = "--help", usageHelp = true, description = "Print this.")
    boolean help;

    /**
     * Looks for what the parser cannot know.
     *
     * @throws ParameterException when a value is out of its range, or options contradict each other
     */
    void check(CommandLine line) {
        Map.of("--port", port, "--management-port", managementPort, "--issuer-port", issuerPort)
                .forEach((option, value) -> {
                    if (value < 0 || value > LARGEST_PORT) {
                        throw new ParameterException(
                                line, "%s %d is not a port: 0 to %d".formatted(option, value, LARGEST_PORT));
                    }
                });
        if (selfTest && policy.isPresent()) {
            throw new ParameterException(line, "--self-test plays against the demo's policy: leave --policy out");
        }
    }
}
