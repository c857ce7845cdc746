/** What runs write down and the report reads: plain records, as JSON. */
@NullMarked
package io.github.bearergate.benchmarks.results;

import org.jspecify.annotations.NullMarked;
