package io.github.bearergate.jose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.bearergate.spi.Algorithm;
import java.security.Provider;

/**
 * What verifies in the tests of signatures: the JDK, and in a second run of the same tests a native provider
 * ({@code -Dbearergate.signature-provider=native}), where the platform has it.
 */
final class ChosenSignatures {
    private static final String NATIVE = "com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider";

    private ChosenSignatures() {}

    static Signatures make() {
        return isNative() ? ofNative() : new Signatures();
    }

    static boolean isNative() {
        return "native".equals(System.getProperty("bearergate.signature-provider"));
    }

    private static Signatures ofNative() {
        try {
            Class<?> type = Class.forName(NATIVE);
            Provider provider = (Provider) type.getField("INSTANCE").get(null);
            assumeTrue(
                    type.getMethod("getLoadingError").invoke(provider) == null,
                    "the native provider has no library for this platform");
            Signatures signatures = Signatures.tried(provider, algorithm -> {});
            assertThat(signatures.provided()).containsExactly(Algorithm.values());
            return signatures;
        } catch (ReflectiveOperationException e) {
            throw new LinkageError("the native provider is a dependency of the tests", e);
        }
    }
}
