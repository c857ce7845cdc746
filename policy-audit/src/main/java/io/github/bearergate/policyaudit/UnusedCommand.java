package io.github.bearergate.policyaudit;

import io.github.bearergate.policy.Policy;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code unused}: what running services have not needed of their policy. */
@Command(
        name = "unused",
        mixinStandardHelpOptions = true,
        description = "Lists rules that were never used and scopes that were never needed, by the counters of running"
                + " services.",
        footer = {
            "",
            "A rule is unused when it let no request through; how many it refused is told. A rule that denies is never"
                    + " listed. A scope is never needed when no rule that asks for it let a request through, or no rule"
                    + " asks for it. The counters do not tell which scope of an `or` a caller had: a rule that was used"
                    + " needs them all.",
            "",
            "Counters begin at 0 with each start of a service: give every instance, after a time in which everything"
                    + " that is rare has happened. They must be of this very policy, by its digest.",
            "",
            "Exit codes: 0 everything was needed, 1 something was not, 2 could not run."
        })
final class UnusedCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private Reading reading = new Reading();

    @Mixin
    private Acceptance acceptance = new Acceptance();

    @Parameters(index = "0", paramLabel = "FILE", description = "The policy file that the services enforce.")
    private String file = "";

    @Option(
            names = "--metrics",
            required = true,
            paramLabel = "FILE|URL",
            description =
                    "Metrics in Prometheus' text format: a file, - for the standard input, or an https URL, or an http"
                            + " URL on this machine. Several, one for each instance, are added up.")
    private List<String> metrics = List.of();

    @Option(names = "--format", description = "text (default), json or sarif.", paramLabel = "FORMAT")
    private Format format = Format.TEXT;

    @Override
    public Integer call() {
        PolicyFile policyFile = reading.policy(file);
        Policy policy = policyFile.parseSound();
        MetricsSource source = new MetricsSource();
        List<Scrape> scrapes = metrics.stream()
                .map(place -> Scrape.read(Reading.shown(place), source.read(place)))
                .toList();
        Usage usage = Usage.of(policyFile.name(), policy, scrapes);
        return new FindingReport(
                        FindingIds.UNUSED,
                        head(policyFile.name(), policy, usage),
                        Unneeded.of(policyFile.name(), usage),
                        acceptance.baseline())
                .write(spec, format, tail(usage));
    }

    private String tail(Usage usage) {
        long rules = usage.rules().stream().filter(Usage.OfRule::isUnused).count();
        long scopes = usage.scopes().stream().filter(each -> !each.needed()).count();
        return FindingText.count(metrics.size(), "scrape") + ", " + FindingText.count(usage.decisions(), "decision")
                + ", " + rules + " of " + FindingText.count(usage.rules().size(), "rule") + " unused, " + scopes
                + " of " + FindingText.count(usage.scopes().size(), "scope") + " never needed";
    }

    private Map<String, Object> head(String name, Policy policy, Usage usage) {
        return Json.object(
                "file",
                name,
                "digest",
                policy.digest(),
                "metrics",
                metrics,
                "decisions",
                usage.decisions(),
                "rules",
                usage.rules().stream()
                        .map(each -> Json.object(
                                "rule", each.rule().id(),
                                "line", each.rule().line(),
                                "allowed", each.allowed(),
                                "refused", each.refused()))
                        .toList(),
                "scopes",
                usage.scopes().stream()
                        .map(each ->
                                Json.object("scope", each.scope(), "askedBy", each.askedBy(), "needed", each.needed()))
                        .toList());
    }
}
