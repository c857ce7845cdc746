package io.github.bearergate;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.github.bearergate.policy.Policy;
import io.github.bearergate.testkit.Eventually;
import io.github.bearergate.testkit.TestIssuer;
import io.github.bearergate.testkit.TokenBuilder;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.Signature;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What the way of a request costs, told in what is the same on every machine: bytes allocated, signatures verified, and waiting. The
 * bounds are what was measured on JDK 17 and 25, plus a third; a change that breaks one costs something and should say why.
 */
class HotPathTest {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final int WARM_UP = 3_000;
    private static final int MEASURED = 1_000;

    private final CountingProvider provider = new CountingProvider();
    private TestIssuer issuer;

    @BeforeEach
    void start() {
        issuer = TestIssuer.start();
    }

    @AfterEach
    void close() {
        issuer.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 8_000})
    void aRememberedTokenAllocatesHalfAKibibyteWhateverItsLength(int extra) throws Exception {
        try (RequestGuard guard = guard(10_000)) {
            ApiRequest request =
                    request(token().claim("extra", "x".repeat(extra)).sign());

            // Measured: about 330 bytes. The token is not copied, and what computes its digest is lent.
            assertThat(bytesEach(() -> guard.decide(request))).isLessThan(512);
        }
    }

    @Test
    void aValidationAllocatesLessThanEightKibibytesBeyondTheProvider() throws Exception {
        try (RequestGuard guard = guard(0)) {
            String token = token().sign();
            KeyPair key = issuer.key(issuer.kid());
            byte[] signature = Base64.getUrlDecoder().decode(token.substring(token.lastIndexOf('.') + 1));
            byte[] signed = token.substring(0, token.lastIndexOf('.')).getBytes(StandardCharsets.US_ASCII);
            ApiRequest request = request(token);
            long ours = bytesEach(() -> guard.decide(request)) - bytesEach(() -> verify(key, signed, signature));

            assertThat(ours).isLessThan(8 * 1_024);
        }
    }

    @Test
    void aNewTokenIsVerifiedOnceAndARememberedOneNever() {
        try (RequestGuard guard = guard(10_000)) {
            ApiRequest request = request(token().sign());
            provider.forget();
            IntStream.range(0, 100).forEach(i -> guard.decide(request));

            assertThat(provider.verifications()).isEqualTo(1);
        }
    }

    @Test
    void whatIsRefusedBeforeItsSignatureCostsNone() {
        try (RequestGuard guard = guard(10_000)) {
            String token = token().sign();
            provider.forget();
            for (String refused : List.of(
                    "garbage",
                    token + "=",
                    token.substring(0, token.lastIndexOf('.') + 1),
                    token().header("alg", "none").sign(),
                    token().header("typ", "dpop+jwt").sign(),
                    token().header("crit", List.of()).sign(),
                    token().kid("another").sign(),
                    token().claim("iss", "https://another.example/").sign())) {
                assertThat(guard.decide(request(refused))).as(refused).isInstanceOf(Decision.Deny.class);
            }

            assertThat(provider.verifications()).isZero();
        }
    }

    @Test
    void threadsDoNotWaitForEachOtherInSteadyLoad() throws Exception {
        try (RequestGuard guard = guard(10_000)) {
            List<ApiRequest> requests = IntStream.range(0, 50)
                    .mapToObj(i -> request(token().jti("token-" + i).sign()))
                    .toList();
            requests.forEach(guard::decide);
            List<FutureTask<Long>> tasks = IntStream.range(0, 4)
                    .mapToObj(i -> new FutureTask<>(() -> waitsDuring(guard, requests)))
                    .toList();
            tasks.forEach(task -> new Thread(task, "steady").start());

            long waits = 0;
            for (FutureTask<Long> task : tasks) {
                waits += task.get();
            }
            // Of 80,000 decisions by four threads; a lock would make thousands wait. A few are the JVM's own.
            assertThat(waits).isLessThan(20);
        }
    }

    /** How often this thread was blocked by a monitor or parked. */
    private static long waitsDuring(RequestGuard guard, List<ApiRequest> requests) {
        requests.forEach(guard::decide);
        long before = waits();
        for (int i = 0; i < 400; i++) {
            for (ApiRequest request : requests) {
                assertThat(guard.decide(request) instanceof Decision.Allow).isTrue();
            }
        }
        return waits() - before;
    }

    private static long waits() {
        ThreadInfo thread = THREADS.getThreadInfo(Thread.currentThread().getId());
        return thread.getBlockedCount() + thread.getWaitedCount();
    }

    private RequestGuard guard(int memoSize) {
        RequestGuard guard = RequestGuard.builder(
                        Policy.parse("test", issuer.policy("GET /orders/** needs orders:read")))
                .memoSize(memoSize)
                .signatureProvider(provider)
                .build();
        Eventually.until(guard::ready);
        return guard;
    }

    private TokenBuilder token() {
        return issuer.token()
                .scope("orders:read orders:write")
                .claim("tenant", "acme")
                .claim("region", "eu-central-1")
                .claim("roles", List.of("a", "b", "c"));
    }

    private static ApiRequest request(String token) {
        return ApiRequest.of("GET", "/orders/7", List.of("Bearer " + token));
    }

    private boolean verify(KeyPair key, byte[] signed, byte[] signature) throws GeneralSecurityException {
        Signature verifier = Signature.getInstance("SHA256withRSA", provider);
        verifier.initVerify(key.getPublic());
        verifier.update(signed);
        return verifier.verify(signature);
    }

    private static long bytesEach(Callable<?> operation) throws Exception {
        for (int i = 0; i < WARM_UP; i++) {
            operation.call();
        }
        long id = Thread.currentThread().getId();
        long before = THREADS.getThreadAllocatedBytes(id);
        for (int i = 0; i < MEASURED; i++) {
            operation.call();
        }
        return (THREADS.getThreadAllocatedBytes(id) - before) / MEASURED;
    }
}
