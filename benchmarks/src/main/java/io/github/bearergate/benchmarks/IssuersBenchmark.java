package io.github.bearergate.benchmarks;

import io.github.bearergate.Decision;
import io.github.bearergate.RequestGuard;
import io.github.bearergate.RequestGuardBuilder;
import io.github.bearergate.policy.Policy;
import io.github.bearergate.spi.Algorithm;
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
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** What the number of trusted issuers costs; the token is of the last one. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(3)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@SuppressWarnings("NullAway.Init") // JMH calls the set-up before anything else
public class IssuersBenchmark {
    private static final String STRANGER = "https://login%d.example.org/";

    /** How many issuers the policy trusts. */
    @Param({"1", "10", "100"})
    public int issuers;

    private RequestGuard forgetful;
    private RequestGuard remembering;
    private Call call;

    /** Makes a policy of so many issuers. */
    @Setup
    public void prepare() {
        try (Mint mint = new Mint(Algorithm.RS256)) {
            HeldKeys keys = new HeldKeys(mint.key());
            forgetful = guard(keys).memoSize(0).build();
            remembering = guard(keys).build();
            call = Call.with(mint.token().sign());
        }
        check();
    }

    /** Checks that the token is accepted, before and after. */
    @TearDown
    public void check() {
        Expect.allowed(decideMemoOff());
        Expect.allowed(decideMemoHit());
    }

    /** One request whose token is verified every time. */
    @Benchmark
    public Decision decideMemoOff() {
        return forgetful.decide(call.request());
    }

    /** One request whose token was verified before. */
    @Benchmark
    public Decision decideMemoHit() {
        return remembering.decide(call.request());
    }

    private RequestGuardBuilder guard(HeldKeys keys) {
        StringBuilder policy = new StringBuilder("policy 1\n\n");
        for (int i = 1; i < issuers; i++) {
            policy.append(issuer(STRANGER.formatted(i)));
        }
        policy.append(issuer(Mint.ISSUER)).append("GET /orders/** needs orders:read\neverything else is denied\n");
        RequestGuardBuilder builder = RequestGuard.builder(Policy.parse("issuers.policy", policy.toString()))
                .keySource(Mint.ISSUER, keys);
        for (int i = 1; i < issuers; i++) {
            builder.keySource(STRANGER.formatted(i), keys);
        }
        return builder;
    }

    private String issuer(String url) {
        String grants = issuers > 1 ? "    grants orders:read\n" : "";
        return "issuer " + url + "\n    audience " + Mint.AUDIENCE + "\n" + grants + "\n";
    }
}
