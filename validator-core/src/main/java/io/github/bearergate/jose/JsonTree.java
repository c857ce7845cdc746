package io.github.bearergate.jose;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.TokenStreamFactory;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.util.JsonRecyclerPools;

/**
 * One pass over one JSON text, which builds plain values and notes what the grammar allows and we do not.
 *
 * <p>Not safe for concurrent use; each text has its own.
 */
final class JsonTree {
    /** Objects and arrays within one another, the outermost included. */
    static final int DEEPEST = 16;

    // Nothing is kept from one text to the next: a shared table of names would grow with what strangers send, and a
    // pool of buffers would keep the size of their longest. Lengths are bounded by the caller's bytes.
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .disable(TokenStreamFactory.Feature.CANONICALIZE_PROPERTY_NAMES)
            .disable(TokenStreamFactory.Feature.INTERN_PROPERTY_NAMES)
            .recyclerPool(JsonRecyclerPools.nonRecyclingPool())
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(2 * DEEPEST)
                    .maxNumberLength(Integer.MAX_VALUE)
                    .maxStringLength(Integer.MAX_VALUE)
                    .maxNameLength(Integer.MAX_VALUE)
                    .build())
            .build();

    private final JsonParser parser;
    private final boolean hasEscapes;
    private @Nullable Flaw flaw;
    private boolean tooDeep;

    private JsonTree(JsonParser parser, boolean hasEscapes) {
        this.parser = parser;
        this.hasEscapes = hasEscapes;
    }

    /** What JSON's grammar allows and a reader of tokens and keys must not. */
    enum Flaw {
        DUPLICATE_MEMBER,
        NUMBER_OUT_OF_RANGE,
        LONE_SURROGATE
    }

    /**
     * Reads the text, which must be one object, with {@code body}; the parser stands on its first brace.
     *
     * @return null when the bytes are not UTF-8 or not exactly one JSON object of at most {@value #DEEPEST} levels, or the body
     *     returns null
     */
    static <T> @Nullable T read(byte[] utf8, Function<JsonTree, @Nullable T> body) {
        char[] text = StrictUtf8.decode(utf8);
        if (text == null || !isInBraces(text)) {
            return null;
        }
        try (JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), text, 0, text.length)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return null;
            }
            JsonTree tree = new JsonTree(parser, contains(text, '\\'));
            T result = body.apply(tree);
            return tree.tooDeep || result == null || parser.nextToken() != null ? null : result;
        } catch (RuntimeException e) {
            // Whatever a parser throws about a stranger's text, the text is refused.
            return null;
        }
    }

    /** Forgets the flaws seen so far and returns the first of them, null when there was none. */
    @Nullable
    Flaw takeFlaw() {
        Flaw taken = flaw;
        flaw = null;
        return taken;
    }

    boolean isTooDeep() {
        return tooDeep;
    }

    /** Moves on to the next name in the current object; null at its end. */
    @Nullable
    String nextName() {
        String name = parser.nextName();
        return name == null ? null : checked(name);
    }

    /** Moves on to the next token. */
    JsonToken nextToken() {
        return parser.nextToken();
    }

    /** Reads the value that begins with the current token, within {@code depth} others. */
    @Nullable
    Object value(JsonToken token, int depth) {
        return switch (token) {
            case START_OBJECT -> object(depth + 1);
            case START_ARRAY -> array(depth + 1);
            case VALUE_STRING -> checked(parser.getString());
            case VALUE_NUMBER_INT -> number(true);
            case VALUE_NUMBER_FLOAT -> number(false);
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            case VALUE_NULL -> null;
            default -> throw new IllegalStateException("no value begins with " + token);
        };
    }

    /** Reads the current object, which is the {@code depth}th; of equal names the last stays, and a flaw is noted. */
    Map<String, @Nullable Object> object(int depth) {
        Map<String, @Nullable Object> members = new LinkedHashMap<>();
        tooDeep |= depth > DEEPEST;
        while (!tooDeep) {
            String name = nextName();
            if (name == null) {
                break;
            }
            int before = members.size();
            members.put(name, value(parser.nextToken(), depth));
            if (members.size() == before) {
                note(Flaw.DUPLICATE_MEMBER);
            }
        }
        return Collections.unmodifiableMap(members);
    }

    private List<@Nullable Object> array(int depth) {
        List<@Nullable Object> elements = new ArrayList<>();
        tooDeep |= depth > DEEPEST;
        while (!tooDeep) {
            JsonToken token = parser.nextToken();
            if (token == JsonToken.END_ARRAY) {
                break;
            }
            elements.add(value(token, depth));
        }
        return Collections.unmodifiableList(elements);
    }

    private @Nullable Number number(boolean integer) {
        Number number =
                parser.getStringLength() > JsonNumber.LONGEST ? null : JsonNumber.read(parser.getString(), integer);
        if (number == null) {
            note(Flaw.NUMBER_OUT_OF_RANGE);
        }
        return number;
    }

    private String checked(String text) {
        // The text was decoded from UTF-8, so that only an escape can leave half a pair.
        if (hasEscapes && hasLoneSurrogate(text)) {
            note(Flaw.LONE_SURROGATE);
        }
        return text;
    }

    private void note(Flaw seen) {
        if (flaw == null) {
            flaw = seen;
        }
    }

    private static boolean hasLoneSurrogate(String text) {
        int i = 0;
        while (i < text.length()) {
            int codePoint = text.codePointAt(i);
            if (codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE) {
                return true;
            }
            i += Character.charCount(codePoint);
        }
        return false;
    }

    /** A cheap look before the parser, which builds an exception for each refusal. */
    private static boolean isInBraces(char[] text) {
        int first = 0;
        int last = text.length - 1;
        while (first < last && isWhiteSpace(text[first])) {
            first++;
        }
        while (last > first && isWhiteSpace(text[last])) {
            last--;
        }
        return first < last && text[first] == '{' && text[last] == '}';
    }

    private static boolean isWhiteSpace(char c) {
        return c == ' ' || c == '\t' || c == '\n' || c == '\r';
    }

    private static boolean contains(char[] text, char wanted) {
        for (char c : text) {
            if (c == wanted) {
                return true;
            }
        }
        return false;
    }
}
