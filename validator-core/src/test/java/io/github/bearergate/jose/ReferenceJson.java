package io.github.bearergate.jose;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The grammar of RFC 8259 and our extra rules, written a second time as plainly as possible, to compare with. */
final class ReferenceJson {
    private static final Pattern NUMBER = Pattern.compile("-?(0|[1-9][0-9]*)(\\.[0-9]+)?([eE][+-]?[0-9]+)?");
    private static final Pattern ESCAPE = Pattern.compile("\\\\(u....|.)", Pattern.DOTALL);
    private static final Pattern UNIT = Pattern.compile("[^\"\\\\\\x00-\\x1F]+|\\\\[\"\\\\/bfnrt]|\\\\u[0-9a-fA-F]{4}");

    private final String text;
    private int at;

    private ReferenceJson(String text) {
        this.text = text;
    }

    static Optional<Object> object(String text) {
        ReferenceJson reference = new ReferenceJson(text);
        try {
            reference.space();
            if (reference.next() != '{') {
                return Optional.empty();
            }
            Object value = reference.value(1);
            reference.space();
            return reference.at == text.length() ? Optional.ofNullable(value) : Optional.empty();
        } catch (Refusal | StringIndexOutOfBoundsException e) {
            return Optional.empty();
        }
    }

    private @Nullable Object value(int depth) {
        space();
        return switch (next()) {
            case '{' -> members(depth);
            case '[' -> elements(depth);
            case '"' -> string();
            case 't' -> word("true", true);
            case 'f' -> word("false", false);
            case 'n' -> word("null", null);
            default -> number();
        };
    }

    private Map<String, @Nullable Object> members(int depth) {
        require(depth <= 16);
        Map<String, @Nullable Object> members = new LinkedHashMap<>();
        at++;
        space();
        while (next() != '}') {
            if (!members.isEmpty()) {
                skip(',');
                space();
            }
            String name = string();
            require(!members.containsKey(name));
            space();
            skip(':');
            members.put(name, value(depth + 1));
            space();
        }
        at++;
        return members;
    }

    private List<@Nullable Object> elements(int depth) {
        require(depth <= 16);
        List<@Nullable Object> elements = new ArrayList<>();
        at++;
        space();
        while (next() != ']') {
            if (!elements.isEmpty()) {
                skip(',');
            }
            elements.add(value(depth + 1));
            space();
        }
        at++;
        return elements;
    }

    private Object number() {
        String literal = match(NUMBER).group();
        require(literal.length() <= 512);
        double rounded = Double.parseDouble(literal);
        require(!Double.isInfinite(rounded));
        if (rounded == 0) {
            require(literal.matches("-?[0.]+([eE].*)?"));
            return literal.matches("-?0") ? (Object) 0L : BigDecimal.ZERO;
        }
        BigDecimal exact = new BigDecimal(literal);
        boolean whole = literal.matches("-?[0-9]+");
        return whole && exact.toBigInteger().bitLength() < 64 ? (Object) exact.longValue() : exact;
    }

    private String string() {
        Matcher escape = ESCAPE.matcher(quoted());
        String value = escape.replaceAll(found -> Matcher.quoteReplacement(unescaped(found.group(1))));
        for (int i = 0; i < value.length(); i++) {
            boolean high = Character.isHighSurrogate(value.charAt(i));
            require(!Character.isSurrogate(value.charAt(i))
                    || (high && i + 1 < value.length() && Character.isLowSurrogate(value.charAt(++i))));
        }
        return value;
    }

    /** Unit by unit, because one pattern for the whole would overflow the stack on a long text. */
    private String quoted() {
        skip('"');
        int from = at;
        while (next() != '"') {
            match(UNIT);
        }
        return text.substring(from, at++);
    }

    private static String unescaped(String escape) {
        return switch (escape.charAt(0)) {
            case 'u' -> String.valueOf((char) Integer.parseInt(escape.substring(1), 16));
            case 'b' -> "\b";
            case 'f' -> "\f";
            case 'n' -> "\n";
            case 'r' -> "\r";
            case 't' -> "\t";
            default -> escape;
        };
    }

    private @Nullable Object word(String word, @Nullable Object meaning) {
        require(text.startsWith(word, at));
        at += word.length();
        return meaning;
    }

    private Matcher match(Pattern pattern) {
        Matcher matcher = pattern.matcher(text).region(at, text.length());
        require(matcher.lookingAt());
        at = matcher.end();
        return matcher;
    }

    private void skip(char expected) {
        require(next() == expected);
        at++;
    }

    private void space() {
        while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
    }

    private char next() {
        return text.charAt(at);
    }

    private static void require(boolean condition) {
        if (!condition) {
            throw new Refusal();
        }
    }

    private static final class Refusal extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }
}
