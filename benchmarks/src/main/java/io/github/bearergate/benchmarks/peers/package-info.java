/** Other libraries, each configured as its documentation says, to do what the gate does with the same tokens and keys. */
@NullMarked
package io.github.bearergate.benchmarks.peers;

import org.jspecify.annotations.NullMarked;
