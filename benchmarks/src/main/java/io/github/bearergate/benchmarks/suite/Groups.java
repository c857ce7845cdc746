package io.github.bearergate.benchmarks.suite;

import java.util.List;

/** Every part of the suite. What is compared stands in one part, so that it runs side by side. */
final class Groups {
    private static final String ACCEPT = "ComparisonBenchmark.accept";
    private static final String REFUSE = "RefusalComparisonBenchmark.refuse";

    /** Everything that the floor, the memo, and the fastest libraries on it are needed for. */
    private static final String[] FASTEST = {
        "raw", "bearergate", "vertx", "auth0", "tink", "nimbus-prebuilt", "spring-jwks"
    };

    private static final String[] REFUSALS = {
        "MALFORMED_TOKEN", "ALGORITHM_NOT_ALLOWED", "UNKNOWN_ISSUER", "UNKNOWN_KEY", "BAD_SIGNATURE", "EXPIRED"
    };

    private Groups() {}

    static List<Group> all() {
        return List.of(
                Group.of("accept", ACCEPT)
                        .with(
                                "library",
                                "raw",
                                "bearergate",
                                "sha256",
                                "bearergate-memo",
                                "vertx",
                                "auth0",
                                "tink",
                                "jjwt",
                                "nimbus-prebuilt",
                                "nimbus",
                                "jose4j",
                                "pac4j",
                                "smallrye",
                                "spring-key",
                                "spring-jwks")
                        .with("algorithm", "RS256")
                        .with("provider", "jdk"),
                accept("RS256", "native", FASTEST),
                accept("RS256", "native", "jjwt", "nimbus", "jose4j", "pac4j", "smallrye", "spring-key")
                        .inFullOnly(),
                accept("ES256", "jdk", "raw", "bearergate", "vertx", "auth0", "tink", "spring-jwks"),
                accept("ES256", "jdk", "jjwt", "nimbus-prebuilt", "nimbus", "jose4j", "pac4j", "smallrye")
                        .inFullOnly(),
                accept("ES256", "native", "raw", "bearergate", "vertx", "auth0", "spring-jwks"),
                accept("ES256", "native", "tink", "jjwt", "nimbus-prebuilt", "nimbus", "jose4j", "pac4j", "smallrye")
                        .inFullOnly(),
                accept("EdDSA", "jdk", "raw", "bearergate", "vertx", "jjwt", "jose4j"),
                accept("EdDSA", "native", "raw", "bearergate"),
                accept("EdDSA", "native", "vertx", "jjwt", "jose4j").inFullOnly(),
                accept("PS256", "jdk", "raw", "bearergate", "vertx"),
                accept(
                                "PS256",
                                "jdk",
                                "tink",
                                "jjwt",
                                "nimbus-prebuilt",
                                "nimbus",
                                "jose4j",
                                "pac4j",
                                "smallrye",
                                "spring-key",
                                "spring-jwks")
                        .inFullOnly(),
                accept("PS256", "native", "raw", "bearergate").inFullOnly(),
                Group.of("refuse", REFUSE)
                        .with("library", "bearergate", "spring-jwks")
                        .with("refusal", REFUSALS)
                        .with("algorithm", "RS256")
                        .with("provider", "jdk"),
                Group.of("refuse", REFUSE)
                        .with("library", "auth0", "smallrye", "vertx", "nimbus", "jose4j")
                        .with("refusal", REFUSALS)
                        .with("algorithm", "RS256")
                        .with("provider", "jdk")
                        .inFullOnly(),
                Group.of("refuse", REFUSE)
                        .with("library", "bearergate")
                        .with("refusal", "BAD_SIGNATURE")
                        .with("algorithm", "RS256")
                        .with("provider", "native"),
                Group.of("refuse", REFUSE)
                        .with("library", "bearergate", "spring-jwks", "auth0")
                        .with("refusal", "BAD_SIGNATURE", "EXPIRED")
                        .with("algorithm", "ES256")
                        .with("provider", "jdk", "native")
                        .inFullOnly(),
                Group.of("memo", "MemoBenchmark.hit")
                        .with("tokens", "1", "1000", "100000")
                        .asScaling(),
                Group.of("memo", "MemoBenchmark.sha256")
                        .with("tokens", "1", "1000", "100000")
                        .asScaling(),
                Group.of("keys", "KeySetBenchmark.accept")
                        .with("library", "bearergate")
                        .with("keys", "1", "10", "100", "1000")
                        .asScaling(),
                Group.of("keys", "KeySetBenchmark.accept")
                        .with("library", "nimbus", "jose4j")
                        .with("keys", "1", "1000")
                        .asScaling(),
                Group.of("keys", "KeySetBenchmark.accept")
                        .with("library", "nimbus", "jose4j")
                        .with("keys", "10", "100")
                        .asScaling()
                        .inFullOnly(),
                Group.of("keys", "KeySetBenchmark.accept")
                        .with("library", "spring-jwks", "tink", "auth0", "vertx")
                        .with("keys", "1", "10", "100", "1000")
                        .asScaling()
                        .inFullOnly(),
                Group.of("rules", "PolicyLookupBenchmark.hit")
                        .with("rules", "10", "100", "1000")
                        .asScaling(),
                Group.of("rules", "PolicyLookupBenchmark.miss")
                        .with("rules", "10", "100", "1000")
                        .asScaling()
                        .inFullOnly(),
                Group.of("issuers", "IssuersBenchmark.decideMemoHit")
                        .with("issuers", "1", "100")
                        .asScaling(),
                Group.of("issuers", "IssuersBenchmark.decideMemoOff")
                        .with("issuers", "1", "100")
                        .asScaling(),
                threads(1),
                threads(2),
                Group.of("filter", "FilterBenchmark.*").inFullOnly());
    }

    private static Group accept(String algorithm, String provider, String... libraries) {
        return Group.of("accept", ACCEPT)
                .with("library", libraries)
                .with("algorithm", algorithm)
                .with("provider", provider);
    }

    private static Group threads(int count) {
        return Group.of("threads", ACCEPT)
                .with("library", "bearergate", "bearergate-memo")
                .onThreads(count)
                .asScaling();
    }
}
