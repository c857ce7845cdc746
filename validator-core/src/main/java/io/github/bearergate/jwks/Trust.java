package io.github.bearergate.jwks;

import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What lookups stand on.
 *
 * @param epoch counts the sets, and the purges between them
 * @param snapshot the last good set; null before the first and after a purge
 * @param visible its keys but the denied ones
 * @param denied the kids and thumbprints that the operator refuses
 * @param until the moment, by the monotonic clock, from which the set is no longer trusted
 */
record Trust(long epoch, @Nullable Snapshot snapshot, KeyTable visible, Set<String> denied, long until) {
    Trust {
        denied = Set.copyOf(denied);
    }

    static Trust none(Set<String> denied) {
        return new Trust(0, null, KeyTable.EMPTY, denied, 0);
    }

    boolean isLive(long now) {
        return snapshot != null && until - now > 0;
    }

    /** Whether the name is one of the set, denied or not: fetching could not tell more about it. */
    boolean knows(String kid) {
        return denied.contains(kid) || (snapshot != null && snapshot.table().has(kid));
    }

    Trust published(Snapshot next, long trustedUntil) {
        return new Trust(epoch + 1, next, next.table().without(denied), denied, trustedUntil);
    }

    Trust purged() {
        return snapshot == null ? this : new Trust(epoch + 1, null, KeyTable.EMPTY, denied, until);
    }

    Trust denying(String kidOrThumbprint) {
        Set<String> more = new HashSet<>(denied);
        return more.add(kidOrThumbprint) ? denying(more) : this;
    }

    Trust allowing(String kidOrThumbprint) {
        Set<String> fewer = new HashSet<>(denied);
        return fewer.remove(kidOrThumbprint) ? denying(fewer) : this;
    }

    /** The same set, trusted no longer than to the given moment. */
    Trust cut(long trustedUntil) {
        return trustedUntil - until < 0 ? new Trust(epoch, snapshot, visible, denied, trustedUntil) : this;
    }

    private Trust denying(Set<String> others) {
        KeyTable table = snapshot == null ? KeyTable.EMPTY : snapshot.table().without(others);
        return new Trust(epoch, snapshot, table, others, until);
    }
}
