package io.github.bearergate.benchmarks;

import io.github.bearergate.spi.KeyQuery;
import io.github.bearergate.spi.KeySource;
import io.github.bearergate.spi.VerificationKey;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Keys held in memory, found by their kid: a source that fetches nothing. Immutable. */
final class HeldKeys implements KeySource {
    private final Map<Optional<String>, List<VerificationKey>> byKid;

    HeldKeys(VerificationKey... keys) {
        this.byKid = Arrays.stream(keys).collect(Collectors.groupingBy(VerificationKey::kid));
    }

    @Override
    public List<VerificationKey> find(KeyQuery query) {
        List<VerificationKey> named = byKid.getOrDefault(query.kid(), List.of());
        boolean allFit = named.stream().allMatch(key -> key.algorithms().contains(query.algorithm()));
        return allFit ? named : List.of();
    }
}
