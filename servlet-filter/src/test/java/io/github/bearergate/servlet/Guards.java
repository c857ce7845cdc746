package io.github.bearergate.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bearergate.GuardListener;
import io.github.bearergate.RequestGuard;
import io.github.bearergate.RequestGuardBuilder;
import io.github.bearergate.jwks.KeySourceEvent;
import io.github.bearergate.policy.Policy;
import io.github.bearergate.testkit.TestIssuer;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Makes guards that have their keys. */
public final class Guards {
    private Guards() {}

    /** A guard that trusts the issuer, with these rules; it has fetched the issuer's keys when this returns. */
    public static RequestGuard ready(TestIssuer issuer, String rules) {
        return ready(issuer, rules, builder -> {});
    }

    public static RequestGuard ready(TestIssuer issuer, String rules, Consumer<RequestGuardBuilder> settings) {
        CountDownLatch fetched = new CountDownLatch(1);
        RequestGuardBuilder builder = RequestGuard.builder(Policy.parse("test.policy", issuer.policy(rules)));
        settings.accept(builder);
        // Listeners are told in order: when this one hears of the keys, the others have heard of them.
        builder.listener(new GuardListener() {
            @Override
            public void keys(KeySourceEvent event) {
                if (event instanceof KeySourceEvent.Refreshed) {
                    fetched.countDown();
                }
            }
        });
        RequestGuard guard = builder.build();
        try {
            assertThat(fetched.await(60, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        assertThat(guard.ready()).isTrue();
        return guard;
    }
}
