package io.github.bearergate.policy;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * An issuer as it is written: words that nobody has checked. The file and the Java DSL both make it, so that one reader checks
 * both.
 */
final class IssuerDraft {
    /**
     * The words of one setting.
     *
     * @param line the line they stand at; 0 when the policy is made in Java
     * @param values the words, without quotes and with the environment's values put in
     * @param readable whether all words could be read; if not, that was reported
     */
    record Words(int line, List<String> values, boolean readable) {}

    private final Place place;
    private final Optional<String> url;
    private final Map<Setting, Words> settings = new EnumMap<>(Setting.class);
    private final Set<Setting> misspelt = EnumSet.noneOf(Setting.class);

    /**
     * Begins an issuer.
     *
     * @param url its URL; empty when that could not be read, which was reported
     */
    IssuerDraft(int line, Optional<String> url) {
        this.place = new Place(line, "issuer " + url.orElse(""));
        this.url = url;
    }

    Place place() {
        return place;
    }

    Optional<String> url() {
        return url;
    }

    /** Takes a setting, unless it was taken before. */
    void put(Setting setting, Words words, Problems problems) {
        Words first = settings.putIfAbsent(setting, words);
        if (first != null) {
            String where = first.line() > 0 ? " (first at line " + first.line() + ")" : "";
            problems.add(
                    new Place(words.line(), place.subject()),
                    ProblemKind.SETTING_TWICE,
                    "`" + setting.word() + "` stands twice below this issuer" + where + "; keep one");
        }
    }

    void noteMisspelt(Setting setting) {
        misspelt.add(setting);
    }

    /** Tells whether a setting is missing: it is not written, nor anything like it. */
    boolean lacks(Setting setting) {
        return !has(setting) && !misspelt.contains(setting);
    }

    /** Tells whether a setting is written. */
    boolean has(Setting setting) {
        return settings.containsKey(setting);
    }

    /** The words of a setting, or of its default at the issuer's line. */
    Words words(Setting setting) {
        return settings.getOrDefault(setting, new Words(place.line(), setting.standard(), true));
    }

    /** The line of each setting that is written. */
    Map<Setting, Integer> lines() {
        return settings.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, entry -> entry.getValue().line()));
    }
}
