/** What a team that uses the kit writes: the examples of {@code docs/testing.md}. */
@NullMarked
package com.example.orders;

import org.jspecify.annotations.NullMarked;
