package io.github.bearergate;

import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;

/** One shared result per reason, so that refusing allocates nothing. */
final class Refusals {
    private static final Map<Reason, ValidationResult> BY_REASON = new EnumMap<>(Reason.class);

    static {
        for (Reason reason : Reason.values()) {
            BY_REASON.put(reason, new ValidationResult.Invalid(reason));
        }
    }

    private Refusals() {}

    static ValidationResult of(Reason reason) {
        return Objects.requireNonNull(BY_REASON.get(reason));
    }
}
