/** An Orders API behind the filter, runnable with one command, its own demo authorization server inside. */
@NullMarked
package io.github.bearergate.example;

import org.jspecify.annotations.NullMarked;
