package io.github.bearergate.servlet;

import java.util.Locale;
import java.util.Optional;

/** What a filter does about servlets that it does not stand in front of. */
enum CoverageSetting {
    /** Logs a warning for each. */
    REPORT,
    /** Does not start. */
    STRICT;

    /** The setting of that name, in lower case. */
    static Optional<CoverageSetting> named(String name) {
        for (CoverageSetting setting : values()) {
            if (setting.name().toLowerCase(Locale.ROOT).equals(name)) {
                return Optional.of(setting);
            }
        }
        return Optional.empty();
    }
}
