package io.github.bearergate.testkit;

import static io.github.bearergate.testkit.SpellingKind.BACKSLASH;
import static io.github.bearergate.testkit.SpellingKind.CASE;
import static io.github.bearergate.testkit.SpellingKind.CONTROL;
import static io.github.bearergate.testkit.SpellingKind.DOT_SEGMENT;
import static io.github.bearergate.testkit.SpellingKind.DOUBLE_ENCODED;
import static io.github.bearergate.testkit.SpellingKind.ENCODED;
import static io.github.bearergate.testkit.SpellingKind.EXTRA_SLASH;
import static io.github.bearergate.testkit.SpellingKind.LOOK_ALIKE;
import static io.github.bearergate.testkit.SpellingKind.PARAMETER;
import static io.github.bearergate.testkit.SpellingKind.PLAIN;
import static io.github.bearergate.testkit.SpellingKind.SUFFIX;
import static io.github.bearergate.testkit.SpellingKind.TRAILING_SLASH;

import io.github.bearergate.policy.CanonicalPath;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The ways in which one path can be written, that some server, framework or file system takes for it: what attackers try.
 *
 * <p>Each place of the path is tried on its own: every character, every slash, every segment.
 */
public final class Spellings {
    private static final String PLAIN_CHARACTERS = "-._~!$&'()*+,=:@/";

    /** What Unicode's normal forms and case mappings turn into an ASCII letter, beside the full-width forms. */
    private static final Map<Character, String> FOLDED =
            Map.of('k', "\u212A", 'K', "\u212A", 's', "\u017F", 'S', "\u017F", 'i', "\u0131", 'I', "\u0130");

    private static final int FULL_WIDTH = 0xFEE0;

    private final String path;
    private final String plain;
    private final Map<String, SpellingKind> found = new LinkedHashMap<>();

    private Spellings(String path) {
        this.path = path;
        this.plain = encoded(path);
    }

    /**
     * Writes a path in every way, the plain one first, none twice.
     *
     * @param path a decoded, canonical path
     * @throws IllegalArgumentException when it is none
     */
    public static List<Spelling> of(String path) {
        if (!CanonicalPath.isCanonical(path)) {
            throw new IllegalArgumentException(path + " is no decoded, canonical path");
        }
        Spellings spellings = new Spellings(path);
        spellings.add(PLAIN, spellings.plain);
        spellings.characters();
        spellings.slashes();
        spellings.segments();
        spellings.ends();
        spellings.wholes();
        List<Spelling> all = new ArrayList<>();
        spellings.found.forEach((target, kind) -> all.add(new Spelling(kind, target)));
        return all;
    }

    private void add(SpellingKind kind, String target) {
        found.putIfAbsent(target, kind);
    }

    private void add(SpellingKind kind, Stream<String> targets) {
        targets.forEach(target -> add(kind, target));
    }

    /** Every character that is no slash, on its own. */
    private void characters() {
        for (int i = 1; i < path.length(); i += Character.charCount(path.codePointAt(i))) {
            int character = path.codePointAt(i);
            if (character != '/') {
                String before = encoded(path.substring(0, i));
                String after = encoded(path.substring(i + Character.charCount(character)));
                String escapes = escaped(Character.toString(character));
                add(
                        ENCODED,
                        Stream.of(escapes, escapes.toLowerCase(Locale.ROOT)).map(each -> before + each + after));
                add(
                        DOUBLE_ENCODED,
                        Stream.of(escapes.replace("%", "%25"), escapes.replace("%", "%2525"))
                                .map(each -> before + each + after));
                if (character < 0x80) {
                    add(LOOK_ALIKE, before + escaped(Character.toString(character + FULL_WIDTH)) + after);
                    add(DOUBLE_ENCODED, before + overlong(character) + after);
                    add(DOUBLE_ENCODED, before + String.format(Locale.ROOT, "%%u%04x", character) + after);
                }
                String folded = FOLDED.get((char) character);
                if (folded != null) {
                    add(LOOK_ALIKE, before + escaped(folded) + after);
                }
                int other = Character.isUpperCase(character)
                        ? Character.toLowerCase(character)
                        : Character.toUpperCase(character);
                add(CASE, before + encoded(Character.toString(other)) + after);
            }
        }
    }

