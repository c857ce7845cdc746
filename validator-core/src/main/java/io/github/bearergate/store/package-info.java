/** What is remembered in memory: verified tokens and revocations. */
@NullMarked
package io.github.bearergate.store;

import org.jspecify.annotations.NullMarked;
