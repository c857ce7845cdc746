package io.github.bearergate.benchmarks.report;

import io.github.bearergate.benchmarks.results.ResultFiles;
import io.github.bearergate.benchmarks.results.Results;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The page about benchmarks and its plots, made of the committed results, the remarks and a template. */
public final class Report {
    /** The folder below the documentation that holds results, remarks and plots. */
    static final String FOLDER = "benchmarks";

    private static final Pattern PLACE = Pattern.compile("\\{\\{([A-Za-z0-9 -]+)}}\n");

    private Report() {}

    /** Writes the page and the plots into the folder of the documentation. */
    public static void write(Path docs) throws IOException {
        for (Map.Entry<String, String> file : files(docs).entrySet()) {
            Files.writeString(docs.resolve(file.getKey()), file.getValue());
        }
    }

    /**
     * Takes the results of a run over into the documentation, in place of earlier ones of the same version of Java.
     *
     * @param results the folder that the run has written
     */
    public static void adopt(Path results, Path docs) throws IOException {
        Files.createDirectories(docs.resolve(FOLDER));
        for (Map.Entry<String, Class<? extends Results>> kind : Runs.KINDS.entrySet()) {
            Path found = results.resolve(kind.getKey() + ".json");
            if (Files.exists(found)) {
                int jdk = ResultFiles.read(found, kind.getValue()).environment().feature();
                Files.writeString(
                        docs.resolve(FOLDER).resolve(kind.getKey() + "-jdk" + jdk + ".json"), Files.readString(found));
            }
        }
    }

    /** What {@link #write} writes: the text of each file by its name below the folder of the documentation. */
    static Map<String, String> files(Path docs) throws IOException {
        Runs runs = Runs.read(docs.resolve(FOLDER));
        Map<String, String> remarks = remarks(docs.resolve(FOLDER).resolve("remarks.properties"));
        Map<String, String> plots = new Plots(runs).all();
        String profiles = profiles(docs.resolve(FOLDER).resolve("profiles.md"));
        Map<String, String> files = new LinkedHashMap<>();
        files.put(
                "benchmarks.md",
                PLACE.matcher(template())
                        .replaceAll(place ->
                                Matcher.quoteReplacement(part(place.group(1), runs, remarks, plots, profiles))));
        plots.forEach((name, svg) -> files.put(FOLDER + "/" + name, svg));
        return files;
    }

    /** Where the time goes, written by people. */
    private static String profiles(Path file) throws IOException {
        return Files.exists(file) ? Files.readString(file).strip() + "\n" : "No profile is written down yet.\n";
    }

    private static String part(
            String name, Runs runs, Map<String, String> remarks, Map<String, String> plots, String profiles) {
        LibraryTables libraries = new LibraryTables(runs);
        if (name.startsWith("accept ")) {
            return libraries.accept(name.substring("accept ".length()));
        }
        if (name.startsWith("plot ")) {
            String plot = name.substring("plot ".length());
            return plots.containsKey(plot + ".svg") ? "![" + plot + "](" + FOLDER + "/" + plot + ".svg)\n" : "";
        }
        return switch (name) {
            case "runs" -> new RunList(runs, remarks).markdown();
            case "targets" -> new TargetTable(runs, remarks).markdown();
            case "refuse" -> libraries.refuse();
            case "reject" -> libraries.reject();
            case "core" -> libraries.core();
            case "scaling" -> new ScaleTable(runs).markdown();
            case "end-to-end" -> new ServerTables(runs).markdown();
            case "profiles" -> profiles;
            default -> throw new IllegalStateException("the template has an unknown place " + name);
        };
    }

    private static String template() {
        try (InputStream in = Report.class.getResourceAsStream("benchmarks.md")) {
            if (in == null) {
                throw new IllegalStateException("there is no template");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Why a target is missed, by the name of the target. */
    private static Map<String, String> remarks(Path file) throws IOException {
        Map<String, String> remarks = new TreeMap<>();
        if (Files.exists(file)) {
            Properties properties = new Properties();
            try (Reader reader = Files.newBufferedReader(file)) {
                properties.load(reader);
            }
            properties.stringPropertyNames().forEach(name -> remarks.put(name, properties.getProperty(name)));
        }
        return remarks;
    }
}
