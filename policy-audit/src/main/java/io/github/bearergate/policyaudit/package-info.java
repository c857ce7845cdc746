/** The reviewer's command line: what a policy lets in, what changed, and what can be proved of it. */
@NullMarked
package io.github.bearergate.policyaudit;

import org.jspecify.annotations.NullMarked;
