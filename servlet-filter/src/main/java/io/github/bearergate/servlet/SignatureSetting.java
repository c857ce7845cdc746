package io.github.bearergate.servlet;

import io.github.bearergate.RequestGuardBuilder;
import java.util.Locale;
import java.util.Optional;

/** Who verifies signatures for a filter of {@code web.xml}. */
enum SignatureSetting {
    JDK,
    NATIVE;

    /** The setting of that name, in lower case. */
    static Optional<SignatureSetting> named(String name) {
        for (SignatureSetting setting : values()) {
            if (setting.name().toLowerCase(Locale.ROOT).equals(name)) {
                return Optional.of(setting);
            }
        }
        return Optional.empty();
    }

    void applyTo(RequestGuardBuilder builder) {
        switch (this) {
            case JDK -> {}
            case NATIVE -> NativeSignatures.find().ifPresent(builder::signatureProvider);
        }
    }
}
