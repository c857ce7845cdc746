package io.github.bearergate.policyaudit;

import java.util.List;

/**
 * One operation of an OpenAPI document.
 *
 * @param method its method
 * @param template its paths
 * @param line the line of its method
 * @param access who may call it
 */
record SpecOperation(String method, SpecTemplate template, int line, SpecAccess access) {
    /** Its name, such as <code>GET /orders/{id}</code>. */
    String id() {
        return method + " " + template.text();
    }

    /** The methods that it answers: what answers GET answers HEAD. */
    List<String> answered() {
        return method.equals("GET") ? List.of("GET", "HEAD") : List.of(method);
    }
}
