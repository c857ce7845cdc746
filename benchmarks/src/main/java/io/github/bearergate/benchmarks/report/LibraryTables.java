package io.github.bearergate.benchmarks.report;

import io.github.bearergate.benchmarks.results.Measurement;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntFunction;

/** What libraries do with one token. */
final class LibraryTables {
    private final Runs runs;

    LibraryTables(Runs runs) {
        this.runs = runs;
    }

    /** Every library on a good token of one algorithm. */
    String accept(String algorithm) {
        List<String> columns = new ArrayList<>(List.of("library"));
        for (int jdk : runs.jdks()) {
            columns.addAll(List.of("JDK " + jdk + ", us", "x raw", "bytes", "JDK " + jdk + " native, us", "x raw"));
        }
        Table table = new Table(columns);
        for (String library : runs.libraries(algorithm)) {
            List<String> cells = new ArrayList<>(List.of(Names.library(library)));
            for (int jdk : runs.jdks()) {
                List<Measurement> onJdk = runs.accept(jdk, library, algorithm, "jdk");
                List<Measurement> onNative = runs.accept(jdk, library, algorithm, "native");
                cells.add(Cells.text(onJdk));
                cells.add(Cells.ratio(onJdk, runs.accept(jdk, "raw", algorithm, "jdk")));
                cells.add(Cells.bytes(onJdk));
                cells.add(Cells.text(onNative));
                cells.add(Cells.ratio(onNative, runs.accept(jdk, "raw", algorithm, "native")));
            }
            table.row(cells);
        }
        return table.orNoneYet();
    }

    /** Every library on bad tokens. */
    String refuse() {
        StringBuilder text = new StringBuilder();
        for (int jdk : runs.jdks()) {
            List<Measurement> all = runs.all(jdk, Runs.REFUSE, Map.of("algorithm", "RS256"));
            Set<String> refusals = Cells.values(all, "refusal");
            List<String> columns = new ArrayList<>(List.of("JDK " + jdk + ", us"));
            refusals.forEach(each -> columns.add("`" + each + "`"));
            Table table = new Table(columns);
            for (String library : Cells.values(all, "library")) {
                for (String provider : List.of("jdk", "native")) {
                    List<String> cells = new ArrayList<>();
                    cells.add(Names.library(library) + (provider.equals("jdk") ? "" : ", native"));
                    refusals.forEach(refusal -> cells.add(Cells.text(runs.refuse(jdk, library, refusal, provider))));
                    if (cells.stream().skip(1).anyMatch(cell -> !cell.isEmpty())) {
                        table.row(cells);
                    }
                }
            }
            text.append(table.isEmpty() ? "" : table.markdown() + "\n");
        }
        return text.isEmpty() ? Table.NONE_YET : text.toString().stripTrailing() + "\n";
    }

    /** Our refusal of each kind of request beside that of a forged signature. */
    String reject() {
        List<String> columns = new ArrayList<>(List.of("refused"));
        runs.jdks().forEach(jdk -> columns.addAll(List.of("JDK " + jdk + ", us", "x a forged signature", "bytes")));
        Table table = new Table(columns);
        Set<String> refusals = new LinkedHashSet<>();
        runs.jdks().forEach(jdk -> refusals.addAll(Cells.values(runs.all(jdk, Runs.REJECT, Map.of()), "refusal")));
        for (String refusal : refusals) {
            List<String> cells = new ArrayList<>(List.of("`" + refusal + "`"));
            for (int jdk : runs.jdks()) {
                List<Measurement> here = runs.all(jdk, Runs.REJECT, Map.of("refusal", refusal));
                cells.add(Cells.text(here));
                cells.add(Cells.ratio(here, runs.all(jdk, Runs.REJECT, Map.of("refusal", "BAD_SIGNATURE"))));
                cells.add(Cells.bytes(here));
            }
            table.row(cells);
        }
        return table.orNoneYet();
    }

    /** How many decisions a second one core makes. */
    String core() {
        List<String> columns = new ArrayList<>(List.of("in one second, one core"));
        runs.jdks().forEach(jdk -> columns.add("JDK " + jdk));
        Table table = new Table(columns);
        core(table, "accepts remembered tokens", jdk -> runs.accept(jdk, "bearergate-memo", "RS256", "jdk"));
        for (String algorithm : List.of("RS256", "ES256", "EdDSA")) {
            for (String provider : List.of("jdk", "native")) {
                core(
                        table,
                        "accepts new " + algorithm + " tokens" + (provider.equals("jdk") ? "" : ", native provider"),
                        jdk -> runs.accept(jdk, "bearergate", algorithm, provider));
            }
        }
        core(table, "refuses forged RS256 tokens", jdk -> runs.refuse(jdk, "bearergate", "BAD_SIGNATURE", "jdk"));
        core(table, "refuses tokens of an unknown key", jdk -> runs.refuse(jdk, "bearergate", "UNKNOWN_KEY", "jdk"));
        return table.orNoneYet();
    }

    private void core(Table table, String what, IntFunction<List<Measurement>> found) {
        List<String> cells = new ArrayList<>(List.of(what));
        for (int jdk : runs.jdks()) {
            cells.add(Runs.best(found.apply(jdk))
                    .map(each -> Estimate.of(each).inverse().times(1e6).counted())
                    .orElse(""));
        }
        if (cells.stream().skip(1).anyMatch(cell -> !cell.isEmpty())) {
            table.row(cells);
        }
    }
}
