package io.github.bearergate.jwks;

import io.github.bearergate.jwks.ChaosRecord.Kind;
import java.io.IOException;
import java.util.List;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** One client thread: it sends at its own pace, whether or not the last answer was quick. */
final class ChaosClient implements Runnable {
    private final ChaosWorld world;
    private final ChaosPlan.Traffic traffic;
    private final Random random;
    private @Nullable ChaosConnection connection;

    ChaosClient(ChaosWorld world, ChaosPlan plan, int number) {
        this.world = world;
        this.traffic = plan.traffic();
        this.random = new Random(plan.seed() * 31 + number);
    }

    @Override
    public void run() {
        long pace = 1_000_000_000L * traffic.threads() / traffic.perSecond();
        for (long due = world.begun() + random.nextLong(pace); !world.isOver(); due += pace) {
            for (long left = due - world.now(); left > 0; left = due - world.now()) {
                LockSupport.parkNanos(left);
            }
            ask();
        }
        hangUp();
    }

    private void ask() {
        ChaosWorld.Scene scene = world.scene();
        int draw = random.nextInt(100);
        int key = scene.signer();
        if (random.nextDouble() < (scene.storm() ? 0.7 : traffic.calmUnknown())) {
            send(Kind.UNKNOWN_KID, -1, world.tokens.unknown(random));
        } else if (draw < 15 && !scene.removed().isEmpty()) {
            send(any(scene.removed()));
        } else if (draw < 50) {
            send(any(scene.known()));
        } else if (draw < 53) {
            send(Kind.EXPIRED, key, world.tokens.expired(key));
        } else if (draw < 56) {
            send(Kind.FORGED, key, world.tokens.forged(key));
        } else if (draw < 58) {
            send(Kind.MALFORMED, -1, "no.token");
        } else {
            send(key);
        }
    }

    private int any(List<Integer> keys) {
        return keys.get(random.nextInt(keys.size()));
    }

    private void send(int key) {
        send(Kind.VALID, key, world.tokens.valid(key, random.nextInt(Integer.MAX_VALUE)));
    }

    private void send(Kind kind, int key, String token) {
        ChaosConnection open = connection;
        try {
            if (open == null) {
                open = new ChaosConnection(world.port());
                connection = open;
            }
            long sent = world.now();
            open.get(token);
            world.answered(new ChaosRecord(sent, world.now(), kind, key, open.status, open.retryAfter));
            if (open.ends) {
                hangUp();
            }
        } catch (IOException e) {
            hangUp();
            if (!world.isOver()) {
                long now = world.now();
                world.answered(new ChaosRecord(now, now, kind, key, 0, -1));
            }
        }
    }

    private void hangUp() {
        try {
            if (connection != null) {
                connection.close();
            }
        } catch (IOException e) {
            // It is gone in any case.
        }
        connection = null;
    }
}
