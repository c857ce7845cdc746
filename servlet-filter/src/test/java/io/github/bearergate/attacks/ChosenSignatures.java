package io.github.bearergate.attacks;

import io.github.bearergate.RequestGuardBuilder;
import io.github.bearergate.servlet.NativeSignatures;

/**
 * What verifies signatures during the attacks: the JDK, and in a second run of those on signatures a native provider
 * ({@code -Dbearergate.signature-provider=native}), where the platform has it.
 */
final class ChosenSignatures {
    private ChosenSignatures() {}

    static RequestGuardBuilder applyTo(RequestGuardBuilder builder) {
        if ("native".equals(System.getProperty("bearergate.signature-provider"))) {
            NativeSignatures.find().ifPresent(builder::signatureProvider);
        }
        return builder;
    }
}
