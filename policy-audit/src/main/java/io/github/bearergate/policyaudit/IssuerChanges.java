package io.github.bearergate.policyaudit;

import io.github.bearergate.policy.ClaimPath;
import io.github.bearergate.policy.IssuerPolicy;
import io.github.bearergate.policy.Policy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** What changed between the issuers of two policies. */
final class IssuerChanges {
    private final List<Change> changes = new ArrayList<>();
    private int line;

    private IssuerChanges() {}

    static List<Change> between(Policy before, Policy after) {
        IssuerChanges all = new IssuerChanges();
        for (IssuerPolicy old : before.issuers()) {
            all.line = named(after, old.issuer()).map(IssuerPolicy::line).orElse(0);
            named(after, old.issuer())
                    .ifPresentOrElse(
                            fresh -> all.compare(old, fresh),
                            () -> all.add(Direction.MORE_CLOSED, old.toString(), "trusted", "not trusted"));
        }
        for (IssuerPolicy fresh : after.issuers()) {
            all.line = fresh.line();
            if (named(before, fresh.issuer()).isEmpty()) {
                all.add(Direction.MORE_OPEN, fresh.toString(), "not trusted", "trusted, may give " + grants(fresh));
            }
        }
        return all.changes;
    }

    private static Optional<IssuerPolicy> named(Policy policy, String issuer) {
        return policy.issuers().stream()
                .filter(each -> each.issuer().equals(issuer))
                .findFirst();
    }

    private void compare(IssuerPolicy old, IssuerPolicy fresh) {
        String issuer = old.toString();
        compareSets(issuer + " audience", old.audience(), fresh.audience(), true);
        compareSets(issuer + " algorithms", old.algorithms(), fresh.algorithms(), true);
        compareSets(issuer + " requires", old.requires(), fresh.requires(), false);
        compareGrants(issuer + " grants", old.grants(), fresh.grants());
        compareDurations(issuer + " leeway", old.leeway(), fresh.leeway());
        compareDurations(issuer + " lifetime", old.lifetime(), fresh.lifetime());
        compareDurations(issuer + " max-stale", old.maxStale(), fresh.maxStale());
        compareOthers(issuer, old, fresh);
    }

    private void compareOthers(String issuer, IssuerPolicy old, IssuerPolicy fresh) {
        compareTexts(
                Direction.DIFFERENT,
                issuer + " keys",
                old.keys().text(),
                fresh.keys().text());
        compareTexts(
                Direction.DIFFERENT,
                issuer + " profile",
                old.profile().word(),
                fresh.profile().word());
        compareTexts(
                Direction.DIFFERENT,
                issuer + " scope-claim",
                old.scopeClaim().map(ClaimPath::text).orElse("scope, else scp"),
                fresh.scopeClaim().map(ClaimPath::text).orElse("scope, else scp"));
        compareTexts(Direction.SAME, issuer + " alias", old.alias(), fresh.alias());
        compareTexts(
                Direction.SAME, issuer + " timeout", Durations.text(old.timeout()), Durations.text(fresh.timeout()));
        String follows = "as the responses say";
        compareTexts(
                Direction.SAME,
                issuer + " refresh",
                old.refresh().map(Durations::text).orElse(follows),
                fresh.refresh().map(Durations::text).orElse(follows));
    }

    private void compareTexts(Direction direction, String where, String before, String after) {
        if (!before.equals(after)) {
            add(direction, where, before, after);
        }
    }

    private void compareDurations(String where, Duration before, Duration after) {
        int order = after.compareTo(before);
        if (order != 0) {
            add(Direction.of(order > 0, order < 0), where, Durations.text(before), Durations.text(after));
        }
    }

    /** Compares sets of which more elements mean more access, or less. */
    private void compareSets(String where, Collection<?> before, Collection<?> after, boolean moreIsOpen) {
        boolean grows = !before.containsAll(after);
        boolean shrinks = !after.containsAll(before);
        if (grows || shrinks) {
            Direction direction = moreIsOpen ? Direction.of(grows, shrinks) : Direction.of(shrinks, grows);
            add(direction, where, before.toString(), after.toString());
        }
    }

    private void compareGrants(String where, Optional<Set<String>> before, Optional<Set<String>> after) {
        boolean grows = before.isPresent()
                && after.map(fresh -> !before.get().containsAll(fresh)).orElse(true);
        boolean shrinks = after.isPresent()
                && before.map(old -> !after.get().containsAll(old)).orElse(true);
        if (grows || shrinks) {
            add(Direction.of(grows, shrinks), where, grants(before), grants(after));
        }
    }

    private static String grants(IssuerPolicy issuer) {
        return grants(issuer.grants());
    }

    private static String grants(Optional<Set<String>> grants) {
        return grants.map(scopes -> String.join(" ", new TreeSet<>(scopes))).orElse("any scope");
    }

    private void add(Direction direction, String where, String before, String after) {
        changes.add(Change.ofSetting(line, direction, where, before, after));
    }
}
