/** What the fuzz targets share: seeded noise and their corpora. Compiled into tests only. */
@NullMarked
package io.github.bearergate.fuzz;

import org.jspecify.annotations.NullMarked;
