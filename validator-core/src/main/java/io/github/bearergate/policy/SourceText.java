package io.github.bearergate.policy;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** The text of a policy as lines. */
final class SourceText {
    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private final List<String> lines;

    private SourceText(List<String> lines) {
        this.lines = lines;
    }

    /** Decodes UTF-8 strictly, line by line, so that every line with a fault is reported. */
    static String decode(byte[] utf8, Problems problems) {
        StringBuilder text = new StringBuilder();
        int number = 1;
        for (int from = 0; from <= utf8.length; number++) {
            int to = from;
            while (to < utf8.length && utf8[to] != '\n') {
                to++;
            }
            text.append(number > 1 ? "\n" : "")
                    .append(decode(ByteBuffer.wrap(utf8, from, to - from).slice(), number, problems));
            from = to + 1;
        }
        return text.toString();
    }

    private static String decode(ByteBuffer line, int number, Problems problems) {
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(line).toString();
        } catch (CharacterCodingException e) {
            problems.add(number, ProblemKind.NOT_UTF_8, "the line is not UTF-8; save the file as UTF-8");
            // What can be read is read on, so that other problems of the line show too.
            return StandardCharsets.ISO_8859_1.decode(line.rewind()).toString().replaceAll("[^\\t\\r -~]", "?");
        }
    }

    /** Takes a text apart; a byte order mark is reported and passed over. */
    static SourceText of(String text, Problems problems) {
        boolean marked = !text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK;
        if (marked) {
            problems.add(
                    1, ProblemKind.NOT_UTF_8, "the text begins with a byte order mark; save it as UTF-8 without one");
        }
        List<String> lines = new ArrayList<>(List.of((marked ? text.substring(1) : text).split("\n", -1)));
        int last = lines.size() - 1;
        for (int i = 0; i < last; i++) {
            String line = lines.get(i);
            if (line.endsWith("\r")) {
                lines.set(i, line.substring(0, line.length() - 1));
            }
        }
        return new SourceText(lines);
    }

    /** The number of the last line that is not blank; 1 when there is none. */
    int lastLine() {
        int last = lines.size();
        while (last > 1 && lines.get(last - 1).isBlank()) {
            last--;
        }
        return last;
    }

    /** Cuts every line that has words. */
    List<SourceLine> cut(Problems problems) {
        int margin = margin();
        List<SourceLine> cut = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            new LineCutter(lines.get(i), i + 1, margin, problems).cut().ifPresent(cut::add);
        }
        return cut;
    }

    /** The length of the indentation common to all lines that have words: a policy inside XML is indented as a whole. */
    private int margin() {
        List<String> indentations = lines.stream()
                .filter(line -> !line.isBlank() && line.charAt(LineCutter.indentation(line)) != '#')
                .map(line -> line.substring(0, LineCutter.indentation(line)))
                .toList();
        String common = indentations.isEmpty() ? "" : indentations.get(0);
        for (String indentation : indentations) {
            while (!indentation.startsWith(common)) {
                common = common.substring(0, common.length() - 1);
            }
        }
        return common.length();
    }
}
