/** What a reviewer reads: the policy, its issuers and its rules. */
@NullMarked
package io.github.bearergate.policy;

import org.jspecify.annotations.NullMarked;
