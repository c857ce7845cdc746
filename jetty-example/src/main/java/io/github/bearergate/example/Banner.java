package io.github.bearergate.example;

import io.github.bearergate.policy.Policy;
import java.util.stream.Collectors;

/** What is printed at start: where everything listens, the policy, and commands to paste. */
final class Banner {
    private final Example example;

    Banner(Example example) {
        this.example = example;
    }

    String text() {
        return places() + policy() + example.demoIssuer().map(this::commands).orElseGet(this::hint);
    }

    private String places() {
        String issuer = example.demoIssuer()
                .map(demo -> "  Issuer      " + demo.issuer()
                        + "  DEMO ONLY: known clients, printed secrets, loopback only\n")
                .orElse("");
        return """
                BearerGate example: an Orders API behind the gate

                  API         http://%s%s
                  Management  http://%s/metrics /health/live /health/ready
                %s
                """.formatted(
                        host(example.port()),
                        example.demoIssuer().isPresent() ? "" : "  on all interfaces",
                        host(example.managementPort()),
                        issuer);
    }

    private String policy() {
        Policy policy = example.policy().policy();
        return "Policy %s in canonical form, SHA-256 %s:\n\n%s\n"
                .formatted(
                        example.policy().source(),
                        policy.digest(),
                        policy.print().lines().map(Banner::indented).collect(Collectors.joining()));
    }

    private static String indented(String line) {
        return line.isEmpty() ? "\n" : "  " + line + "\n";
    }

    private String commands(DemoIssuer issuer) {
        String reader = bearer(issuer, DemoClient.READER);
        String writer = bearer(issuer, DemoClient.WRITER);
        String orders = "http://" + host(example.port()) + "/orders";
        return """
                Commands to paste; their tokens are good for %d minutes:

                  # without a token: 401
                  curl -i %s

                  # the reader may read: 200
                  curl -i %s %s

                  # but not delete: 403
                  curl -i -X DELETE %s %s/1

                  # the writer may order: 201
                  curl -i %s -H 'Content-Type: application/json' -d '{"item":"tea","quantity":2}' %s

                """.formatted(
                        DemoIssuer.TOKEN_LIFETIME.toMinutes(), orders, reader, orders, reader, orders, writer, orders)
                + tokens(issuer);
    }

    private static String tokens(DemoIssuer issuer) {
        String clients = DemoClient.ALL.stream()
                .map(client -> client.id() + ":" + client.secret() + " (" + String.join(" ", client.scopes()) + ")")
                .collect(Collectors.joining(", "));
        return """
                New tokens for %s:

                  curl -s -u %s:%s -d grant_type=client_credentials %s
                  TOKEN=$(curl -s -u %s:%s -d grant_type=client_credentials %s | cut -d'"' -f4)

                A new signing key:

                  curl -s -X POST %s

                """.formatted(
                        clients,
                        DemoClient.READER.id(),
                        DemoClient.READER.secret(),
                        issuer.tokenEndpoint(),
                        DemoClient.ADMIN.id(),
                        DemoClient.ADMIN.secret(),
                        issuer.tokenEndpoint(),
                        issuer.rotateEndpoint());
    }

    private String hint() {
        return """
                Take a token from your issuer and see whom the API takes you for, where the policy permits it:

                  curl -i -H "Authorization: Bearer $TOKEN" http://%s/whoami

                """.formatted(host(example.port()));
    }

    private static String bearer(DemoIssuer issuer, DemoClient client) {
        return "-H 'Authorization: Bearer " + issuer.mint(client, client.scopes()) + "'";
    }

    private static String host(int port) {
        return DemoIssuer.HOST + ":" + port;
    }
}
