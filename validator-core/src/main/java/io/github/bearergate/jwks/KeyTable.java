package io.github.bearergate.jwks;

import io.github.bearergate.spi.Algorithm;
import io.github.bearergate.spi.VerificationKey;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * Keys arranged for lookup: every answer is prebuilt, so that a lookup is one read of a hash table.
 *
 * <p>It does not depend on the order in which the keys were published. Deeply immutable.
 */
final class KeyTable {
    /** More keys of one name are not tried: each costs the service a signature check. */
    static final int MOST_CANDIDATES = 4;

    static final KeyTable EMPTY = of(List.of());

    private final List<VerificationKey> keys;
    private final Map<String, Map<Algorithm, List<VerificationKey>>> byKid;
    private final Map<Algorithm, List<VerificationKey>> unnamed;

    private KeyTable(
            List<VerificationKey> keys,
            Map<String, Map<Algorithm, List<VerificationKey>>> byKid,
            Map<Algorithm, List<VerificationKey>> unnamed) {
        this.keys = keys;
        this.byKid = byKid;
        this.unnamed = unnamed;
    }

    static KeyTable of(List<VerificationKey> published) {
        List<VerificationKey> keys = published.stream()
                .distinct()
                .sorted(Comparator.comparing(VerificationKey::thumbprint)
                        .thenComparing(key -> key.kid().orElse(""))
                        .thenComparing(key -> key.algorithms().toString()))
                .toList();
        Map<String, List<VerificationKey>> named = new HashMap<>();
        for (VerificationKey key : keys) {
            key.kid()
                    .ifPresent(kid ->
                            named.computeIfAbsent(kid, any -> new ArrayList<>()).add(key));
        }
        Map<String, Map<Algorithm, List<VerificationKey>>> byKid = new HashMap<>();
        named.forEach((kid, sameKid) -> byKid.put(kid, byAlgorithm(sameKid, MOST_CANDIDATES)));
        Map<Algorithm, List<VerificationKey>> unnamed = byAlgorithm(keys, 2);
        unnamed.replaceAll((algorithm, candidates) -> candidates.size() == 1 ? candidates : List.of());
        return new KeyTable(keys, Map.copyOf(byKid), unnamed);
    }

    /**
     * Finds what may have signed a token.
     *
     * @return the keys of this name that fit the algorithm, at most four; for a token that names none, the only key that fits
     *     the algorithm, and nothing when there are several
     */
    List<VerificationKey> find(Optional<String> kid, Algorithm algorithm) {
        Map<Algorithm, List<VerificationKey>> candidates = kid.isPresent() ? byKid.get(kid.get()) : unnamed;
        return candidates == null ? List.of() : candidates.getOrDefault(algorithm, List.of());
    }

    /** The names of the keys; unmodifiable. */
    Set<String> kids() {
        return byKid.keySet();
    }

    boolean has(String kid) {
        return byKid.containsKey(kid);
    }

    /** The keys in the order of their thumbprints; unmodifiable. */
    List<VerificationKey> keys() {
        return keys;
    }

    /** This table without the keys whose kid or thumbprint is in the set. */
    KeyTable without(Set<String> denied) {
        Predicate<VerificationKey> isDenied = key -> denied.contains(key.thumbprint())
                || key.kid().filter(denied::contains).isPresent();
        return keys.stream().noneMatch(isDenied)
                ? this
                : of(keys.stream().filter(isDenied.negate()).toList());
    }

    /** The thumbprints under each kid; keys without one are under the empty string. */
    Map<String, Set<String>> thumbprints() {
        Map<String, Set<String>> thumbprints = new TreeMap<>();
        for (VerificationKey key : keys) {
            thumbprints
                    .computeIfAbsent(key.kid().orElse(""), any -> new TreeSet<>())
                    .add(key.thumbprint());
        }
        return thumbprints;
    }

    /** For each algorithm the first keys that fit it, each key once however often it was published. */
    private static Map<Algorithm, List<VerificationKey>> byAlgorithm(List<VerificationKey> keys, int most) {
        Map<Algorithm, List<VerificationKey>> byAlgorithm = new EnumMap<>(Algorithm.class);
        for (VerificationKey key : keys) {
            for (Algorithm algorithm : key.algorithms()) {
                List<VerificationKey> fit = byAlgorithm.computeIfAbsent(algorithm, any -> new ArrayList<>(1));
                if (fit.size() < most && fit.stream().noneMatch(other -> isSame(other, key))) {
                    fit.add(key);
                }
            }
        }
        byAlgorithm.replaceAll((algorithm, fit) -> List.copyOf(fit));
        return byAlgorithm;
    }

    private static boolean isSame(VerificationKey one, VerificationKey other) {
        return one.thumbprint().equals(other.thumbprint());
    }
}
