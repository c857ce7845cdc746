/** What may be replaced: key sources and revocation lists. JDK types only. */
@NullMarked
package io.github.bearergate.spi;

import org.jspecify.annotations.NullMarked;
