package io.github.bearergate.testkit;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Writes the lines of a policy that trust an issuer. */
final class PolicyLines {
    private static final Set<JwsAlgorithm> TRUSTED_UNLESS_TOLD = Set.of(
            JwsAlgorithm.RS256, JwsAlgorithm.PS256, JwsAlgorithm.ES256, JwsAlgorithm.EdDSA, JwsAlgorithm.Ed25519);

    private PolicyLines() {}

    static String of(TestIssuer issuer, List<JwsAlgorithm> algorithms, boolean discoverable, String... settings) {
        StringBuilder lines = new StringBuilder("issuer " + issuer.issuer() + "\n");
        setting("audience " + issuer.defaultAudience(), lines);
        if (!discoverable) {
            setting("keys " + issuer.jwksUri(), lines);
        }
        if (!TRUSTED_UNLESS_TOLD.containsAll(algorithms)) {
            setting("algorithms " + spelledForPolicy(algorithms), lines);
        }
        for (String more : settings) {
            setting(more, lines);
        }
        return lines.toString();
    }

    private static void setting(String text, StringBuilder lines) {
        lines.append("    ").append(text).append('\n');
    }

    /** EdDSA and Ed25519 are one algorithm in a policy, under the older name. */
    private static String spelledForPolicy(List<JwsAlgorithm> algorithms) {
        return algorithms.stream()
                .map(algorithm -> algorithm == JwsAlgorithm.Ed25519 ? "EdDSA" : algorithm.name())
                .collect(Collectors.toCollection(LinkedHashSet::new))
                .stream()
                .collect(Collectors.joining(" "));
    }
}
