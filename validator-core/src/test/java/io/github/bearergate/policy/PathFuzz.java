package io.github.bearergate.policy;

import io.github.bearergate.fuzz.FuzzTarget;
import io.github.bearergate.fuzz.Laws;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The path of a request target as sent to the path that rules are matched with. The lines of the input are the target, the
 * context path, and what a container made of the rest: its servlet path and its path info.
 *
 * <p>Laws: a path that is found is canonical, is one decoding of what was sent, and is what the container mapped with; it was sent
 * in strict spelling, by a second writing of that grammar; a container that decodes once is followed, and two containers that
 * disagree are not both.
 */
public final class PathFuzz implements FuzzTarget {
    private static final PathFuzz INSTANCE = new PathFuzz();

    private static final Pattern HARMLESS_ESCAPE =
            Pattern.compile("%(?![01]|7[Ff]|2[35EeFf]|3[BbFf]|5[Cc])[0-9A-Fa-f]{2}");

    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9._~!$&'()*+,=:@-]*");

    /** What Jazzer calls. */
    public static void fuzzerTestOneInput(byte[] input) {
        Laws.check(INSTANCE, input);
    }

    @Override
    public List<String> words() {
        return List.of(
                "/",
                "//",
                "/./",
                "/../",
                ".",
                "..",
                "%2e",
                "%2E%2e",
                "%2f",
                "%5c",
                "%3b",
                "%25",
                "%3f",
                "%23",
                "%00",
                "%7f",
                "%20",
                "%61",
                "%C3%A9",
                "%ED%A0%80",
                "%E2%80%A8",
                "%C0%AF",
                "%FF",
                "%",
                "%4",
                "%u0061",
                ";",
                ";a=b",
                "\\",
                "\n",
                "api",
                "orders",
                "+",
                "*",
                "?",
                "#",
                "\u00e9",
                "\uFF0F",
                "~",
                "%EF%BF%BD",
                "%F0%9F%98%80");
    }

    @Override
    public int cases() {
        return 10_000;
    }

    @Override
    public boolean accepts(byte[] input) {
        boolean accepted = accepts(new String(input, StandardCharsets.ISO_8859_1).split("\n", 4));
        return accepts(new String(input, StandardCharsets.UTF_8).split("\n", 4)) || accepted;
    }

    private static boolean accepts(String[] lines) {
        String raw = lines[0];
        String context = line(lines, 1);
        Optional<String> claimed = PathGate.open(raw, context, line(lines, 2), line(lines, 3));
        claimed.ifPresent(path -> check(path, raw, context, line(lines, 2) + line(lines, 3)));

        Optional<String> decoded = decodedOnce(raw);
        String once = decoded.orElse(raw);
        Optional<String> alone = PathGate.open(raw, "", once, null);
        alone.ifPresent(path -> check(path, raw, "", once));
        Laws.hold(
                alone.isPresent() == decoded.filter(CanonicalPath::isCanonical).isPresent(),
                () -> "one decoding of what was sent gives " + decoded + ", and the gate " + alone);
        if (claimed.isPresent() && context.isEmpty()) {
            Laws.hold(claimed.equals(alone), () -> "two readings of one target: " + claimed + " and " + alone);
        }
        return claimed.isPresent() || alone.isPresent();
    }

    private static void check(String path, String raw, String context, String mapped) {
        Laws.hold(CanonicalPath.isCanonical(path), () -> "not canonical: " + path);
        Laws.hold(isStrict(raw), () -> "not strictly spelled: " + raw);
        String whole = decodedOnce(raw).orElseThrow();
        String inContext = URLDecoder.decode(context.replace("+", "%2B"), StandardCharsets.UTF_8);
        Laws.hold(
                whole.equals(inContext + (path.equals("/") && whole.equals(inContext) ? "" : path)),
                () -> path + " is not one decoding of " + raw);
        Laws.hold(
                path.equals(mapped.isEmpty() ? "/" : mapped),
                () -> path + " is not what the container mapped with: " + mapped);
    }

    private static boolean isStrict(String raw) {
        List<String> segments = List.of(raw.split("/", -1));
        int last = segments.size() - 1;
        return last > 0
                && segments.get(0).isEmpty()
                && segments.subList(1, last).stream().noneMatch(String::isEmpty)
                && segments.stream().noneMatch(segment -> segment.equals(".") || segment.equals(".."))
                && segments.stream()
                        .map(segment -> HARMLESS_ESCAPE.matcher(segment).replaceAll(""))
                        .allMatch(rest -> PLAIN.matcher(rest).matches());
    }

    /** Empty unless the path is in strict spelling and its escapes are UTF-8. */
    private static Optional<String> decodedOnce(String raw) {
        if (raw.isEmpty() || !isStrict(raw)) {
            return raw.isEmpty() ? Optional.of("") : Optional.empty();
        }
        String decoded = URLDecoder.decode(raw.replace("+", "%2B"), StandardCharsets.UTF_8);
        // Bad UTF-8 becomes U+FFFD, which nobody may send either.
        return decoded.indexOf('\uFFFD') < 0 ? Optional.of(decoded) : Optional.empty();
    }

    private static String line(String[] lines, int number) {
        return number < lines.length ? lines[number] : "";
    }
}
