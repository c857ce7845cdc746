/** Benchmarks of the core and the filter, to be run with JMH; what each measures is in docs/benchmarks.md. */
@NullMarked
package io.github.bearergate.benchmarks;

import org.jspecify.annotations.NullMarked;
