package io.github.bearergate.policy;

import io.github.bearergate.policy.RuleLine.OfMethods;
import io.github.bearergate.policy.RuleLine.OfRequests;
import java.util.List;

/** The words of a policy written in Java, to be imported statically: the same words as in the file, read by the same reader. */
public final class Rules {
    private Rules() {}

    /** {@code issuer URL}. */
    public static IssuerPolicy.Builder issuer(String url) {
        return new IssuerPolicy.Builder(url);
    }

    /** {@code GET path}, which speaks for HEAD too. */
    public static OfRequests get(String path) {
        return methods("GET").on(path);
    }

    /** {@code HEAD path}. */
    public static OfRequests head(String path) {
        return methods("HEAD").on(path);
    }

    /** {@code POST path}. */
    public static OfRequests post(String path) {
        return methods("POST").on(path);
    }

    /** {@code PUT path}. */
    public static OfRequests put(String path) {
        return methods("PUT").on(path);
    }

    /** {@code PATCH path}. */
    public static OfRequests patch(String path) {
        return methods("PATCH").on(path);
    }

    /** {@code DELETE path}. */
    public static OfRequests delete(String path) {
        return methods("DELETE").on(path);
    }

    /** {@code OPTIONS path}. */
    public static OfRequests options(String path) {
        return methods("OPTIONS").on(path);
    }

    /** {@code ANY path}: every method but TRACE and CONNECT, unknown ones included. */
    public static OfRequests any(String path) {
        return methods("ANY").on(path);
    }

    /** Several methods, or one that has no word of its own here: {@code methods("POST", "PUT").on("/orders/**")}. */
    public static OfMethods methods(String... methods) {
        return new OfMethods(List.of(methods));
    }
}
