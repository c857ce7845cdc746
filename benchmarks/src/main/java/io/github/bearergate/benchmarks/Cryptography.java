package io.github.bearergate.benchmarks;

import com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider;
import java.security.Provider;
import java.security.Security;
import java.util.Optional;

/**
 * Who verifies signatures in one JVM: the JDK, or the native code of Amazon Corretto Crypto Provider.
 *
 * <p>The native provider is given to our guard and to the floor, and is put before all others in the JVM for the libraries: most
 * cannot be given one, and those that can also profit elsewhere.
 */
final class Cryptography implements AutoCloseable {
    /** The name of the JDK's own, in parameters. */
    static final String JDK = "jdk";

    /** The name of the native one, in parameters. */
    static final String NATIVE = "native";

    private final Optional<Provider> provider;
    private boolean installed;

    private Cryptography(Optional<Provider> provider) {
        this.provider = provider;
    }

    static Cryptography named(String name) {
        return switch (name) {
            case JDK -> new Cryptography(Optional.empty());
            case NATIVE -> new Cryptography(Optional.of(corretto()));
            default -> throw new IllegalArgumentException("the provider is " + JDK + " or " + NATIVE + ", not " + name);
        };
    }

    /** Whether the native provider works on this machine. */
    static boolean nativeWorks() {
        return loadingError().isEmpty();
    }

    /** The native provider, for what can be given one; empty for the JDK's own. */
    Optional<Provider> provider() {
        return provider;
    }

    /** Puts the native provider before all others of this JVM, until the first that has done so is closed. */
    void install() {
        if (provider.isEmpty()
                || Security.getProviders()[0].getName().equals(provider.get().getName())) {
            return;
        }
        installed = Security.insertProviderAt(provider.get(), 1) == 1;
        if (!installed) {
            throw new IllegalStateException("the native provider is in use already");
        }
    }

    @Override
    public void close() {
        if (installed) {
            Security.removeProvider(provider.orElseThrow().getName());
        }
    }

    private static Provider corretto() {
        Optional<Throwable> problem = loadingError();
        if (problem.isPresent()) {
            throw new IllegalStateException("the native provider does not work here", problem.get());
        }
        return AmazonCorrettoCryptoProvider.INSTANCE;
    }

    private static Optional<Throwable> loadingError() {
        // Read once, when the class is loaded; without it there are no Ed25519 keys.
        System.setProperty("com.amazon.corretto.crypto.provider.registerEdKeyFactory", "true");
        return Optional.ofNullable(AmazonCorrettoCryptoProvider.INSTANCE.getLoadingError());
    }
}
