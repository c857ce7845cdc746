package io.github.bearergate.jwks;

import java.time.Duration;
import java.util.List;

/**
 * What a run of chaos is to be.
 *
 * @param seed of the traffic and of the provider's whims; {@link ChaosSchedule} draws the events from it too
 * @param discovers whether the keys are found through metadata
 * @param deaf whether the HTTP client goes on with a fetch that it was told to give up, so that late answers come in
 * @param traffic who asks, and how often
 */
record ChaosPlan(
        long seed,
        Duration length,
        ChaosScale scale,
        boolean discovers,
        boolean deaf,
        Traffic traffic,
        List<ChaosEvent> events) {
    ChaosPlan {
        events = List.copyOf(events);
    }

    /**
     * The clients.
     *
     * @param threads how many at once, each with a connection of its own
     * @param perSecond how many requests they send in all
     * @param calmUnknown the share of tokens with a made-up kid while no storm rages
     */
    record Traffic(int threads, int perSecond, double calmUnknown) {}
}
