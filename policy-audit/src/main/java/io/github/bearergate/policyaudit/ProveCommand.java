package io.github.bearergate.policyaudit;

import io.github.bearergate.policy.Policy;
import io.github.bearergate.policy.Rule;
import io.github.bearergate.policyaudit.Finding.Weight;
import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code prove}: sentences that must hold for every request. */
@Command(
        name = "prove",
        mixinStandardHelpOptions = true,
        description = "Decides sentences about every request, each with a counterexample when it does not hold.",
        footer = {
            "",
            "Sentences:",
            "  no request under /admin is open",
            "  no DELETE at /orders/* is allowed",
            "  every POST PUT PATCH DELETE needs a scope ending in :write or :admin",
            "  every request under /api needs a valid token",
            "  every GET under /orders needs orders:read or orders:admin",
            "  every request at /health is open",
            "  only issuer partner can reach /partners/**",
            "",
            "Exit codes: 0 all hold, 1 one does not, 2 could not run."
        })
final class ProveCommand implements Callable<Integer> {
    private record Result(Assertion assertion, Optional<Assertion.Counterexample> counterexample) {
        /** The counterexample at the line of the rule that decides it. */
        Optional<Finding> finding(String file) {
            return counterexample.map(found -> new Finding(
                    file,
                    found.rule().map(Rule::line).orElse(0),
                    "assertion-fails",
                    Weight.ERROR,
                    "`" + assertion.text() + "` does not hold: " + found.text(),
                    Optional.of(assertion.text()),
                    Optional.empty(),
                    Optional.empty()));
        }

        Map<String, Object> json() {
            Map<String, Object> members = Json.object("assertion", assertion.text(), "holds", counterexample.isEmpty());
            counterexample.ifPresent(found -> {
                members.putAll(found.witness().json());
                members.put("rule", found.rule().map(Object::toString).orElse("everything else is denied"));
            });
            return members;
        }
    }

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private Reading reading = new Reading();

    @Parameters(index = "0", paramLabel = "FILE", description = "The policy file.")
    private String file = "";

    @Parameters(index = "1..*", arity = "0..*", paramLabel = "ASSERTION", description = "Sentences, each one argument.")
    private List<String> sentences = List.of();

    @Option(
            names = "--assertions",
            paramLabel = "FILE",
            description = "Sentences, a line each; # begins a comment line.")
    private Optional<String> assertions = Optional.empty();

    @Option(names = "--format", paramLabel = "FORMAT", description = "text (default), json or sarif.")
    private Format format = Format.TEXT;

    @Override
    public Integer call() {
        Policy policy = reading.policy(file).parseSound();
        List<Assertion> all = Sentence.readAll(policy, all());
        if (all.isEmpty()) {
            throw new CannotRunException("nothing to prove: give a sentence, or --assertions FILE");
        }
        List<Result> results = all.stream()
                .map(each -> new Result(each, each.counterexample(policy)))
                .toList();
        PrintWriter out = spec.commandLine().getOut();
        switch (format) {
            case TEXT ->
                results.forEach(result -> out.print(
                        text(result, spec.commandLine().getColorScheme().ansi())));
            case JSON ->
                out.print(Json.text(Json.object(
                        "file", file,
                        "digest", policy.digest(),
                        "assertions", results.stream().map(Result::json).toList())));
            case SARIF ->
                out.print(Json.text(Sarif.of(results.stream()
                        .flatMap(result -> result.finding(Reading.shown(file)).stream())
                        .toList())));
        }
        return results.stream().allMatch(result -> result.counterexample.isEmpty())
                ? PolicyAudit.CLEAN
                : PolicyAudit.FINDINGS;
    }

    private List<Sentence> all() {
        return Stream.concat(
                        sentences.stream().map(Sentence::argument),
                        assertions.stream().flatMap(name -> Sentence.inFile(name).stream()))
                .toList();
    }

    private static String text(Result result, Ansi ansi) {
        boolean holds = result.counterexample.isEmpty();
        String word = holds ? "holds" : "FAILS";
        String shown = ansi.enabled() ? ansi.string("@|bold," + (holds ? "green " : "red ") + word + "|@") : word;
        return shown + "  " + Printable.line(result.assertion.text()) + "\n"
                + result.counterexample
                        .map(found -> "       counterexample: " + found.text() + "\n")
                        .orElse("");
    }
}
