/** Keys of one issuer, fetched over HTTP, kept so that no request waits for the network. */
@NullMarked
package io.github.bearergate.jwks;

import org.jspecify.annotations.NullMarked;
