/** The JMH runs that the tables of docs/benchmarks.md need, in one command. */
@NullMarked
package io.github.bearergate.benchmarks.suite;

import org.jspecify.annotations.NullMarked;
