package io.github.bearergate.benchmarks.suite;

import static io.github.bearergate.benchmarks.suite.Group.each;
import static io.github.bearergate.benchmarks.suite.Group.together;

import io.github.bearergate.benchmarks.Refusal;
import io.github.bearergate.benchmarks.Turn;
import io.github.bearergate.benchmarks.peers.Peer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Every part of the suite, the most telling first. */
final class Groups {
    private static final String JDK = "jdk";
    private static final String NATIVE = "native";
    private static final String[] OURS_AND_THE_FLOOR = {"raw", "bearergate"};
    private static final String[] FEW_KEYS_AND_MANY = {"1", "1000"};
    private static final String[] REFUSALS = {
        "MALFORMED_TOKEN", "ALGORITHM_NOT_ALLOWED", "UNKNOWN_ISSUER", "UNKNOWN_KEY", "BAD_SIGNATURE", "EXPIRED"
    };

    private Groups() {}

    static List<Group> all() {
        List<Group> all = new ArrayList<>();
        all.addAll(decisive());
        all.addAll(scaling());
        all.addAll(refusals());
        all.addAll(manyLibraries());
        return List.copyOf(all);
    }

    /** What the targets are about: the floor, ours, and the libraries that come next to them. */
    private static List<Group> decisive() {
        return List.of(
                Group.of(
                                "RS256",
                                together(
                                        accept("RS256", JDK, "raw", "bearergate", "sha256", "bearergate-memo"),
                                        accept("RS256", JDK, "vertx", "auth0"),
                                        accept("RS256", NATIVE, OURS_AND_THE_FLOOR),
                                        refuse("bearergate", JDK, REFUSALS),
                                        refuse("bearergate", NATIVE, "BAD_SIGNATURE")))
                        .inJvms(2),
                Group.of(
                        "ES256",
                        together(
                                accept("ES256", JDK, "raw", "bearergate", "vertx", "auth0", "tink", "spring-jwks"),
                                accept("ES256", NATIVE, OURS_AND_THE_FLOOR))),
                Group.of(
                        "EdDSA",
                        together(
                                accept("EdDSA", JDK, "raw", "bearergate", "vertx", "jose4j"),
                                accept("EdDSA", NATIVE, OURS_AND_THE_FLOOR))),
                Group.of(
                                "threads",
                                together(
                                        accept("RS256", JDK, "raw", "bearergate", "sha256", "bearergate-memo"),
                                        accept("RS256", NATIVE, OURS_AND_THE_FLOOR)))
                        .onThreads(1, 2));
    }

    private static List<Group> scaling() {
        return List.of(
                Group.of(
                        "keys",
                        together(
                                keys("bearergate", FEW_KEYS_AND_MANY),
                                refuseUnknownKey(FEW_KEYS_AND_MANY),
                                keys("nimbus", FEW_KEYS_AND_MANY),
                                keys("jose4j", FEW_KEYS_AND_MANY))),
                Group.of(
                                "keys, all",
                                together(
                                        keys("bearergate", "1", "10", "100", "1000"),
                                        keys("nimbus", "1", "10", "100", "1000"),
                                        keys("jose4j", "1", "10", "100", "1000"),
                                        keys("spring-jwks", "1", "10", "100", "1000"),
                                        keys("auth0", "1", "10", "100", "1000"),
                                        keys("vertx", "1", "10", "100", "1000")))
                        .inFullOnly(),
                // Tink tries every key: its thousand are a part of their own, so that no round of the others is long.
                Group.of("keys, tink", together(keys("tink", "1", "10", "100", "1000"), keys("bearergate", "1")))
                        .inFullOnly(),
                Group.of("rules", each(Turn.of("PolicyLookupBenchmark.hit"), "rules", "10", "100", "1000")),
                Group.of("rules, none", each(Turn.of("PolicyLookupBenchmark.miss"), "rules", "10", "100", "1000"))
                        .inFullOnly(),
                Group.of(
                        "issuers",
                        together(
                                each(Turn.of("IssuersBenchmark.decideMemoHit"), "issuers", "1", "100"),
                                each(Turn.of("IssuersBenchmark.decideMemoOff"), "issuers", "1", "100"))),
                // A hundred thousand tokens take longer to make than everything else here to measure.
                Group.of(
                                "memo",
                                together(
                                        each(Turn.of("MemoBenchmark.hit"), "tokens", "1", "1000", "100000"),
                                        each(Turn.of("MemoBenchmark.sha256"), "tokens", "1", "1000", "100000")))
                        .onceInQuick());
    }

    private static List<Group> refusals() {
        return List.of(
                Group.of("reject", each(Turn.of("RejectionBenchmark.refuse"), "refusal", names(Refusal.values())))
                        .onceInQuick(),
                Group.of(
                                "refuse",
                                together(
                                        refuse("bearergate", JDK, REFUSALS),
                                        refuse("spring-jwks", JDK, REFUSALS),
                                        accept("RS256", JDK, "raw")))
                        .onceInQuick(),
                Group.of(
                                "refuse, others",
                                together(
                                        refuse("bearergate", JDK, REFUSALS),
                                        refuse("auth0", JDK, REFUSALS),
                                        refuse("smallrye", JDK, REFUSALS),
                                        refuse("vertx", JDK, REFUSALS),
                                        refuse("nimbus", JDK, REFUSALS),
                                        refuse("jose4j", JDK, REFUSALS)))
                        .inFullOnly());
    }

    /** Every library beside ours and the floor. */
    private static List<Group> manyLibraries() {
        List<Group> all = new ArrayList<>();
        for (String provider : List.of(JDK, NATIVE)) {
            for (String algorithm : List.of("RS256", "ES256", "EdDSA", "PS256")) {
                Group group = Group.of(
                        algorithm + ", all, " + provider,
                        together(
                                accept(algorithm, provider, OURS_AND_THE_FLOOR),
                                accept(algorithm, provider, librariesFor(algorithm))));
                boolean onJdk = provider.equals(JDK);
                all.add(
                        switch (algorithm) {
                            case "RS256" -> onJdk ? group : group.onceInQuick();
                            case "ES256" -> onJdk ? group.inFullOnly() : group;
                            default -> group.inFullOnly();
                        });
            }
        }
        return all;
    }

    static String[] librariesFor(String algorithm) {
        return Arrays.stream(Peer.values())
                .filter(peer -> peer.verifies(algorithm) && peer.worksHere())
                .map(Peer::parameter)
                .toArray(String[]::new);
    }

    private static List<Turn> accept(String algorithm, String provider, String... libraries) {
        return each(
                Turn.of("ComparisonBenchmark.accept")
                        .with("algorithm", algorithm)
                        .with("provider", provider),
                "library",
                libraries);
    }

    private static List<Turn> refuse(String library, String provider, String... refusals) {
        return each(
                Turn.of("RefusalComparisonBenchmark.refuse")
                        .with("library", library)
                        .with("algorithm", "RS256")
                        .with("provider", provider),
                "refusal",
                refusals);
    }

    private static List<Turn> refuseUnknownKey(String... counts) {
        return each(
                Turn.of("RefusalComparisonBenchmark.refuse")
                        .with("library", "bearergate")
                        .with("algorithm", "ES256")
                        .with("provider", NATIVE)
                        .with("refusal", "UNKNOWN_KEY"),
                "publishedKeys",
                counts);
    }

    private static List<Turn> keys(String library, String... counts) {
        return each(Turn.of("KeySetBenchmark.accept").with("library", library), "keys", counts);
    }

    private static String[] names(Enum<?>... values) {
        return Arrays.stream(values).map(Enum::name).toArray(String[]::new);
    }
}
