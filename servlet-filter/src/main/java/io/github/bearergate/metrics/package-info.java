/** The gate's meters; the only package that needs Micrometer, which is optional at run time. */
@NullMarked
package io.github.bearergate.metrics;

import org.jspecify.annotations.NullMarked;
