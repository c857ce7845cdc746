package io.github.bearergate.jose;

import io.github.bearergate.spi.VerificationKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Reads JWK set documents (RFC 7517 section 5): the document must be right as a whole, and each key is judged alone, so that an
 * unusable neighbour never costs a usable key. But a key whose private part stands in the document is compromised wherever else it
 * stands there.
 */
public final class JwkSetReader {
    /** The most elements {@code keys} may have; a longer document is refused. */
    public static final int MOST_KEYS = 1_000;

    private static final int LONGEST = 256 * 1_024;

    private JwkSetReader() {}

    /**
     * Reads a document.
     *
     * @param document at most 256 KiB of UTF-8
     * @param now the time at which {@code exp} and {@code nbf} of the keys are judged
     * @return empty when the document is longer, or is not one strict JSON object of at most 16 levels with an array {@code keys}
     *     of at most {@value #MOST_KEYS} elements: outside its keys no name may occur twice, and no text may hold half a surrogate
     *     pair. A set without any usable key is not empty
     */
    public static Optional<JwkSet> read(byte[] document, Instant now) {
        if (document.length > LONGEST) {
            return Optional.empty();
        }
        return Optional.ofNullable(JsonTree.read(document, JwkSetReader::elements))
                .map(elements -> judge(elements, now));
    }

    private static JwkSet judge(List<JwkElement> elements, Instant now) {
        ExposedKeys exposed = new ExposedKeys(elements);
        List<VerificationKey> keys = new ArrayList<>();
        List<SkippedKey> skipped = new ArrayList<>();
        for (JwkElement element : elements) {
            Consumer<SkipCause> skip = cause -> skipped.add(new SkippedKey(cause, element.fingerprint()));
            JwkReader.read(element, now)
                    .tell(
                            key -> {
                                if (exposed.contains(key)) {
                                    skip.accept(SkipCause.PRIVATE_MEMBERS);
                                } else {
                                    keys.add(key);
                                }
                            },
                            skip);
        }
        return new JwkSet(keys, skipped);
    }

    /** Reads the members of the document; null when it is refused. */
    private static @Nullable List<JwkElement> elements(JsonTree tree) {
        Set<String> names = new HashSet<>();
        List<JwkElement> keys = null;
        for (String name = tree.nextName(true); name != null; name = tree.nextName(false)) {
            if (name.equals("keys")) {
                keys = tree.enterArray() ? keys(tree) : null;
                if (keys == null) {
                    return null;
                }
            } else {
                tree.value(1);
            }
            if (!names.add(name) || tree.takeFlaw() != null || tree.isLost()) {
                return null;
            }
        }
        return tree.takeFlaw() == null ? keys : null;
    }

    private static @Nullable List<JwkElement> keys(JsonTree tree) {
        List<JwkElement> keys = new ArrayList<>();
        while (tree.nextElement(keys.isEmpty())) {
            JwkElement element = JwkElement.read(tree);
            if (tree.isLost() || keys.size() == MOST_KEYS) {
                return null;
            }
            keys.add(element);
        }
        return keys;
    }
}
