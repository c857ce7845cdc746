package io.github.bearergate.benchmarks;

import io.github.bearergate.RequestGuard;
import io.github.bearergate.servlet.BearerTokenFilter;
import io.github.bearergate.spi.Algorithm;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
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

/** What the filter costs one request, with a request and a response of which a container's share is left out. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(3)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@SuppressWarnings("NullAway.Init") // JMH calls the set-up before anything else
public class FilterBenchmark {
    /** An application that answers without a body. */
    private static final FilterChain APPLICATION =
            (request, response) -> ((HttpServletResponse) response).setStatus(HttpServletResponse.SC_NO_CONTENT);

    /** The algorithm of the tokens. */
    @Param("RS256")
    public Algorithm algorithm;

    private Call authorised;
    private Call anonymous;
    private RequestGuard forgettingGuard;
    private RequestGuard rememberingGuard;
    private BearerTokenFilter forgetting;
    private BearerTokenFilter remembering;

    /** Makes the requests and the filters. */
    @Setup
    public void prepare() throws ServletException, IOException {
        try (Mint mint = new Mint(algorithm)) {
            authorised = Call.with(mint.token().sign());
            anonymous = new Call(Call.ORDER, List.of());
            HeldKeys keys = new HeldKeys(mint.key());
            forgettingGuard = Gates.guard(algorithm, keys, 0).build();
            rememberingGuard = Gates.guard(algorithm, keys, Gates.USUAL_MEMO).build();
        }
        forgetting = new BearerTokenFilter(forgettingGuard);
        remembering = new BearerTokenFilter(rememberingGuard);
        check();
    }

    /** Checks that each request gets the answer that its benchmark is about, before and after. */
    @TearDown
    public void check() throws ServletException, IOException {
        Expect.equal(HttpServletResponse.SC_NO_CONTENT, noFilter().getStatus());
        Expect.equal(HttpServletResponse.SC_NO_CONTENT, allowMemoHit().getStatus());
        Expect.equal(HttpServletResponse.SC_NO_CONTENT, allowMemoOff().getStatus());
        StubResponse refused = refuseWithoutToken();
        Expect.equal(HttpServletResponse.SC_UNAUTHORIZED, refused.getStatus());
        Expect.equal(true, refused.bodyLength() > 0);
    }

    /** The floor: the application alone, and what the stubs cost. */
    @Benchmark
    public StubResponse noFilter() throws ServletException, IOException {
        StubResponse response = new StubResponse();
        APPLICATION.doFilter(new StubRequest(authorised), response);
        return response;
    }

    /** A request that passes, whose token was verified before. */
    @Benchmark
    public StubResponse allowMemoHit() throws ServletException, IOException {
        return send(authorised, remembering);
    }

    /** A request that passes, whose token is verified every time. */
    @Benchmark
    public StubResponse allowMemoOff() throws ServletException, IOException {
        return send(authorised, forgetting);
    }

    /** A request without a token, and the whole 401 for it. */
    @Benchmark
    public StubResponse refuseWithoutToken() throws ServletException, IOException {
        return send(anonymous, remembering);
    }

    private static StubResponse send(Call call, BearerTokenFilter filter) throws ServletException, IOException {
        StubResponse response = new StubResponse();
        filter.doFilter(new StubRequest(call), response, APPLICATION);
        return response;
    }
}
