package io.github.bearergate.servlet;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What gates stand in front of: a pure function of the mappings of an application.
 *
 * <p>It answers exactly. Patterns name finitely many segments, so of all the requests that a mapping brings to its servlet, the one
 * with a segment that none of them names is the last that a filter can cover: whatever matches that one matches them all.
 */
final class Coverage {
    private final Set<UrlPattern> guarded;
    private final Set<String> guardedServlets;
    private final String unnamed;
    private final boolean everythingIsTaken;

    /**
     * Considers an application.
     *
     * @param guarded the URL patterns of the gates
     * @param guardedServlets the names of servlets that gates are mapped to; {@code *} is every servlet
     * @param servlets the URL patterns of all servlets
     */
    Coverage(Set<UrlPattern> guarded, Set<String> guardedServlets, Collection<UrlPattern> servlets) {
        this.guarded = Set.copyOf(guarded);
        this.guardedServlets = Set.copyOf(guardedServlets);
        this.unnamed = UrlPattern.unnamedSegment(
                Stream.concat(guarded.stream(), servlets.stream()).toList());
        this.everythingIsTaken = servlets.contains(new UrlPattern("/*"));
    }

    /** A path that is served by this mapping of a servlet, with no gate in front; empty when there is none. */
    Optional<String> gap(String servlet, UrlPattern mapping) {
        if (guardedServlets.contains("*") || guardedServlets.contains(servlet)) {
            return Optional.empty();
        }
        if (everythingIsTaken && mapping.yieldsToEverything()) {
            return Optional.empty(); // no request comes this way
        }
        return Optional.of(mapping.freePath(unnamed))
                .filter(path -> guarded.stream().noneMatch(pattern -> pattern.guards(path)));
    }

    /** The mappings of one servlet that have a gap, each with a path. */
    List<Map.Entry<UrlPattern, String>> gaps(String servlet, Collection<UrlPattern> mappings) {
        List<Map.Entry<UrlPattern, String>> gaps = new ArrayList<>();
        for (UrlPattern mapping : mappings) {
            gap(servlet, mapping).ifPresent(path -> gaps.add(Map.entry(mapping, path)));
        }
        return gaps;
    }
}
