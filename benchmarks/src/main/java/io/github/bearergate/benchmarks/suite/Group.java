package io.github.bearergate.benchmarks.suite;

import io.github.bearergate.benchmarks.Turn;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A part of the suite: benchmarks that are to be compared with each other and so take turns in one JVM.
 *
 * @param name what results call it
 * @param turns who takes turns
 * @param threads how many threads measure at once: for each number a JVM, one after the other
 * @param jvms in how many JVMs of each pass
 * @param quick how often the quick mode runs it; the full mode runs everything in every pass
 */
record Group(String name, List<Turn> turns, List<Integer> threads, int jvms, InQuick quick) {
    /** How often the quick mode runs a part. */
    enum InQuick {
        EVERY_PASS,
        FIRST_PASS,
        NEVER
    }

    static Group of(String name, List<Turn> turns) {
        return new Group(name, List.copyOf(turns), List.of(1), 1, InQuick.EVERY_PASS);
    }

    static Group of(String name, Turn... turns) {
        return of(name, Arrays.asList(turns));
    }

    Group onThreads(Integer... counts) {
        return new Group(name, turns, List.of(counts), jvms, quick);
    }

    /** One that is to decide something, and so is run in more JVMs than others. */
    Group inJvms(int count) {
        return new Group(name, turns, threads, count, quick);
    }

    /** One that shows magnitudes, which one JVM does. */
    Group onceInQuick() {
        return new Group(name, turns, threads, jvms, InQuick.FIRST_PASS);
    }

    Group inFullOnly() {
        return new Group(name, turns, threads, jvms, InQuick.NEVER);
    }

    boolean isDue(boolean quickMode, int pass) {
        return !quickMode || quick == InQuick.EVERY_PASS || (quick == InQuick.FIRST_PASS && pass == 1);
    }

    /** One turn for each value of a parameter. */
    static List<Turn> each(Turn turn, String param, String... values) {
        return Arrays.stream(values).map(value -> turn.with(param, value)).toList();
    }

    /** All in one list. */
    @SafeVarargs
    static List<Turn> together(List<Turn>... lists) {
        List<Turn> all = new ArrayList<>();
        for (List<Turn> list : lists) {
            all.addAll(list);
        }
        return all;
    }
}
