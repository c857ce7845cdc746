package io.github.bearergate.benchmarks;

import io.github.bearergate.Decision;
import io.github.bearergate.RequestGuard;
import io.github.bearergate.spi.Algorithm;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
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

/**
 * What a remembered token costs, by how many are in use; they come in an order that no cache of the processor foresees.
 *
 * <p>ES256 by the native provider, where there is one, because a hundred thousand RSA signatures take minutes to make; what signed a
 * token does not matter to the memo.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(3)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@SuppressWarnings("NullAway.Init") // JMH calls the set-up before anything else
public class MemoBenchmark {
    /** How many tokens are in use; all are remembered. */
    @Param({"1", "1000", "100000"})
    public int tokens;

    /** Who makes and first verifies the signatures. */
    @Param("native")
    public String provider;

    private RequestGuard guard;
    private Call[] calls;
    private int next;

    /** Makes the tokens and lets each be verified. */
    @Setup
    public void prepare() {
        try (Cryptography cryptography = Cryptography.named(provider);
                Mint mint = new Mint(Algorithm.ES256)) {
            cryptography.install();
            List<Call> made = new ArrayList<>();
            for (int i = 0; i < tokens; i++) {
                made.add(Call.with(mint.token().sign()));
            }
            Collections.shuffle(made, new Random(tokens));
            calls = made.toArray(Call[]::new);
            guard = Gates.guard(Algorithm.ES256, new HeldKeys(mint.key()), 2 * Math.max(tokens, Gates.USUAL_MEMO))
                    .build();
            for (Call call : calls) {
                Expect.allowed(guard.decide(call.request()));
            }
        }
        check();
    }

    /** Checks that the tokens are remembered: a second round finds all of them. */
    @TearDown
    public void check() {
        long before = guard.memo().hits();
        for (Call call : calls) {
            Expect.allowed(guard.decide(call.request()));
        }
        long found = guard.memo().hits() - before;
        if (found < 0.99 * tokens) {
            throw new IllegalStateException("of " + tokens + " tokens " + found + " are remembered");
        }
    }

    /** One request whose token was verified before. */
    @Benchmark
    public Decision hit() {
        return guard.decide(following().request());
    }

    /** The floor: the digest of the token in the request's field. */
    @Benchmark
    public byte[] sha256() throws GeneralSecurityException {
        String field = following().authorization().get(0);
        return MessageDigest.getInstance("SHA-256").digest(field.getBytes(StandardCharsets.ISO_8859_1));
    }

    private Call following() {
        next = next + 1 < calls.length ? next + 1 : 0;
        return calls[next];
    }
}
