package io.github.bearergate.benchmarks.endtoend;

import java.util.List;

/**
 * What every protected server checks; the parts travel to its process as arguments.
 *
 * @param issuer the one allowed
 * @param jwksUri where its keys are
 * @param algorithm the one allowed
 * @param audience the name of the API
 * @param scope what a request needs
 * @param type the {@code typ} of the tokens
 */
record Trust(String issuer, String jwksUri, String algorithm, String audience, String scope, String type) {
    static Trust of(List<String> arguments) {
        return new Trust(
                arguments.get(0),
                arguments.get(1),
                arguments.get(2),
                arguments.get(3),
                arguments.get(4),
                arguments.get(5));
    }

    List<String> arguments() {
        return List.of(issuer, jwksUri, algorithm, audience, scope, type);
    }
}
