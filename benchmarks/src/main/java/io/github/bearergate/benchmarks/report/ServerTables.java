package io.github.bearergate.benchmarks.report;

import io.github.bearergate.benchmarks.results.EndToEndResults;
import io.github.bearergate.benchmarks.results.EndToEndResults.Round;
import io.github.bearergate.benchmarks.results.EndToEndResults.Server;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/** What servers did under load. */
final class ServerTables {
    private final Runs runs;

    ServerTables(Runs runs) {
        this.runs = runs;
    }

    String markdown() {
        StringBuilder all = new StringBuilder();
        runs.servers().forEach((jdk, run) -> all.append(table(jdk, run)).append('\n'));
        runs.es256Servers().forEach((jdk, run) -> all.append(table(jdk, run)).append('\n'));
        return all.isEmpty() ? Table.NONE_YET : all.toString().stripTrailing() + "\n";
    }

    private static String table(int jdk, EndToEndResults run) {
        Table table = new Table(List.of(
                "JDK " + jdk + ", " + run.algorithm(),
                "requests/s",
                "against no filter",
                "CPU a request, us",
                "CPU added, us",
                "p50, us",
                "p99, us"));
        Optional<Server> none = run.servers().stream()
                .filter(each -> each.name().equals("none"))
                .findFirst();
        for (Server server : run.servers()) {
            table.row(List.of(
                    Names.server(server.name()),
                    mean(server, Round::requestsPerSecond),
                    none.map(base -> Estimate.ofRounds(Pairs.compare(
                                            server, base, (a, b) -> a.requestsPerSecond() / b.requestsPerSecond()))
                                    .text())
                            .orElse(""),
                    mean(server, Round::cpuMicrosPerRequest),
                    none.map(base -> Estimate.ofRounds(Pairs.compare(
                                            server, base, (a, b) -> a.cpuMicrosPerRequest() - b.cpuMicrosPerRequest()))
                                    .text())
                            .orElse(""),
                    mean(server, Round::p50Micros),
                    mean(server, Round::p99Micros)));
        }
        return table.markdown();
    }

    private static String mean(Server server, ToDoubleFunction<Round> figure) {
        return Estimate.ofRounds(
                        server.rounds().stream().map(figure::applyAsDouble).toList())
                .text();
    }
}
