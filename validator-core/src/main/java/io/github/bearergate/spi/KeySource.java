package io.github.bearergate.spi;

import java.util.List;

/**
 * The keys of one issuer.
 *
 * <p>Implementations are called by many request threads at once. They must not block, must not answer with a key of another
 * issuer, and must not keep answering with a key that the issuer withdrew.
 */
@FunctionalInterface
public interface KeySource {
    /**
     * Finds the keys that may have signed the token.
     *
     * @return the candidates, best first, each fit for the algorithm of the query; empty when the issuer has no such key. At
     *     most four are tried
     * @throws SourceUnavailableException when the source cannot tell, because it has no live set of keys; the request is then
     *     answered 503, never refused as the caller's fault
     */
    List<VerificationKey> find(KeyQuery query) throws SourceUnavailableException;
}
