/** Strict reading and verifying of compact JWS, and of JWK sets; the only importer of Nimbus and of the JSON parser. */
@NullMarked
package io.github.bearergate.jose;

import org.jspecify.annotations.NullMarked;
