package io.github.bearergate.servlet;

import io.github.bearergate.RequestGuardBuilder;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.security.Provider;
import java.util.Optional;

/**
 * Amazon Corretto Crypto Provider, for signatures alone, where it is on the class path and has a library for the platform.
 *
 * <p>It is given to {@link RequestGuardBuilder#signatureProvider} and never installed in the JVM, so that nothing else changes. Where it
 * cannot be had the log says why, and the JDK's providers verify.
 */
public final class NativeSignatures {
    private static final Logger LOGGER = System.getLogger("bearergate");
    private static final String TYPE = "com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider";

    private NativeSignatures() {}

    /** The provider, ready to verify; empty, with a warning in the log, where it cannot be had. */
    public static Optional<Provider> find() {
        try {
            Class<?> type = load();
            Provider provider = (Provider) type.getField("INSTANCE").get(null);
            Object trouble = type.getMethod("getLoadingError").invoke(provider);
            if (trouble == null) {
                return Optional.of(provider);
            }
            warn("its library does not load on this platform: " + trouble);
        } catch (ClassNotFoundException e) {
            warn("it is not on the class path; add software.amazon.cryptools:AmazonCorrettoCryptoProvider with the"
                    + " classifier of this platform, such as linux-x86_64");
        } catch (ReflectiveOperationException | LinkageError e) {
            warn("it does not start: " + e);
        }
        return Optional.empty();
    }

    /** With the library of the application first, as a servlet container has it. */
    private static Class<?> load() throws ClassNotFoundException {
        ClassLoader application = Thread.currentThread().getContextClassLoader();
        try {
            return Class.forName(TYPE, true, application);
        } catch (ClassNotFoundException e) {
            return Class.forName(TYPE, true, NativeSignatures.class.getClassLoader());
        }
    }

    private static void warn(String why) {
        LOGGER.log(
                Level.WARNING,
                "signature-provider native: AmazonCorrettoCryptoProvider cannot be used: " + why
                        + ". The JDK's providers verify signatures instead");
    }
}
