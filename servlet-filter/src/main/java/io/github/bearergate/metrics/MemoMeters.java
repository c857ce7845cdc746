package io.github.bearergate.metrics;

import io.github.bearergate.RequestGuard;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.cache.CacheMeterBinder;
import org.jspecify.annotations.Nullable;

/** The memory of verified tokens under Micrometer's names for caches, {@code cache.gets} and so on. */
final class MemoMeters extends CacheMeterBinder<RequestGuard> {
    /** The value of the tag {@code cache}. */
    static final String NAME = "bearergate.tokens";

    MemoMeters(RequestGuard guard) {
        super(guard, NAME, Tags.empty());
    }

    /** The guard is held weakly by the binder; a guard that is gone has no numbers. */
    @Override
    protected @Nullable Long size() {
        RequestGuard guard = getCache();
        return guard == null ? null : guard.memo().size();
    }

    @Override
    protected long hitCount() {
        RequestGuard guard = getCache();
        return guard == null ? 0 : guard.memo().hits();
    }

    @Override
    protected @Nullable Long missCount() {
        RequestGuard guard = getCache();
        return guard == null ? null : guard.memo().misses();
    }

    @Override
    protected @Nullable Long evictionCount() {
        RequestGuard guard = getCache();
        return guard == null ? null : guard.memo().evictions();
    }

    @Override
    protected long putCount() {
        RequestGuard guard = getCache();
        return guard == null ? 0 : guard.memo().puts();
    }

    @Override
    protected void bindImplementationSpecificMetrics(MeterRegistry registry) {
        // The five above are all there is.
    }
}
