package io.github.bearergate.benchmarks;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.github.bearergate.Reason;
import io.github.bearergate.RequestGuard;
import io.github.bearergate.TokenValidator;
import io.github.bearergate.spi.Algorithm;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What refusals cost, in what does not depend on the machine: bytes allocated and exceptions made. */
class RefusalCostTest {
    private static final int CALLS = 200;

    /** Room for what the JVM itself allocates while it compiles a method. */
    private static final long SLACK = 2_048;

    /** The dearest refusals measured cost 0.98 of the forgery that they are compared with, the same in every run. */
    private static final double MOST_TIMES = 1.1;

    /** Payloads of many values: these must be read to know the issuer, whatever is wrong with the token. */
    private static final Set<Refusal> OF_MANY_VALUES = EnumSet.of(Refusal.HASH_FLOOD, Refusal.BROKEN_JSON);

    private static final String CONTROL = "CONTROL";

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final Map<Refusal, Call> CALLS_BY_REFUSAL = new EnumMap<>(Refusal.class);
    private static RequestGuard guard;
    private static long forgery;
    private static long longestForgery;
    private static long forgeryOfManyValues;

    @BeforeAll
    static void prepare() {
        try (Mint mint = new Mint(Algorithm.RS256)) {
            guard = Gates.guard(Algorithm.RS256, new HeldKeys(mint.key()), Gates.USUAL_MEMO)
                    .build();
            for (Refusal refusal : Refusal.values()) {
                CALLS_BY_REFUSAL.put(refusal, refusal.prepare(mint));
            }
            forgeryOfManyValues = bytesFor(Reason.BAD_SIGNATURE, manyValues(mint));
        }
        forgery = bytesFor(Refusal.BAD_SIGNATURE);
        longestForgery = bytesFor(Refusal.LONGEST_FORGERY);
    }

    @AfterAll
    static void close() {
        guard.close();
    }

    @ParameterizedTest
    @EnumSource
    void noRefusalAllocatesMoreThanThatOfABadSignatureUnderATokenLikeIt(Refusal refusal) {
        long length =
                call(refusal).authorization().stream().mapToLong(String::length).sum();
        long share = Math.min(length, TokenValidator.LONGEST_TOKEN);
        long asLong = forgery + (longestForgery - forgery) * share / TokenValidator.LONGEST_TOKEN;
        long likewise = OF_MANY_VALUES.contains(refusal) ? forgeryOfManyValues : asLong;

        assertThat(bytesFor(refusal)).isLessThanOrEqualTo((long) (MOST_TIMES * likewise) + SLACK);
    }

    @ParameterizedTest
    @EnumSource(
            names = {
                "MISSING_TOKEN",
                "OTHER_SCHEME",
                "MALFORMED_HEADER",
                "MULTIPLE_TOKENS",
                "AMBIGUOUS_PATH",
                "MALFORMED_TOKEN",
                "TOKEN_TOO_LARGE"
            })
    void whatIsNoTokenIsRefusedForAFractionOfThat(Refusal refusal) {
        assertThat(bytesFor(refusal)).isLessThanOrEqualTo(forgery / 4);
    }

    @Test
    void noRefusalMakesAnException(@TempDir Path directory) throws IOException, InterruptedException {
        Path file = directory.resolve("exceptions.jfr");
        AtomicReference<Exception> seen = new AtomicReference<>();
        try (Recording recording = new Recording()) {
            recording.enable("jdk.JavaExceptionThrow").withStackTrace();
            recording.start();
            for (Refusal refusal : Refusal.values()) {
                refuse(refusal, 20);
                Thread thread = new Thread(() -> refuse(refusal, 20), refusal.name());
                thread.start();
                thread.join();
            }
            Thread control = new Thread(() -> seen.set(new IllegalStateException("seen")), CONTROL);
            control.start();
            control.join();
            recording.stop();
            recording.dump(file);
        }
        Set<String> ours = Arrays.stream(Refusal.values()).map(Enum::name).collect(Collectors.toSet());
        Set<String> throwing = RecordingFile.readAllEvents(file).stream()
                .filter(event -> event.getThread() != null)
                .map(event -> event.getThread().getJavaName())
                .filter(name -> ours.contains(name) || CONTROL.equals(name))
                .collect(Collectors.toSet());

        assertThat(throwing).containsExactly(CONTROL);
    }

    private static Call call(Refusal refusal) {
        return requireNonNull(CALLS_BY_REFUSAL.get(refusal));
    }

    /** A forgery with as many members as {@link Refusal#BROKEN_JSON} has. */
    private static Call manyValues(Mint mint) {
        String members =
                IntStream.range(0, 1_000).mapToObj(i -> "\"m" + i + "\":1,").collect(Collectors.joining());
        return Recipe.forgery(forged -> forged.token().editClaims(claims -> "{" + members + claims.substring(1)))
                .prepare(mint);
    }

    private static void refuse(Refusal refusal, int times) {
        refuse(refusal.reason(), call(refusal), times);
    }

    private static void refuse(Reason reason, Call call, int times) {
        for (int i = 0; i < times; i++) {
            Expect.refused(reason, guard.decide(call.request()));
        }
    }

    private static long bytesFor(Refusal refusal) {
        return bytesFor(refusal.reason(), call(refusal));
    }

    /** The mean of many refusals, after as many to warm up. */
    private static long bytesFor(Reason reason, Call call) {
        refuse(reason, call, CALLS);
        long before = THREADS.getCurrentThreadAllocatedBytes();
        refuse(reason, call, CALLS);
        return (THREADS.getCurrentThreadAllocatedBytes() - before) / CALLS;
    }
}
