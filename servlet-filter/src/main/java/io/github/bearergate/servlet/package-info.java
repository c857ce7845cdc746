/** The gate as a servlet filter: reads the request, asks the guard, answers or hands on. */
@NullMarked
package io.github.bearergate.servlet;

import org.jspecify.annotations.NullMarked;
