package io.github.bearergate;

import io.github.bearergate.jose.Signatures;
import io.github.bearergate.jwks.JwksKeySource;
import io.github.bearergate.jwks.TrustBounds;
import io.github.bearergate.policy.IssuerPolicy;
import io.github.bearergate.policy.Policy;
import io.github.bearergate.spi.KeySource;
import io.github.bearergate.spi.RevocationList;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.ProxySelector;
import java.security.Provider;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLContext;

/** Assembles a guard: every wire between its parts is laid in {@link #build}. Not thread-safe. */
public final class RequestGuardBuilder {
    private static final Logger LOGGER = System.getLogger("bearergate");

    private final Policy policy;
    private final List<GuardListener> listeners = new ArrayList<>();
    private final Map<String, KeySource> givenKeys = new HashMap<>();
    private RevocationList revocations = (issuer, jti) -> false;
    private Clock clock = Clock.systemUTC();
    private Signatures signatures = new Signatures();
    private int memoSize = 10_000;
    private Optional<SSLContext> sslContext = Optional.empty();
    private Optional<ProxySelector> proxy = Optional.empty();

    RequestGuardBuilder(Policy policy) {
        this.policy = policy;
    }

    /** Tells the time for the claims of tokens; the system's UTC clock by default. */
    public RequestGuardBuilder clock(Clock clock) {
        this.clock = clock;
        return this;
    }

    /**
     * Takes the keys of an issuer from the caller instead of fetching them as the policy says. The caller closes the source.
     *
     * @throws IllegalArgumentException when the policy has no such issuer
     */
    public RequestGuardBuilder keySource(String issuer, KeySource keys) {
        if (policy.issuers().stream().noneMatch(known -> known.issuer().equals(issuer))) {
            throw new IllegalArgumentException("the policy has no issuer " + issuer);
        }
        givenKeys.put(issuer, keys);
        return this;
    }

    /** Asks this list about every token that has a {@code jti}; by default nothing is revoked. */
    public RequestGuardBuilder revocationList(RevocationList revocations) {
        this.revocations = revocations;
        return this;
    }

    /**
     * Sets how many verified tokens are remembered; 10,000 by default, 0 to verify every signature every time. A token takes one
     * place for each started KiB of its claims.
     *
     * @throws IllegalArgumentException when negative
     */
    public RequestGuardBuilder memoSize(int tokens) {
        if (tokens < 0) {
            throw new IllegalArgumentException("the number of remembered tokens cannot be negative");
        }
        this.memoSize = tokens;
        return this;
    }

    /**
     * Verifies signatures with this provider what it is able to, and with the JDK's what it is not. It is used for nothing else and
     * not installed. Each algorithm is tried first on a right and on a wrong signature; one that fails is left to the JDK, with
     * a warning in the log.
     */
    public RequestGuardBuilder signatureProvider(Provider provider) {
        this.signatures = TriedProvider.signatures(provider);
        return this;
    }

    /** Adds a listener; they are told in the order in which they were added. */
    public RequestGuardBuilder listener(GuardListener listener) {
        listeners.add(listener);
        return this;
    }

    /** Fetches keys with this trust store and protocol choice instead of the JVM's default. */
    public RequestGuardBuilder sslContext(SSLContext context) {
        this.sslContext = Optional.of(context);
        return this;
    }

    /** Fetches keys through this proxy instead of the one that the JVM is set to. The selector must not block. */
    public RequestGuardBuilder proxy(ProxySelector selector) {
        this.proxy = Optional.of(selector);
        return this;
    }

    /**
     * Makes the guard and starts fetching keys, without waiting for them.
     *
     * @throws IllegalArgumentException when the keys of an issuer cannot be had as the policy says, such as from a file that is
     *     not there; what was started for other issuers is closed again
     */
    public RequestGuard build() {
        Announcer announcer = new Announcer(listeners);
        Map<String, JwksKeySource> fetched = new LinkedHashMap<>();
        try {
            List<TrustedIssuer> trusted = trustedIssuers(fetched, announcer);
            TokenValidator validator = new TokenValidator(trusted, signatures, revocations, memoSize, clock);
            return new RequestGuard(policy, validator, fetched, announcer);
        } catch (RuntimeException | Error e) {
            fetched.values().forEach(JwksKeySource::close);
            throw e;
        }
    }

    /** Enters each source that it starts into the map, at once, so that none is lost when a later one fails. */
    private List<TrustedIssuer> trustedIssuers(Map<String, JwksKeySource> fetched, Announcer announcer) {
        List<TrustedIssuer> trusted = new ArrayList<>();
        for (IssuerPolicy issuer : policy.issuers()) {
            KeySource given = givenKeys.get(issuer.issuer());
            KeySource keys = given != null
                    ? given
                    : fetched.computeIfAbsent(issuer.issuer(), name -> startFetching(issuer, announcer));
            trusted.add(new TrustedIssuer(issuer, keys));
        }
        return trusted;
    }

    private JwksKeySource startFetching(IssuerPolicy issuer, Announcer announcer) {
        JwksKeySource.Builder source = JwksKeySource.builder(issuer.issuer())
                .alias(issuer.alias())
                .maxStale(issuer.maxStale())
                .timeout(issuer.timeout())
                .clock(clock)
                .listener(announcer::keys);
        issuer.refresh().ifPresent(source::refresh);
        sslContext.ifPresent(source::sslContext);
        proxy.ifPresent(source::proxy);
        JwksKeySource started = issuer.keys()
                .fold(
                        discovery -> source.discovery(),
                        remote -> source.jwks(remote.url()),
                        local -> source.staticFile(local.file()))
                .start();
        logBounds(issuer.alias(), started.trustBounds());
        return started;
    }

    private static void logBounds(String alias, TrustBounds bounds) {
        LOGGER.log(
                Level.INFO,
                "issuer " + alias + ": a key that it removes stops working within "
                        + bounds.removedKeyInHealth().toSeconds()
                        + " s, in an outage within "
                        + bounds.removedKeyInOutage().toSeconds()
                        + " s; a new key works within "
                        + bounds.newKeyInHealth().toSeconds() + " s");
    }
}
