package io.github.bearergate.benchmarks;

import io.github.bearergate.policy.Policy;
import io.github.bearergate.policy.Rule;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What finding the rule of a request costs, by the number of rules; every rule is asked for in turn. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(3)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@SuppressWarnings("NullAway.Init") // JMH calls the set-up before anything else
public class PolicyLookupBenchmark {
    /** How many rules the policy has. */
    @Param({"10", "100", "1000"})
    public int rules;

    private Policy policy;
    private String[] hits;
    private String[] misses;
    private int next;

    /** Makes the policy and the paths, and checks that each path finds its own rule, or none. */
    @Setup
    public void prepare() {
        RuleSet set = RuleSet.of(rules);
        policy = set.policy();
        hits = set.hits().toArray(String[]::new);
        misses = set.misses().toArray(String[]::new);
        Expect.equal(rules, policy.rules().size());
        Expect.equal(
                set.rules(),
                set.hits().stream()
                        .flatMap(path -> policy.ruleFor("GET", path).stream())
                        .map(Rule::id)
                        .toList());
        Expect.equal(
                List.of(),
                set.misses().stream()
                        .flatMap(path -> policy.ruleFor("GET", path).stream())
                        .toList());
    }

    /** A path that a rule decides. */
    @Benchmark
    public Optional<Rule> hit() {
        return policy.ruleFor("GET", following(hits));
    }

    /** A path that no rule decides. */
    @Benchmark
    public Optional<Rule> miss() {
        return policy.ruleFor("GET", following(misses));
    }

    private String following(String[] paths) {
        next = next + 1 < paths.length ? next + 1 : 0;
        return paths[next];
    }
}
