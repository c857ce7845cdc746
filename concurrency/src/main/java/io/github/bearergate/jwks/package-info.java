/** jcstress tests of the parts that many threads use at once; in this package to reach them. */
@org.jspecify.annotations.NullMarked
package io.github.bearergate.jwks;
