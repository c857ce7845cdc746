package io.github.bearergate.jwks;

import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The one thread of a key source: it does what the rules ask for, one thing after the other.
 *
 * <p>Any thread may hand it work through a queue without locks. Whatever goes wrong in one piece of work, an error of the JVM
 * included, it goes on with the next: keys must be fetched as long as requests are answered.
 */
final class Loop implements Executor, Effect.Cases {
    private static final System.Logger LOG = System.getLogger(JwksKeySource.class.getName());
    private static final long PAUSE_AFTER_ERROR = Duration.ofMillis(100).toNanos();

    private final KeySourceListener listener;
    private final Queue<Runnable> work = new ConcurrentLinkedQueue<>();
    private final Fetcher fetcher;
    private final Engine engine;
    private final Thread thread;

    // Touched by the loop's thread only; before it starts, by the thread that makes the source.
    private long pendingId;
    private Fetcher.@Nullable Pending pending;
    private boolean troubled;

    Loop(String alias, KeySourceListener listener, Fetcher.Factory fetchers, Function<Effect.Cases, Engine> engines) {
        this.listener = listener;
        this.fetcher = fetchers.make(this);
        this.engine = engines.apply(this);
        this.thread = new Thread(this::run, "bearergate-jwks-" + alias);
        this.thread.setDaemon(true);
    }

    Engine engine() {
        return engine;
    }

    void start() {
        thread.start();
    }

    /** Does what is to be done now, on the calling thread; for the time before {@link #start()}. */
    void runOnce() {
        engine.submit(new Event.Tick());
        for (Runnable next = work.poll(); next != null; next = work.poll()) {
            next.run();
        }
    }

    /** Wakes the thread, so that it sees a state that somebody else changed. */
    void wake() {
        LockSupport.unpark(thread);
    }

    /** Waits for the thread's end; returns at once on that thread itself. */
    void join(Duration longest) {
        if (Thread.currentThread() != thread) {
            try {
                thread.join(Math.max(1, longest.toMillis()));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Override
    public void execute(Runnable task) {
        work.add(task);
        wake();
    }

    @Override
    public void fetch(Flight flight) {
        execute(() -> begin(flight));
    }

    @Override
    public void cancel(long id) {
        execute(() -> giveUp(id));
    }

    @Override
    public void tell(KeySourceEvent event) {
        try {
            listener.on(event);
        } catch (Throwable e) {
            // Whatever a listener throws, it cannot change what the source does, nor what the request is answered whose
            // thread
            // this may be; logging each of its failures above debug could flood the log.
            write(Level.DEBUG, "a key source listener failed", e);
        }
    }

    @Override
    public void log(Level level, String message) {
        write(level, message, null);
    }

    /** A log that fails must not keep the next effect from being run. */
    private static void write(Level level, String message, @Nullable Throwable cause) {
        try {
            LOG.log(level, message, cause);
        } catch (Throwable e) {
            // There is nobody left to tell.
        }
    }

    private void run() {
        while (!engine.state().closed()) {
            try {
                runOnce();
                troubled = false;
                long wait = engine.nanosToNextTick();
                if (wait > 0 && work.isEmpty() && !engine.state().closed()) {
                    LockSupport.parkNanos(this, wait);
                }
            } catch (Throwable e) {
                endure(e);
            }
            // Nobody has a reason to interrupt this thread, and a flag left standing would turn waiting into spinning.
            Thread.interrupted();
        }
        end();
    }

    private void endure(Throwable e) {
        if (!troubled) {
            troubled = true;
            write(Level.ERROR, "unexpected error while fetching keys; fetching goes on", e);
        }
        LockSupport.parkNanos(this, PAUSE_AFTER_ERROR);
    }

    private void begin(Flight flight) {
        giveUp(pendingId);
        // Given up before it began: by a purge or close that overtook it.
        if (!engine.state().fetching().awaits(flight.id())) {
            return;
        }
        try {
            pendingId = flight.id();
            pending = fetcher.fetch(flight, this::answered);
        } catch (Throwable e) {
            // No thread, no memory: an attempt that failed, like any other. The deadline would end it too, but later.
            answered(new Event.Failed(flight.id(), RefreshOutcome.CONNECT, Optional.empty()));
            throw e;
        }
    }

    private void answered(Event event) {
        engine.submit(event);
    }

    private void giveUp(long id) {
        Fetcher.Pending given = pending;
        if (given != null && pendingId == id) {
            pending = null;
            given.cancel();
        }
    }

    private void end() {
        try {
            giveUp(pendingId);
            work.clear();
            fetcher.close();
        } catch (Throwable e) {
            write(Level.WARNING, "a key source did not close cleanly", e);
        }
    }
}
