/** Whole servers under load: without a filter, with ours, with Spring Security's resource server. Loopback only. */
@NullMarked
package io.github.bearergate.benchmarks.endtoend;

import org.jspecify.annotations.NullMarked;
