package io.github.bearergate.jwks;

import java.net.UnknownHostException;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;

/** Tells what an exception of the transport means; by its type, never by its text. */
final class TransportFailure {
    private static final int DEEPEST = 16;

    private TransportFailure() {}

    static RefreshOutcome outcome(Throwable error) {
        if (hasCause(error, BoundedBody.TooLarge.class)) {
            return RefreshOutcome.TOO_LARGE;
        }
        if (hasCause(error, UnknownHostException.class) || hasCause(error, UnresolvedAddressException.class)) {
            return RefreshOutcome.DNS;
        }
        if (hasCause(error, SSLException.class)) {
            return RefreshOutcome.TLS;
        }
        if (hasCause(error, HttpTimeoutException.class) && !hasCause(error, HttpConnectTimeoutException.class)) {
            return RefreshOutcome.TIMEOUT;
        }
        return RefreshOutcome.CONNECT;
    }

    private static boolean hasCause(Throwable error, Class<? extends Throwable> type) {
        return Stream.iterate(error, cause -> cause != null, Throwable::getCause)
                .limit(DEEPEST)
                .anyMatch(type::isInstance);
    }
}
