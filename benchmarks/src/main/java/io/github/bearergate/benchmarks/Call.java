package io.github.bearergate.benchmarks;

import io.github.bearergate.ApiRequest;
import java.util.List;

/**
 * A GET request as a client sends it.
 *
 * @param path the decoded path inside the application
 * @param authorization the value of each Authorization field
 */
record Call(String path, List<String> authorization) {
    static final String METHOD = "GET";
    static final String ORDER = "/orders/17";
    private static final String SCHEME = "Bearer ";

    /** A request for one order, with a token. */
    static Call with(String token) {
        return new Call(ORDER, List.of(SCHEME + token));
    }

    /** What stands behind the scheme in the only field. */
    String token() {
        return authorization.get(0).substring(SCHEME.length());
    }

    /** The request as the guard takes it, made anew as for every request of a client. */
    ApiRequest request() {
        return ApiRequest.of(METHOD, path, authorization);
    }
}
