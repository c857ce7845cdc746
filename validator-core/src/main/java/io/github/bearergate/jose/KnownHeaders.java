package io.github.bearergate.jose;

import java.util.Arrays;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * The headers of tokens that verified, by their exact characters: an issuer writes the same few again and again, and what they
 * say need not be read twice.
 *
 * <p>Nothing that a stranger sends enters, so that nobody can push the useful ones out. Bounded by a number of short texts. Safe for
 * concurrent use without a lock: each place holds an immutable entry, and a lost one is only read again.
 */
public final class KnownHeaders {
    private static final int PLACES = 64;
    private static final int LONGEST = 512;

    private static final class Entry {
        private final byte[] characters;
        private final JwsHeader header;

        private Entry(byte[] characters, JwsHeader header) {
            this.characters = characters;
            this.header = header;
        }

        private boolean is(byte[] text, int from, int to) {
            return Arrays.equals(characters, 0, characters.length, text, from, to);
        }
    }

    private final AtomicReferenceArray<@Nullable Entry> entries = new AtomicReferenceArray<>(PLACES);

    /** Remembers the header of a token that verified. */
    public void remember(CompactJws verified) {
        byte[] characters = verified.headerCharacters();
        if (characters.length <= LONGEST) {
            if (find(characters, 0, characters.length) == null) {
                entries.setRelease(place(characters, 0, characters.length), new Entry(characters, verified.header()));
            }
        }
    }

    /** The header that these characters are known to spell; null when they are not known. */
    @Nullable
    JwsHeader find(byte[] characters, int from, int to) {
        if (to - from > LONGEST) {
            return null;
        }
        Entry entry = entries.getAcquire(place(characters, from, to));
        return entry != null && entry.is(characters, from, to) ? entry.header : null;
    }

    private static int place(byte[] characters, int from, int to) {
        int hash = to - from;
        for (int i = from; i < to; i++) {
            hash = 31 * hash + characters[i];
        }
        return (hash ^ hash >>> 16) & (PLACES - 1);
    }
}
