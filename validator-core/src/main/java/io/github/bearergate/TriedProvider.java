package io.github.bearergate;

import io.github.bearergate.jose.Signatures;
import io.github.bearergate.spi.Algorithm;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.security.Provider;

/** Says in the log what a chosen provider verifies, and what it was found to do wrongly. */
final class TriedProvider {
    private static final Logger LOGGER = System.getLogger("bearergate");

    private TriedProvider() {}

    static Signatures signatures(Provider provider) {
        String name = provider.getName();
        Signatures signatures = Signatures.tried(provider, algorithm -> warn(name, algorithm));
        if (signatures.provided().isEmpty()) {
            LOGGER.log(Level.WARNING, "provider " + name + " verifies no algorithm; the JDK's providers verify all");
        } else {
            LOGGER.log(Level.INFO, "provider " + name + " verifies " + signatures.provided());
        }
        return signatures;
    }

    private static void warn(String name, Algorithm algorithm) {
        LOGGER.log(
                Level.WARNING,
                "provider " + name + " gave a wrong answer for " + algorithm
                        + " when it was tried; the JDK's providers verify it instead");
    }
}
