package io.github.bearergate.jwks;

import java.io.IOException;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/**
 * Which proxy a fetch goes through.
 *
 * <p>Plain http goes through none, whatever the selector says: it is for this machine only, and a proxy would take it off.
 */
final class Proxies extends ProxySelector {
    private final Optional<ProxySelector> given;

    /** Asks the given selector, or the JVM's default at the time of each fetch. */
    Proxies(Optional<ProxySelector> given) {
        this.given = given;
    }

    /** Whether a proxy stands between, which then resolves the name; the HTTP client knows HTTP proxies only. */
    boolean standBefore(URI uri) {
        return select(uri).get(0).type() == Proxy.Type.HTTP;
    }

    @Override
    public List<Proxy> select(URI uri) {
        ProxySelector selector = given.orElseGet(ProxySelector::getDefault);
        List<Proxy> proxies = selector == null || KeyUris.isPlain(uri) ? List.of() : selector.select(uri);
        return proxies.isEmpty() ? List.of(Proxy.NO_PROXY) : proxies;
    }

    @Override
    public void connectFailed(URI uri, SocketAddress address, IOException failure) {
        ProxySelector selector = given.orElseGet(ProxySelector::getDefault);
        if (selector != null) {
            selector.connectFailed(uri, address, failure);
        }
    }
}
