package io.github.bearergate.jose;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One pass over one JSON text (RFC 8259), which builds plain values and notes what the grammar allows and we do not.
 *
 * <p>Refusing costs no more than reading: nothing is thrown, and after the first fault nothing more is read. Not safe for
 * concurrent use; each text has its own, and nothing is kept from one text to the next.
 */
final class JsonTree {
    /** Objects and arrays within one another, the outermost included. */
    static final int DEEPEST = 16;

    private final JsonScanner scanner;
    private @Nullable Flaw flaw;
    private boolean tooDeep;

    private JsonTree(JsonScanner scanner) {
        this.scanner = scanner;
    }

    /** What JSON's grammar allows and a reader of tokens and keys must not. */
    enum Flaw {
        DUPLICATE_MEMBER,
        NUMBER_OUT_OF_RANGE,
        LONE_SURROGATE
    }

    /**
     * Reads the text, which must be one object, with {@code body}; the reader stands behind its first brace, and must be led behind
     * the last.
     *
     * @return null when the bytes are not UTF-8 or not exactly one JSON object of at most {@value #DEEPEST} levels, or the body
     *     returns null
     */
    static <T> @Nullable T read(byte[] utf8, Function<JsonTree, @Nullable T> body) {
        JsonScanner scanner = new JsonScanner(utf8);
        if (!scanner.take('{')) {
            return null;
        }
        JsonTree tree = new JsonTree(scanner);
        T result = body.apply(tree);
        return tree.isLost() || !scanner.isAtEnd() ? null : result;
    }

    /** Forgets the flaws seen so far and returns the first of them, null when there was none. */
    @Nullable
    Flaw takeFlaw() {
        Flaw taken = flaw;
        flaw = null;
        return taken;
    }

    /** Whether the text is refused whatever follows: it breaks the grammar or is too deep. */
    boolean isLost() {
        return tooDeep || scanner.isBroken();
    }

    /** Moves on to the next name in the current object; null at its end, or when the text is lost. */
    @Nullable
    String nextName(boolean first) {
        if (!scanner.nextIn('}', first)) {
            return null;
        }
        String name = scanner.string();
        noteSurrogates();
        return scanner.take(':') ? name : null;
    }

    /** Moves into the array that is the next value; false when that is something else. */
    boolean enterArray() {
        return scanner.take('[');
    }

    /** Moves on to the next element of the current array; false at its end, or when the text is lost. */
    boolean nextElement(boolean first) {
        return scanner.nextIn(']', first);
    }

    /** Reads the next value, within {@code depth} others; what it returns of a lost text means nothing. */
    @Nullable
    Object value(int depth) {
        return switch (scanner.peek()) {
            case '{' -> scanner.take('{') ? object(depth + 1) : null;
            case '[' -> scanner.take('[') ? array(depth + 1) : null;
            case '"' -> string();
            case 't' -> word("true", true);
            case 'f' -> word("false", false);
            case 'n' -> word("null", null);
            default -> number();
        };
    }

    /** The same, which tells of an object those values that do not stay in it, unless they are null. */
    @Nullable
    Object value(int depth, BiConsumer<String, Object> replaced) {
        return scanner.peek() == '{' && scanner.take('{') ? object(depth + 1, replaced) : value(depth);
    }

    /** Reads the current object, which is the {@code depth}th; of equal names the last stays, and a flaw is noted. */
    Map<String, @Nullable Object> object(int depth) {
        return object(depth, (name, value) -> {});
    }

    private Map<String, @Nullable Object> object(int depth, BiConsumer<String, Object> replaced) {
        tooDeep |= depth > DEEPEST;
        Map<String, @Nullable Object> members = new LinkedHashMap<>();
        boolean first = true;
        while (!isLost()) {
            String name = nextName(first);
            if (name == null) {
                break;
            }
            int before = members.size();
            Object earlier = members.put(name, value(depth));
            if (members.size() == before) {
                note(Flaw.DUPLICATE_MEMBER);
            }
            if (earlier != null) {
                replaced.accept(name, earlier);
            }
            first = false;
        }
        return Collections.unmodifiableMap(members);
    }

    private List<@Nullable Object> array(int depth) {
        tooDeep |= depth > DEEPEST;
        List<@Nullable Object> elements = new ArrayList<>();
        boolean first = true;
        while (!isLost() && nextElement(first)) {
            elements.add(value(depth));
            first = false;
        }
        return Collections.unmodifiableList(elements);
    }

    private @Nullable Object word(String word, @Nullable Object meaning) {
        return scanner.word(word) ? meaning : null;
    }

    private String string() {
        String text = scanner.string();
        noteSurrogates();
        return text;
    }

    private @Nullable Number number() {
        Number number = scanner.number();
        if (number == null) {
            note(Flaw.NUMBER_OUT_OF_RANGE);
        }
        return number;
    }

    private void noteSurrogates() {
        if (scanner.sawHalfAPair()) {
            note(Flaw.LONE_SURROGATE);
        }
    }

    private void note(Flaw seen) {
        if (flaw == null) {
            flaw = seen;
        }
    }
}
