package io.github.bearergate.policy;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The settings of an issuer, in the order in which they are printed. */
enum Setting {
    AUDIENCE("audience", true, ""),
    KEYS("keys", false, "discovery"),
    ALGORITHMS("algorithms", true, "RS256 PS256 ES256 EdDSA"),
    PROFILE("profile", false, "general"),
    LEEWAY("leeway", false, "60s", "0s", "5m"),
    LIFETIME("lifetime", false, "24h", "1m", ""),
    SCOPE_CLAIM("scope-claim", false, ""),
    REQUIRES("requires", true, ""),
    GRANTS("grants", true, ""),
    ALIAS("alias", false, ""),
    REFRESH("refresh", false, "", "30s", "1h"),
    MAX_STALE("max-stale", false, "6h", "10m", "7d"),
    TIMEOUT("timeout", false, "5s", "100ms", "30s");

    private final String word;
    private final boolean list;
    private final String standard;
    private final String least;
    private final String most;

    Setting(String word, boolean list, String standard) {
        this(word, list, standard, "", "");
    }

    Setting(String word, boolean list, String standard, String least, String most) {
        this.word = word;
        this.list = list;
        this.standard = standard;
        this.least = least;
        this.most = most;
    }

    static Optional<Setting> named(String word) {
        return Arrays.stream(values())
                .filter(setting -> setting.word.equals(word))
                .findFirst();
    }

    static List<String> words() {
        return Arrays.stream(values()).map(Setting::word).toList();
    }

    /** The word that a policy writes for it. */
    String word() {
        return word;
    }

    /** Tells whether the setting takes more than one value. */
    boolean isList() {
        return list;
    }

    /** The values it has when the policy does not write it; empty when it then has none. */
    List<String> standard() {
        return standard.isEmpty() ? List.of() : List.of(standard.split(" "));
    }

    /** Tells whether a duration is in the setting's range. */
    boolean allows(Duration duration) {
        return bound(least).filter(bound -> duration.compareTo(bound) < 0).isEmpty()
                && bound(most).filter(bound -> duration.compareTo(bound) > 0).isEmpty();
    }

    /** The range of a duration, such as {@code 0s to 5m}; empty when the setting is none. */
    String range() {
        return most.isEmpty() ? least.isEmpty() ? "" : least + " or more" : least + " to " + most;
    }

    private static Optional<Duration> bound(String text) {
        return Durations.read(text);
    }
}
