package io.github.bearergate.policy;

import io.github.bearergate.spi.Algorithm;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What a policy says of one issuer of tokens. Immutable; two are equal when they say the same, wherever they stand. */
public final class IssuerPolicy {
    /** Everything that a policy says of an issuer, checked. */
    record Terms(
            String issuer,
            List<String> audience,
            KeyLocation keys,
            Set<Algorithm> algorithms,
            Profile profile,
            Duration leeway,
            Duration lifetime,
            Optional<ClaimPath> scopeClaim,
            List<ClaimPath> requires,
            Optional<Set<String>> grants,
            String alias,
            Optional<Duration> refresh,
            Duration maxStale,
            Duration timeout) {}

    private final Terms terms;
    private final int line;
    private final Map<Setting, Integer> lines;

    /**
     * Makes the policy of an issuer.
     *
     * @param terms what it says
     * @param line the line of the issuer
     * @param lines the line of each setting that is written
     */
    IssuerPolicy(Terms terms, int line, Map<Setting, Integer> lines) {
        if (terms.audience.isEmpty() || terms.algorithms.isEmpty()) {
            throw new IllegalArgumentException("an issuer has an audience and an algorithm");
        }
        this.terms = terms;
        this.line = line;
        this.lines = Map.copyOf(lines);
    }

    /** The issuer, compared exactly with {@code iss}. */
    public String issuer() {
        return terms.issuer;
    }

    /** The audiences, any one of which suffices in {@code aud}; sorted, never empty. */
    public List<String> audience() {
        return terms.audience;
    }

    /** Where its keys are. */
    public KeyLocation keys() {
        return terms.keys;
    }

    /** The algorithms that its tokens may be signed with; never empty. */
    public Set<Algorithm> algorithms() {
        return terms.algorithms;
    }

    /** The shape of its tokens. */
    public Profile profile() {
        return terms.profile;
    }

    /** How far its clock may be from ours: 0 to 5 minutes, 60 seconds unless the policy says otherwise. */
    public Duration leeway() {
        return terms.leeway;
    }

    /** The longest time from {@code iat}, or from now without it, to {@code exp}; 24 hours unless the policy says otherwise. */
    public Duration lifetime() {
        return terms.lifetime;
    }

    /** The claim that holds the scopes; empty for {@code scope}, else {@code scp}. */
    public Optional<ClaimPath> scopeClaim() {
        return terms.scopeClaim;
    }

    /** The claims that must be present, beside those of the profile; sorted. */
    public List<ClaimPath> requires() {
        return terms.requires;
    }

    /** The scopes that this issuer may give, others in its tokens being dropped; empty for no such ceiling. */
    public Optional<Set<String>> grants() {
        return terms.grants;
    }

    /** The issuer's name in metrics and logs, which no other issuer of the policy has. */
    public String alias() {
        return terms.alias;
    }

    /** The longest time between two fetches of its keys, 30 seconds to an hour; empty to follow the responses' max-age. */
    public Optional<Duration> refresh() {
        return terms.refresh;
    }

    /** How long its keys serve when no fetch succeeds: 10 minutes to 7 days, 6 hours unless the policy says otherwise. */
    public Duration maxStale() {
        return terms.maxStale;
    }

    /** How long one fetch may take: 100 ms to 30 seconds, 5 seconds unless the policy says otherwise. */
    public Duration timeout() {
        return terms.timeout;
    }

    /** The line that the issuer stands at, counted from 1; 0 when the policy was made in Java. Not part of equality. */
    public int line() {
        return line;
    }

    /** The line of a setting, or the issuer's when the setting is not written. */
    int lineOf(Setting setting) {
        return lines.getOrDefault(setting, line);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof IssuerPolicy that && terms.equals(that.terms);
    }

    @Override
    public int hashCode() {
        return terms.hashCode();
    }

    @Override
    public String toString() {
        return "issuer " + terms.issuer;
    }

    /**
     * An issuer of a policy written in Java, with the words of the file. Every setting can be given once; what is wrong is
     * reported when {@link Policy#of} puts the lines together. For one thread.
     */
    public static final class Builder extends PolicyLine {
        private final IssuerDraft draft;
        private final Problems problems = new Problems();

        Builder(String url) {
            this.draft = new IssuerDraft(0, Optional.of(url));
        }

        /** {@code audience}: required; any one of them suffices. */
        public Builder audience(String... audience) {
            return put(Setting.AUDIENCE, List.of(audience));
        }

        /** {@code keys}: {@code discovery}, an https URL, or a {@code file:} URL. */
        public Builder keys(String location) {
            return put(Setting.KEYS, List.of(location));
        }

        /** {@code algorithms}. */
        public Builder algorithms(Algorithm... algorithms) {
            return put(
                    Setting.ALGORITHMS,
                    Arrays.stream(algorithms).map(Algorithm::name).toList());
        }

        /** {@code profile}. */
        public Builder profile(Profile profile) {
            return put(Setting.PROFILE, List.of(profile.word()));
        }

        /** {@code leeway}: 0 to 5 minutes. */
        public Builder leeway(Duration leeway) {
            return put(Setting.LEEWAY, leeway);
        }

        /** {@code lifetime}: at least a minute. */
        public Builder lifetime(Duration lifetime) {
            return put(Setting.LIFETIME, lifetime);
        }

        /** {@code scope-claim}: a claim's name or dotted path. */
        public Builder scopeClaim(String claim) {
            return put(Setting.SCOPE_CLAIM, List.of(claim));
        }

        /** {@code requires}: claims that must be present. */
        public Builder requires(String... claims) {
            return put(Setting.REQUIRES, List.of(claims));
        }

        /** {@code grants}: the only scopes this issuer may give. */
        public Builder grants(String... scopes) {
            return put(Setting.GRANTS, List.of(scopes));
        }

        /** {@code alias}: the issuer's name in metrics and logs. */
        public Builder alias(String alias) {
            return put(Setting.ALIAS, List.of(alias));
        }

        /** {@code refresh}: 30 seconds to an hour. */
        public Builder refresh(Duration refresh) {
            return put(Setting.REFRESH, refresh);
        }

        /** {@code max-stale}: 10 minutes to 7 days. */
        public Builder maxStale(Duration maxStale) {
            return put(Setting.MAX_STALE, maxStale);
        }

        /** {@code timeout}: 100 ms to 30 seconds. */
        public Builder timeout(Duration timeout) {
            return put(Setting.TIMEOUT, timeout);
        }

        @Override
        void addTo(PolicyAssembler policy, Problems all) {
            problems.byLine().forEach(all::add);
            policy.add(draft);
        }

        private Builder put(Setting setting, Duration value) {
            return put(setting, List.of(Durations.text(value)));
        }

        private Builder put(Setting setting, List<String> values) {
            draft.put(setting, new IssuerDraft.Words(0, values, true), problems);
            return this;
        }
    }
}
