/** A service behind the filter, tested as its team would: an example of {@code docs/testing.md}. */
@NullMarked
package com.example.orders;

import org.jspecify.annotations.NullMarked;
