/**
 * A real token issuer for tests: keys, a JWKS endpoint, metadata, tokens of every shape, and faults on demand.
 *
 * <p>Everything here listens on loopback only and keeps its keys in memory. It issues any token it is asked for: never use it
 * where a real authorization server belongs.
 */
@NullMarked
package io.github.bearergate.testkit;

import org.jspecify.annotations.NullMarked;
