package io.github.bearergate.attacks;

import io.github.bearergate.ApiRequest;
import io.github.bearergate.GuardListener;
import io.github.bearergate.RequestGuard;
import io.github.bearergate.jwks.JwksKeySource;
import io.github.bearergate.jwks.KeySkipCause;
import io.github.bearergate.jwks.KeySourceEvent;
import io.github.bearergate.jwks.RefreshOutcome;
import io.github.bearergate.policy.Policy;
import io.github.bearergate.testkit.TestIssuer;
import io.github.bearergate.testkit.TestIssuerBuilder;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** An issuer of one's own, a guard that fetches its keys, and what the guard tells about that. */
final class Provider implements AutoCloseable {
    private static final int PATIENCE_SECONDS = 30;

    final TestIssuer issuer;
    final RequestGuard guard;
    final ConcurrentLinkedQueue<KeySkipCause> skipped = new ConcurrentLinkedQueue<>();

    private final BlockingQueue<RefreshOutcome> outcomes = new LinkedBlockingQueue<>();

    private Provider(TestIssuer issuer, String rules, String... settings) {
        this.issuer = issuer;
        String policy = "policy 1\n" + issuer.issuerLines(settings) + rules + "everything else is denied\n";
        this.guard = ChosenSignatures.applyTo(RequestGuard.builder(Policy.parse("provider.policy", policy)))
                .listener(new GuardListener() {
                    @Override
                    public void keys(KeySourceEvent event) {
                        if (event instanceof KeySourceEvent.Refreshed refreshed) {
                            outcomes.add(refreshed.outcome());
                        } else if (event instanceof KeySourceEvent.KeySkipped skip) {
                            skipped.add(skip.cause());
                        }
                    }
                })
                .build();
    }

    /** Starts an issuer that publishes nothing but its key set, of one key for ES256, and waits until that was fetched. */
    static Provider ready(String... settings) {
        return ready(issuer -> {}, settings);
    }

    /** The same with more in the set. */
    static Provider ready(Consumer<TestIssuer> more, String... settings) {
        Provider provider = cold(TestIssuer.builder().algorithms("ES256").metadata(), more, settings);
        provider.awaitKeys();
        return provider;
    }

    /** Starts an issuer, changes it, and starts a guard without waiting for its keys. */
    static Provider cold(TestIssuerBuilder builder, Consumer<TestIssuer> more, String... settings) {
        TestIssuer issuer = builder.start();
        more.accept(issuer);
        return new Provider(issuer, "ANY /** needs a valid token\n", settings);
    }

    /** Starts an issuer and a guard with these rules, and waits until the keys were fetched. */
    static Provider guarding(String rules) {
        Provider provider =
                new Provider(TestIssuer.builder().algorithms("ES256").metadata().start(), rules);
        provider.awaitKeys();
        return provider;
    }

    /** A busy machine may miss the deadline of the first fetch; the source tries again by itself. */
    private void awaitKeys() {
        long start = System.nanoTime();
        RefreshOutcome latest = nextOutcome();
        while (latest != RefreshOutcome.OK) {
            if (System.nanoTime() - start > TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS)) {
                throw new IllegalStateException("the keys were not fetched: " + latest);
            }
            latest = nextOutcome();
        }
    }

    /** How the next fetch ends. */
    RefreshOutcome nextOutcome() {
        try {
            return Objects.requireNonNull(outcomes.poll(PATIENCE_SECONDS, TimeUnit.SECONDS), "no fetch ended");
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Fetches once more, and tells how that ended. */
    RefreshOutcome refresh() {
        source().refresh();
        return nextOutcome();
    }

    JwksKeySource source() {
        return guard.keySource(issuer.issuer()).orElseThrow();
    }

    /** What becomes of a token, in one word. */
    String verdict(String token) {
        return World.verdict(guard.decide(ApiRequest.of("GET", "/", List.of("Bearer " + token))));
    }

    /** What becomes of a token that the issuer signs at this moment. */
    String verdict() {
        return verdict(issuer.token().sign());
    }

    @Override
    public void close() {
        guard.close();
        issuer.close();
    }
}
