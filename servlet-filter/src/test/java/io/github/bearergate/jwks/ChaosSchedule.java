package io.github.bearergate.jwks;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;

/** Draws from a seed what happens in a run: the kinds of the simulation's days, close together. */
final class ChaosSchedule {
    private static final long MILLI = 1_000_000L;
    private static final long SECOND = 1_000 * MILLI;
    private static final List<SimFault> FAULTS = List.of(SimFault.values());

    private final List<ChaosEvent> list = new ArrayList<>();
    private final Random random;
    private final long length;
    private final long interval;
    private int signer;
    private int lastKey;

    private ChaosSchedule(long seed, Duration length, ChaosScale scale) {
        this.random = new Random(seed);
        this.length = length.toNanos();
        this.interval = scale.interval().toNanos();
    }

    static ChaosPlan plan(long seed, Duration length, ChaosPlan.Traffic traffic) {
        ChaosSchedule schedule = new ChaosSchedule(seed, length, ChaosScale.USUAL);
        boolean discovers = schedule.random.nextInt(3) == 0;
        schedule.rotations();
        schedule.faults();
        schedule.storms();
        schedule.operators();
        schedule.list.sort(Comparator.comparingLong(ChaosEvent::at));
        return new ChaosPlan(seed, length, ChaosScale.USUAL, discovers, false, traffic, schedule.list);
    }

    private void rotations() {
        for (long at = between(SECOND, 3 * SECOND); at < length; at += between(3 * SECOND, 9 * SECOND)) {
            switch (random.nextInt(6)) {
                case 0 -> emergency(at);
                case 1 -> signingBeforePublication(at);
                case 2 -> comingBack(at);
                case 3 -> {
                    emergency(at);
                    emergency(at + between(10 * MILLI, 100 * MILLI));
                }
                default -> at = planned(at);
            }
        }
    }

    private long planned(long at) {
        int old = signer;
        int young = ++lastKey;
        long signing = at + interval + between(500 * MILLI, 1_500 * MILLI);
        add(at, young, world -> world.publish(young));
        add(signing, young, world -> world.sign(young));
        add(signing + between(SECOND, 3 * SECOND), old, world -> world.remove(old));
        signer = young;
        return signing;
    }

    private void emergency(long at) {
        int old = signer;
        int young = ++lastKey;
        add(at, young, world -> {
            world.publish(young);
            world.sign(young);
            world.remove(old);
        });
        signer = young;
    }

    private void signingBeforePublication(long at) {
        int old = signer;
        int young = ++lastKey;
        long published = at + between(100 * MILLI, 2 * SECOND);
        add(at, young, world -> world.sign(young));
        add(published, young, world -> world.publish(young));
        add(published + between(SECOND, 3 * SECOND), old, world -> world.remove(old));
        signer = young;
    }

    private void comingBack(long at) {
        int key = signer;
        add(at, key, world -> world.remove(key));
        add(at + between(200 * MILLI, 8 * SECOND), key, world -> world.publish(key));
    }

    private void faults() {
        for (long at = between(2 * SECOND, 6 * SECOND); at < length; at += between(5 * SECOND, 12 * SECOND)) {
            SimFault fault = FAULTS.get(random.nextInt(FAULTS.size()));
            long end = at + faultLength();
            add(at, ChaosEvent.EVERY_KEY, world -> world.begin(fault));
            add(end, ChaosEvent.EVERY_KEY, world -> world.end(fault));
            at = end;
        }
    }

    private long faultLength() {
        int kind = random.nextInt(40);
        if (kind < 28) {
            return between(100 * MILLI, 1_500 * MILLI);
        }
        if (kind < 36) {
            return between(1_500 * MILLI, 4 * SECOND);
        }
        // In the longest ones even the last good set is too old.
        return kind < 39 ? between(4 * SECOND, 10 * SECOND) : between(30 * SECOND, 40 * SECOND);
    }

    private void storms() {
        for (long at = between(2 * SECOND, 8 * SECOND); at < length; at += between(6 * SECOND, 15 * SECOND)) {
            add(at, ChaosEvent.EVERY_KEY, world -> world.storm(true));
            at += between(2 * SECOND, 5 * SECOND);
            add(at, ChaosEvent.EVERY_KEY, world -> world.storm(false));
        }
    }

    private void operators() {
        for (long at = between(3 * SECOND, 9 * SECOND); at < length; at += between(8 * SECOND, 20 * SECOND)) {
            int key = random.nextInt(lastKey + 1);
            switch (random.nextInt(4)) {
                case 0 -> add(at, ChaosEvent.EVERY_KEY, ChaosWorld::refresh);
                case 1 -> add(at, ChaosEvent.EVERY_KEY, ChaosWorld::purge);
                default -> {
                    add(at, key, world -> world.deny(key));
                    at += between(500 * MILLI, 3 * SECOND);
                    add(at, key, world -> world.undeny(key));
                }
            }
        }
    }

    private void add(long at, int key, Consumer<ChaosWorld> effect) {
        list.add(new ChaosEvent(at, key, "", effect));
    }

    private long between(long low, long high) {
        return random.nextLong(low, high);
    }
}
