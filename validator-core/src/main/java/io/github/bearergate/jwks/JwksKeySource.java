package io.github.bearergate.jwks;

import io.github.bearergate.spi.KeyQuery;
import io.github.bearergate.spi.KeySource;
import io.github.bearergate.spi.SourceUnavailableException;
import io.github.bearergate.spi.VerificationKey;
import java.net.ProxySelector;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.net.ssl.SSLContext;

/**
 * The keys of one issuer, fetched ahead of need by a thread of its own, so that no request waits for the network.
 *
 * <p>The last good set serves until a newer good one comes or {@code max-stale} has passed; a failed fetch never changes it.
 * All methods may be called by any thread.
 */
public final class JwksKeySource implements KeySource, AutoCloseable {
    private final String alias;
    private final KeySourceSettings settings;
    private final Loop loop;
    private final Engine engine;

    JwksKeySource(String alias, KeySourceSettings settings, Loop loop) {
        this.alias = alias;
        this.settings = settings;
        this.loop = loop;
        this.engine = loop.engine();
    }

    /**
     * Starts the description of a source that finds the keys through the issuer's metadata.
     *
     * @param issuer the issuer, exactly as its tokens and its metadata name it
     */
    public static Builder builder(String issuer) {
        return new Builder(issuer);
    }

    /**
     * Finds the keys that may have signed the token, without a lock and without waiting.
     *
     * <p>One exception: when the token names a key that the set does not have and a fetch is on its way, at most 32 requests at
     * a time wait for its end, each at most 500 ms.
     *
     * @throws SourceUnavailableException when no set was fetched yet, or the last one is older than {@code max-stale}
     */
    @Override
    public List<VerificationKey> find(KeyQuery query) throws SourceUnavailableException {
        return engine.find(query);
    }

    /** How the source is doing now. */
    public KeySourceStatus status() {
        return Statuses.of(alias, engine.state(), engine.now());
    }

    /** How long this source can lag behind its issuer, by its settings. */
    public TrustBounds trustBounds() {
        return TrustBounds.of(settings);
    }

    /**
     * Refuses a key, in force for every lookup that starts after this call returns, until {@link #undeny}.
     *
     * @param kidOrThumbprint the {@code kid}, or the SHA-256 JWK thumbprint (RFC 7638) in base64url, of the key
     */
    public void deny(String kidOrThumbprint) {
        engine.submit(new Event.Deny(kidOrThumbprint));
    }

    /** Takes back {@link #deny} of exactly this text. */
    public void undeny(String kidOrThumbprint) {
        engine.submit(new Event.Undeny(kidOrThumbprint));
    }

    /** What is denied now; for the source that takes this one's place. Unmodifiable. */
    public Set<String> denied() {
        return engine.state().trust().denied();
    }

    /** Fetches the keys as soon as possible, backing off or not; at least one second after the last such call's fetch. */
    public void refresh() {
        engine.submit(new Event.Refresh());
        loop.wake();
    }

    /** Forgets all keys at once and fetches as {@link #refresh()} does; requests are answered 503 until a set comes. */
    public void purge() {
        engine.submit(new Event.Purge());
        loop.wake();
    }

    /**
     * Stops fetching and ends every thread of this source, within two seconds. Requests in flight still find the last set for
     * the length of one deadline. A second call does nothing.
     */
    @Override
    public void close() {
        engine.submit(new Event.Close());
        loop.wake();
        loop.join(settings.closing());
    }

    /** The settings of a source; what is not set keeps its default. Not thread-safe. */
    public static final class Builder {
        final String issuer;
        final Wiring wiring = new Wiring();

        private Builder(String issuer) {
            this.issuer = issuer;
        }

        /** Names the issuer in metrics and logs; by default the issuer's host. */
        public Builder alias(String name) {
            wiring.alias = Optional.of(name);
            return this;
        }

        /** Fetches the keys from this URL; https, or http on loopback. */
        public Builder jwks(URI url) {
            wiring.origin = KeyOrigin.url(url);
            return this;
        }

        /** Finds the keys through the issuer's metadata (RFC 8414, OpenID Connect Discovery 1.0): the default. */
        public Builder discovery() {
            wiring.origin = KeyOrigin.metadata();
            return this;
        }

        /**
         * Reads the keys from a file: once in {@link #start()}, and again at each refresh interval, by the rules that hold for a
         * fetch. So a file that can no longer be read serves until {@code max-stale}.
         */
        public Builder staticFile(Path file) {
            wiring.origin = KeyOrigin.file(file);
            return this;
        }

        /** The refresh interval, which a response's {@code max-age} can only shorten; by default 300 s or as it says. */
        public Builder refresh(Duration interval) {
            wiring.settings = wiring.settings.withRefresh(Ranges.refresh(interval));
            return this;
        }

        /** How long the last good set is trusted; by default 6 h. */
        public Builder maxStale(Duration longest) {
            wiring.settings = wiring.settings.withMaxStale(Ranges.maxStale(longest));
            return this;
        }

        /** How long one fetch may take, from the name's resolution to the last byte; by default 5 s. */
        public Builder timeout(Duration deadline) {
            wiring.settings = wiring.settings.withDeadline(Ranges.timeout(deadline));
            return this;
        }

        /** The trust store, and a client certificate if one is wanted; by default the JDK's. */
        public Builder sslContext(SSLContext context) {
            wiring.tls = Optional.of(context);
            return this;
        }

        /**
         * The proxy to reach the provider through; by default the JDK's, which reads the system properties. The selector is asked
         * by the thread that fetches, so it must not block.
         */
        public Builder proxy(ProxySelector selector) {
            wiring.proxy = Optional.of(selector);
            return this;
        }

        /** Who is told what happens; by default nobody. */
        public Builder listener(KeySourceListener told) {
            wiring.listener = told;
            return this;
        }

        /** The wall clock, for the validity of keys and the times in {@link KeySourceStatus} only. */
        public Builder clock(Clock wall) {
            wiring.clock = wall;
            return this;
        }

        /** Keys refused from the first moment on: what an earlier source's {@link JwksKeySource#denied()} said. */
        public Builder denied(Set<String> kidsAndThumbprints) {
            wiring.denied = Set.copyOf(kidsAndThumbprints);
            return this;
        }

        /**
         * Starts fetching, and returns without waiting for it; a file is read before it returns.
         *
         * @throws IllegalArgumentException when a setting is out of its range, a URL is neither https nor loopback, or the file
         *     cannot be read or has no usable key; the message says which
         */
        public JwksKeySource start() {
            return wiring.start(issuer);
        }
    }
}
