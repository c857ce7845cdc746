package io.github.bearergate.policyaudit;

import java.util.Map;

/**
 * One request by one caller, which shows something.
 *
 * @param method the method
 * @param path the path
 * @param caller who calls
 */
record Witness(String method, String path, Caller caller) {
    String text() {
        return method + " " + path + " by " + caller.text();
    }

    Map<String, Object> json() {
        return Json.object("request", method + " " + path, "caller", caller.text());
    }
}
