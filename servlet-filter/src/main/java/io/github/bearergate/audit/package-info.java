/** The audit log: one line of JSON for each decision that must be accounted for. */
@NullMarked
package io.github.bearergate.audit;

import org.jspecify.annotations.NullMarked;
