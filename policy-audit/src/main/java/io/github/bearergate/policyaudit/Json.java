package io.github.bearergate.policyaudit;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes maps, lists, texts, numbers and booleans as JSON (RFC 8259), indented by two blanks. */
final class Json {
    private final StringBuilder text = new StringBuilder();

    private Json() {}

    /** The JSON text of a value, with a line end behind it. */
    static String text(Object value) {
        Json json = new Json();
        json.write(value, "\n");
        return json.text.append('\n').toString();
    }

    /** An object of names and values, one after the other, in this order. */
    static Map<String, Object> object(Object... namesAndValues) {
        Map<String, Object> members = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            members.put(namesAndValues[i].toString(), namesAndValues[i + 1]);
        }
        return members;
    }

    private void write(@Nullable Object value, String lineEnd) {
        if (value instanceof Map<?, ?> map) {
            writeAll(map.entrySet().iterator(), '{', '}', lineEnd);
        } else if (value instanceof List<?> list) {
            writeAll(list.iterator(), '[', ']', lineEnd);
        } else if (value instanceof Map.Entry<?, ?> member) {
            writeText(String.valueOf(member.getKey()));
            text.append(": ");
            write(member.getValue(), lineEnd);
        } else if (value instanceof Number || value instanceof Boolean || value == null) {
            text.append(value);
        } else {
            writeText(value.toString());
        }
    }

    private void writeAll(Iterator<?> values, char open, char close, String lineEnd) {
        text.append(open);
        boolean any = values.hasNext();
        while (values.hasNext()) {
            text.append(lineEnd).append("  ");
            write(values.next(), lineEnd + "  ");
            text.append(values.hasNext() ? "," : "");
        }
        text.append(any ? lineEnd : "").append(close);
    }

    private void writeText(String value) {
        text.append('"');
        value.chars().forEach(c -> {
            if (c == '"' || c == '\\') {
                text.append('\\').append((char) c);
            } else if (c < 0x20 || c == 0x7F || Character.isSurrogate((char) c) || c == 0x2028 || c == 0x2029) {
                text.append(String.format(Locale.ROOT, "\\u%04x", c));
            } else {
                text.append((char) c);
            }
        });
        text.append('"');
    }
}
