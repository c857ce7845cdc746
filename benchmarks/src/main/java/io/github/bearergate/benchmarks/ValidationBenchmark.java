package io.github.bearergate.benchmarks;

import io.github.bearergate.Decision;
import io.github.bearergate.RequestGuard;
import io.github.bearergate.TokenValidator;
import io.github.bearergate.ValidationResult;
import io.github.bearergate.spi.Algorithm;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
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
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** What a valid token costs, with every check and without the memo, beside the floor under each. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(3)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@SuppressWarnings("NullAway.Init") // JMH calls the set-up before anything else
public class ValidationBenchmark {
    /** The algorithm of the token; all there are, unless chosen with {@code -p}. */
    @Param
    public Algorithm algorithm;

    private String token;
    private Call call;
    private RawVerification raw;
    private TokenValidator validator;
    private RequestGuard forgetful;
    private RequestGuard remembering;

    /** Makes the token, its key and all that checks it. */
    @Setup
    public void prepare() throws GeneralSecurityException {
        try (Mint mint = new Mint(algorithm)) {
            token = mint.token().sign();
            call = Call.with(token);
            raw = RawVerification.of(token, algorithm, mint.key().publicKey(), Optional.empty());
            HeldKeys keys = new HeldKeys(mint.key());
            validator = Gates.validator(algorithm, keys);
            forgetful = Gates.guard(algorithm, keys, 0).build();
            remembering = Gates.guard(algorithm, keys, Gates.USUAL_MEMO).build();
            Expect.recognisedAtSecondSight(false, call, Gates.guard(algorithm, keys, 0));
            Expect.recognisedAtSecondSight(true, call, Gates.guard(algorithm, keys, Gates.USUAL_MEMO));
        }
        check();
    }

    /** Checks that the token is accepted everywhere, before and after. */
    @TearDown
    public void check() throws GeneralSecurityException {
        Expect.equal(true, rawVerify());
        Expect.valid(validate());
        Expect.allowed(decideMemoOff());
        Expect.allowed(decideMemoHit());
    }

    /** The floor of {@link #validate} and {@link #decideMemoOff}: the JDK's signature check alone. */
    @Benchmark
    public boolean rawVerify() throws GeneralSecurityException {
        return raw.verify();
    }

    /** The floor of {@link #decideMemoHit}: the digest by which a token is remembered. */
    @Benchmark
    public byte[] sha256OfToken() throws GeneralSecurityException {
        return MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.ISO_8859_1));
    }

    /** One token, without a request. */
    @Benchmark
    public ValidationResult validate() {
        return validator.validate(token);
    }

    /** One request, policy included, whose token is verified every time. */
    @Benchmark
    public Decision decideMemoOff() {
        return forgetful.decide(call.request());
    }

    /** One request, policy included, whose token was verified before. */
    @Benchmark
    public Decision decideMemoHit() {
        return remembering.decide(call.request());
    }
}
