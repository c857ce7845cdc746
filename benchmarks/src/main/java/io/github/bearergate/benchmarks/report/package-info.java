/** Makes docs/benchmarks.md and its plots of the committed results, and of nothing else. */
@NullMarked
package io.github.bearergate.benchmarks.report;

import org.jspecify.annotations.NullMarked;
