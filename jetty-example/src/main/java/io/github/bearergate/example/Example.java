package io.github.bearergate.example;

import io.github.bearergate.RequestGuard;
import io.github.bearergate.RequestGuardBuilder;
import io.github.bearergate.audit.AuditSink;
import io.github.bearergate.metrics.MicrometerListener;
import io.github.bearergate.servlet.BearerTokenFilter;
import io.github.bearergate.servlet.NativeSignatures;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import jakarta.servlet.DispatcherType;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Optional;
import org.eclipse.jetty.ee11.servlet.FilterHolder;
import org.eclipse.jetty.ee11.servlet.ServletContextHandler;
import org.eclipse.jetty.server.Handler;

/**
 * Everything that runs: the API behind the gate, the management port and, without a policy of the user's, the demo authorization
 * server.
 */
final class Example implements AutoCloseable {
    private static final Optional<String> LOOPBACK = Optional.of(DemoIssuer.HOST);
    private static final Optional<String> EVERYWHERE = Optional.empty();

    private final Parts parts;
    private final Optional<DemoIssuer> demoIssuer;
    private final EnforcedPolicy policy;
    private final KeyWatch keyWatch = new KeyWatch();
    private final RequestGuard guard;
    private final HttpServer management;
    private final HttpServer api;

    private Example(Options options, AuditSink sink, Parts parts) {
        this.parts = parts;
        demoIssuer = options.policy.isPresent()
                ? Optional.empty()
                : Optional.of(DemoIssuer.start(DemoIssuer.HOST, options.issuerPort));
        demoIssuer.ifPresent(issuer -> parts.add(issuer::close));
        policy = options.policy
                .map(EnforcedPolicy::of)
                .orElseGet(() -> EnforcedPolicy.ofDemo(demoIssuer.orElseThrow().issuer()));
        PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        guard = guard(options, sink, registry);
        management = HttpServer.start(
                "management server", LOOPBACK, options.managementPort, new Management(guard, registry));
        parts.add(management::close);
        api = HttpServer.start("API", options.policy.isPresent() ? EVERYWHERE : LOOPBACK, options.port, api());
        parts.add(api::close);
    }

    /**
     * Starts everything; returns without waiting for keys.
     *
     * @param sink where audit lines go
     * @throws EnforcedPolicy.RefusedException when the policy cannot be enforced
     * @throws java.io.UncheckedIOException when a port is taken
     */
    static Example start(Options options, AuditSink sink) {
        Parts parts = new Parts();
        try {
            return new Example(options, sink, parts);
        } catch (RuntimeException | Error failure) {
            parts.close();
            throw failure;
        }
    }

    Optional<DemoIssuer> demoIssuer() {
        return demoIssuer;
    }

    EnforcedPolicy policy() {
        return policy;
    }

    int port() {
        return api.port();
    }

    int managementPort() {
        return management.port();
    }

    /** Waits until tokens can be checked; false when the time is up before. */
    boolean awaitReady(Duration patience) {
        return keyWatch.await(guard::ready, patience);
    }

    /** Fetches the issuer's keys, whether they are due or not; false when the time is up before they come. */
    boolean refreshKeys(String issuer, Duration patience) {
        int before = keyWatch.fetchedOnDemand();
        guard.keySource(issuer).orElseThrow().refresh();
        return keyWatch.await(() -> keyWatch.fetchedOnDemand() > before, patience);
    }

    /** Waits for the end of {@link #close}. */
    void join() throws InterruptedException {
        api.join();
    }

    /** Answers the requests in flight, then ends everything; operators can look at it until then. Idempotent. */
    @Override
    public void close() {
        parts.close();
    }

    private RequestGuard guard(Options options, AuditSink sink, PrometheusMeterRegistry registry) {
        MicrometerListener meters = new MicrometerListener(registry, policy.policy());
        RequestGuardBuilder builder =
                RequestGuard.builder(policy.policy()).listener(meters).listener(keyWatch);
        if (options.nativeSignatures) {
            NativeSignatures.find().ifPresent(builder::signatureProvider);
        }
        options.audit.open(sink).ifPresent(log -> {
            parts.add(log::close);
            meters.watch(log);
            builder.listener(log);
        });
        RequestGuard built = build(builder);
        parts.add(built::close);
        meters.watch(built);
        return built;
    }

    /** Keys of a file are read at once, so a wrong file is known only here. */
    private static RequestGuard build(RequestGuardBuilder builder) {
        try {
            return builder.build();
        } catch (IllegalArgumentException e) {
            throw new EnforcedPolicy.RefusedException(e);
        }
    }

    private Handler api() {
        ServletContextHandler context = new ServletContextHandler("/");
        FilterHolder gate = new FilterHolder(new BearerTokenFilter(guard));
        gate.setName("gate");
        context.addFilter(gate, "/*", EnumSet.of(DispatcherType.REQUEST, DispatcherType.ASYNC));
        context.addEventListener(new OrdersApi());
        context.setErrorHandler(new JsonErrors());
        return context;
    }
}
