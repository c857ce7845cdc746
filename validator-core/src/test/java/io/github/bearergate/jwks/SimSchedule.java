package io.github.bearergate.jwks;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Consumer;

/**
 * What happens in one simulated day, drawn from a seed.
 *
 * @param maxAge what the provider's answers allow
 * @param interval the longest time between two fetches that follows from it, by the specification
 * @param discovers whether the keys are found through metadata
 * @param origin what the monotonic clock shows at the start
 */
record SimSchedule(
        long seed,
        Optional<Duration> maxAge,
        Duration interval,
        boolean discovers,
        long origin,
        List<Happening> happenings) {
    static final long DAY = Duration.ofHours(24).toNanos();
    private static final long SECOND = 1_000_000_000L;
    private static final List<SimFault> FAULTS = List.of(SimFault.values());
    private static final List<Freshness> FRESHNESS = List.of(Freshness.values());
    private static final long MINUTE = 60 * SECOND;

    SimSchedule {
        happenings = List.copyOf(happenings);
    }

    static SimSchedule of(long seed) {
        Random random = new Random(seed);
        Freshness freshness = FRESHNESS.get(random.nextInt(FRESHNESS.size()));
        // In every third day the monotonic clock overflows.
        long origin = random.nextInt(3) == 0 ? Long.MAX_VALUE - (long) (random.nextDouble() * DAY) : random.nextLong();
        Draw draw = new Draw(random, freshness.interval.toNanos());
        draw.rotations();
        draw.faults();
        draw.storms();
        draw.clockJumps();
        draw.operators();
        draw.list.sort(Comparator.comparingLong(Happening::at));
        return new SimSchedule(seed, freshness.maxAge, freshness.interval, random.nextInt(3) == 0, origin, draw.list);
    }

    SimSchedule with(List<Happening> others) {
        return new SimSchedule(seed, maxAge, interval, discovers, origin, others);
    }

    /** What a provider says about caching, and what must follow from it. */
    private enum Freshness {
        NOTHING(Optional.empty(), Duration.ofMinutes(5)),
        NOTHING_EITHER(Optional.empty(), Duration.ofMinutes(5)),
        SECONDS(Optional.of(Duration.ofSeconds(5)), Duration.ofMinutes(1)),
        MINUTES(Optional.of(Duration.ofMinutes(2)), Duration.ofMinutes(2)),
        HOURS(Optional.of(Duration.ofHours(9)), Duration.ofMinutes(15));

        @SuppressWarnings("ImmutableEnumChecker") // an Optional of a Duration is immutable
        private final Optional<Duration> maxAge;

        private final Duration interval;

        Freshness(Optional<Duration> maxAge, Duration interval) {
            this.maxAge = maxAge;
            this.interval = interval;
        }
    }

    /** Draws one kind of happening after the other. */
    private static final class Draw {
        private final List<Happening> list = new ArrayList<>();
        private final Random random;
        private final long interval;
        private int signer;
        private int lastKey;

        Draw(Random random, long interval) {
            this.random = random;
            this.interval = interval;
        }

        void rotations() {
            for (long at = between(MINUTE, 60 * MINUTE); at < DAY; at += between(20 * MINUTE, 180 * MINUTE)) {
                switch (random.nextInt(6)) {
                    case 0 -> emergency(at);
                    case 1 -> signingBeforePublication(at);
                    case 2 -> comingBack(at);
                    case 3 -> {
                        emergency(at);
                        emergency(at + between(SECOND, 10 * SECOND));
                    }
                    default -> planned(at);
                }
            }
        }

        private void planned(long at) {
            int old = signer;
            int young = ++lastKey;
            long signing = at + interval + between(5 * SECOND, 10 * MINUTE);
            add(at, "publish " + young, world -> world.publish(young));
            add(signing, "sign with " + young, world -> world.sign(young));
            add(signing + between(5 * MINUTE, 20 * MINUTE), "remove " + old, world -> world.remove(old));
            signer = young;
        }

        private void emergency(long at) {
            int old = signer;
            int young = ++lastKey;
            add(at, "replace " + old + " with " + young + " at once", world -> {
                world.publish(young);
                world.sign(young);
                world.remove(old);
            });
            signer = young;
        }

        private void signingBeforePublication(long at) {
            int old = signer;
            int young = ++lastKey;
            long published = at + between(SECOND, 120 * SECOND);
            add(at, "sign with " + young + " before it is published", world -> world.sign(young));
            add(published, "publish " + young, world -> world.publish(young));
            add(published + between(5 * MINUTE, 20 * MINUTE), "remove " + old, world -> world.remove(old));
            signer = young;
        }

        private void comingBack(long at) {
            int key = signer;
            add(at, "remove " + key + " by mistake", world -> world.remove(key));
            add(at + between(10 * SECOND, 40 * MINUTE), "publish " + key + " again", world -> world.publish(key));
        }

        void faults() {
            for (long at = between(0, 90 * MINUTE); at < DAY; at += between(5 * MINUTE, 180 * MINUTE)) {
                SimFault fault = FAULTS.get(random.nextInt(FAULTS.size()));
                long length = faultLength();
                Object id = new Object();
                add(at, fault + " begins", world -> world.provider.begin(fault, id));
                add(at + length, fault + " ends", world -> world.provider.end(id, world.now));
                at += length;
            }
        }

        private long faultLength() {
            int kind = random.nextInt(10);
            if (kind < 7) {
                return between(SECOND, 120 * SECOND);
            }
            return kind < 9 ? between(2 * MINUTE, 60 * MINUTE) : between(60 * MINUTE, 480 * MINUTE);
        }

        void storms() {
            for (long at = between(0, 480 * MINUTE); at < DAY; at += between(120 * MINUTE, 480 * MINUTE)) {
                long length = between(10 * MINUTE, 45 * MINUTE);
                add(at, "storm of unknown kids begins", world -> world.storm(true));
                add(at + length, "storm ends", world -> world.storm(false));
                at += length;
            }
        }

        void clockJumps() {
            for (int i = random.nextInt(4); i > 0; i--) {
                long seconds = random.nextLong(-100_000_000L, 100_000_000L);
                add(between(0, DAY), "the wall clock jumps by " + seconds + " s", world -> world.jump(seconds));
            }
        }

        void operators() {
            for (int i = random.nextInt(3); i > 0; i--) {
                int key = random.nextInt(lastKey + 1);
                long at = between(0, DAY);
                add(at, "deny " + key, world -> world.deny(key));
                add(at + between(MINUTE, 120 * MINUTE), "undeny " + key, world -> world.undeny(key));
            }
            for (int i = random.nextInt(4); i > 0; i--) {
                add(between(0, DAY), "refresh", SimWorld::refresh);
            }
            if (random.nextInt(4) == 0) {
                add(between(0, DAY), "purge", SimWorld::purge);
            }
        }

        private void add(long at, String what, Consumer<SimWorld> effect) {
            list.add(new Happening(at, what, effect));
        }

        private long between(long low, long high) {
            return random.nextLong(low, high);
        }
    }
}
