package io.github.bearergate.policy;

import java.util.List;

/** Policies for tests. */
final class Policies {
    /** The example of the language's page. */
    static final String ORDERS = """
            policy 1

            # Orders API, production. Owner: team-orders. Reviewed by security on every change.

            issuer https://login.example.com/
                audience    https://orders.example.com
                algorithms  RS256 ES256
                leeway      30s

            # The most specific line decides; the order of lines never matters.
            GET            /health             is open
            GET            /orders/**          needs orders:read
            POST PUT       /orders/**          needs orders:write
            DELETE         /orders/*           needs orders:write and orders:admin
            GET            /reports/**         needs reports:read or orders:admin
            GET            /tenants/{t}/**     needs orders:read where tenant is {t}
            ANY            /me                 needs a valid token
            everything else is denied
            """;

    private Policies() {}

    /** A policy of one plain issuer and these rules; the first rule stands at line 4. */
    static String withRules(String... rules) {
        return withRules(List.of(rules));
    }

    static String withRules(List<String> rules) {
        return "policy 1\nissuer https://login.example\n  audience api\n" + String.join("\n", rules)
                + (rules.isEmpty() ? "" : "\n") + "everything else is denied\n";
    }

    /** A policy of one issuer with these settings below its audience, and no rule; the first setting stands at line 4. */
    static String withSettings(String... settings) {
        return "policy 1\nissuer https://login.example\n  audience api\n  " + String.join("\n  ", settings)
                + "\neverything else is denied\n";
    }

    static Policy parse(String text) {
        return Policy.parse("api.policy", text, name -> null);
    }

    static List<PolicyProblem> problemsOf(String text) {
        try {
            parse(text);
            return List.of();
        } catch (PolicyException e) {
            return e.problems();
        }
    }
}