    /** Every slash, on its own. */
    private void slashes() {
        for (int i = 0; i < plain.length(); i++) {
            if (plain.charAt(i) == '/') {
                String before = plain.substring(0, i);
                String after = plain.substring(i + 1);
                add(EXTRA_SLASH, Stream.of("//", "///").map(each -> before + each + after));
                add(BACKSLASH, Stream.of("\\", "%5C", "%5c", "/\\", "/%5c").map(each -> before + each + after));
                add(ENCODED, Stream.of("%2F", "%2f").map(each -> before + each + after));
                add(EXTRA_SLASH, Stream.of("/%2F", "%2f/").map(each -> before + each + after));
                add(
                        DOUBLE_ENCODED,
                        Stream.of("%252F", "%c0%af", "%C0%2F", "%u002f").map(each -> before + each + after));
                add(
                        LOOK_ALIKE,
                        Stream.of("\uFF0F", "\u2215", "\u2044", "\u29F8").map(each -> before + escaped(each) + after));
                add(
                        DOT_SEGMENT,
                        Stream.of(
                                        "/./",
                                        "/%2e/",
                                        "/%2E/",
                                        "/x/../",
                                        "/x/%2e%2e/",
                                        "/x/.%2e/",
                                        "/x/..;/",
                                        "/x/..;a=b/",
                                        "/x/%252e%252e/",
                                        "/.;/",
                                        "/x/..%2f",
                                        "/x%2f../",
                                        "/x\\..\\",
                                        "/x/..%5c",
                                        "/x//../")
                                .map(each -> before + each + after));
                add(CONTROL, Stream.of("/%00/", "/%20/", "/%09/", "/%0d%0a/").map(each -> before + each + after));
            }
        }
    }

    /** The end of every segment. */
    private void segments() {
        for (int i = 1; i <= plain.length(); i++) {
            if (i == plain.length() || plain.charAt(i) == '/') {
                String before = plain.substring(0, i);
                String after = plain.substring(i);
                add(
                        PARAMETER,
                        Stream.of(";", ";x=1", ";jsessionid=1", "%3B", "%3bx=1").map(each -> before + each + after));
                add(
                        CONTROL,
                        Stream.of("%00", "%20", "%09", "%0A", "%0d", "%7F", "%C2%85", "%E2%80%8B", "%EF%BB%BF", "+")
                                .map(each -> before + each + after));
            }
        }
    }

    /** The end of the path. */
    private void ends() {
        String bare = plain.endsWith("/") ? plain.substring(0, plain.length() - 1) : plain;
        if (!bare.isEmpty()) {
            add(TRAILING_SLASH, Stream.of(bare, bare + "/"));
            add(
                    SUFFIX,
                    Stream.of(
                                    ".json", ".xml", ".html", ".css", ".js", ".do", ".action", ".", "..", "~", ".bak",
                                    "%2ejson")
                            .map(suffix -> bare + suffix));
        }
        add(EXTRA_SLASH, Stream.of(bare + "//", bare + "/%2f"));
        add(
                DOT_SEGMENT,
                Stream.of("/.", "/./", "/x/..", "/x/../", "/%2e", "/x/%2e%2e", "/..;/", "/x/..;")
                        .map(each -> bare + each));
        add(
                CONTROL,
                Stream.of("%00.json", "%00/", "%23", "%3F", "%23.json", "%3f.json")
                        .map(each -> bare + each));
    }

    /** The path as a whole. */
    private void wholes() {
        add(ENCODED, "/" + escaped(path.substring(1)));
        add(ENCODED, escaped(path));
        add(DOUBLE_ENCODED, "/" + escaped(path.substring(1)).replace("%", "%25"));
        add(BACKSLASH, plain.replace('/', '\\'));
        add(
                CASE,
                Stream.of(path.toUpperCase(Locale.ROOT), path.toLowerCase(Locale.ROOT))
                        .map(Spellings::encoded));
        for (Normalizer.Form form : Normalizer.Form.values()) {
            add(LOOK_ALIKE, encoded(Normalizer.normalize(path, form)));
        }
    }

    private static String encoded(String text) {
        StringBuilder target = new StringBuilder();
        text.codePoints().forEach(character -> {
            boolean plain = character < 0x80
                    && (Character.isLetterOrDigit(character) || PLAIN_CHARACTERS.indexOf(character) >= 0);
            target.append(plain ? Character.toString(character) : escaped(Character.toString(character)));
        });
        return target.toString();
    }

    /** Every byte as an escape. */
    private static String escaped(String text) {
        StringBuilder target = new StringBuilder();
        for (byte octet : text.getBytes(StandardCharsets.UTF_8)) {
            target.append(String.format(Locale.ROOT, "%%%02X", octet & 0xFF));
        }
        return target.toString();
    }

    /** UTF-8 of two bytes where one suffices, which is malformed and which careless decoders accept. */
    private static String overlong(int ascii) {
        return String.format(Locale.ROOT, "%%%02X%%%02X", 0xC0 | (ascii >> 6), 0x80 | (ascii & 0x3F));
    }
}
