package io.github.bearergate.jwks;

import java.net.InetAddress;
import java.net.ProxySelector;
import java.time.Clock;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Executor;
import java.util.function.LongSupplier;
import java.util.function.UnaryOperator;
import javax.net.ssl.SSLContext;

/** The parts of a source and how they are put together; what tests replace is a field here. Not thread-safe. */
final class Wiring {
    Optional<String> alias = Optional.empty();
    KeyOrigin origin = KeyOrigin.metadata();
    KeySourceSettings settings = KeySourceSettings.defaults();
    Optional<SSLContext> tls = Optional.empty();
    Optional<ProxySelector> proxy = Optional.empty();
    KeySourceListener listener = event -> {};
    Clock clock = Clock.systemUTC();
    Set<String> denied = Set.of();
    LongSupplier nanoTime = System::nanoTime;
    HostLookup.Resolver resolver = InetAddress::getAllByName;
    UnaryOperator<Reducer> reducer = rules -> rules;
    UnaryOperator<Fetcher> fetcher = real -> real;

    /** Instances that start together must not throw the same dice. */
    long seed = UUID.randomUUID().getLeastSignificantBits();

    JwksKeySource start(String issuer) {
        Place place = origin.of(issuer);
        String name = alias.orElseGet(() -> KeyUris.hostOf(issuer));
        boolean isFile = "file"
                .equals(Optional.ofNullable(place.keys())
                        .map(keys -> keys.getScheme())
                        .orElse(""));
        Loop loop = new Loop(
                name,
                listener,
                executor -> fetcher.apply(isFile ? files(issuer) : http(name, issuer, executor)),
                world -> new Engine(
                        name,
                        settings,
                        reducer.apply(new KeySourceReducer(name, settings)),
                        nanoTime,
                        world,
                        State.starting(place, denied, seed, nanoTime.getAsLong())));
        if (isFile) {
            loop.runOnce();
            requireKeys(loop.engine().state(), name);
        }
        loop.start();
        return new JwksKeySource(name, settings, loop);
    }

    private static void requireKeys(State state, String name) {
        RefreshOutcome outcome = state.fetching().lastOutcome();
        if (outcome != RefreshOutcome.OK) {
            String why = outcome == RefreshOutcome.CONNECT
                    ? "cannot be read"
                    : outcome == RefreshOutcome.EMPTY ? "has no usable key" : "is not a JSON Web Key Set";
            throw new IllegalArgumentException("the key file of issuer " + name + " " + why + ": "
                    + state.place().keys());
        }
    }

    private Fetcher files(String issuer) {
        return new FileFetcher(
                new AnswerReader(issuer, settings, clock), settings.http().longestBody());
    }

    private Fetcher http(String name, String issuer, Executor loop) {
        Proxies proxies = new Proxies(proxy);
        return new HttpFetcher(
                new HttpClients(name, settings.http(), tls, proxies, nanoTime),
                new HostLookup(resolver),
                proxies,
                new AnswerReader(issuer, settings, clock),
                settings.http().longestBody(),
                loop);
    }
}
