package io.github.bearergate.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.ToDoubleFunction;

/** The registry, and which of its meters are ours, so that they can be taken out again. Thread-safe. */
final class OwnMeters {
    private final MeterRegistry registry;
    private final Set<Meter> registered = ConcurrentHashMap.newKeySet();

    OwnMeters(MeterRegistry registry) {
        this.registry = registry;
    }

    Counter counter(String name, String... tags) {
        return own(Counter.builder(name).tags(tags).register(registry));
    }

    Timer timer(Timer.Builder timer) {
        return own(timer.register(registry));
    }

    <T> void gauge(String name, T of, ToDoubleFunction<T> value, String... tags) {
        own(Gauge.builder(name, of, value).tags(tags).register(registry));
    }

    /** A gauge in seconds, which some registries append to the name. */
    <T> void gaugeOfSeconds(String name, T of, ToDoubleFunction<T> value, String... tags) {
        own(Gauge.builder(name, of, value).baseUnit("seconds").tags(tags).register(registry));
    }

    /** A gauge that is always 1 and says all in its tags. */
    void info(String name, String... tags) {
        own(Gauge.builder(name, () -> 1).tags(tags).register(registry));
    }

    <T> void functionCounter(String name, T of, ToDoubleFunction<T> value, String... tags) {
        own(FunctionCounter.builder(name, of, value).tags(tags).register(registry));
    }

    /** Micrometer's binder registers its meters itself; the tag tells them. */
    void bind(MemoMeters memo) {
        memo.bindTo(registry);
        registry.getMeters().stream()
                .filter(meter -> MemoMeters.NAME.equals(meter.getId().getTag("cache")))
                .forEach(registered::add);
    }

    void removeAll() {
        registered.forEach(registry::remove);
        registered.clear();
    }

    private <M extends Meter> M own(M meter) {
        registered.add(meter);
        return meter;
    }
}
