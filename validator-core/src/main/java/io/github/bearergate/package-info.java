/** The gate itself: what callers use to decide about requests and tokens. */
@NullMarked
package io.github.bearergate;

import org.jspecify.annotations.NullMarked;
