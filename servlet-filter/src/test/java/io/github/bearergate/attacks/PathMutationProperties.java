package io.github.bearergate.attacks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.Tag;
import net.jqwik.api.lifecycle.AfterContainer;
import org.eclipse.jetty.http.UriCompliance;

/** Random changes of the path of a guarded resource, sent without a token to a Jetty that refuses nothing by itself. */
class PathMutationProperties {
    private static final Provider PROVIDER = Provider.guarding(PathYard.RULES);
    private static final List<PathYard> YARDS = yards();
    private static final List<String> STARTS = List.of(
            "/api/x",
            "/public/../api/x",
            "/api/items",
            "/public/x/../../api/x",
            "/public/api/x",
            "/app/api/x",
            "/app/public/../api/x",
            "/",
            "/x.json");
    private static final List<String> PIECES = List.of(
            "/",
            "//",
            "/./",
            "/../",
            "..",
            ".",
            ";",
            ";a=b",
            "..;",
            "%2e",
            "%2E%2e",
            "%2f",
            "%2F",
            "%5c",
            "\\",
            "%25",
            "%252e",
            "%3b",
            "%3f",
            "?",
            "#",
            "%23",
            "%00",
            "%0a",
            "%0d",
            "%09",
            "%20",
            "+",
            "%c0%ae",
            "%c0%af",
            "%e0%80%af",
            "%u002e",
            "%u002f",
            "%ef%bc%8f",
            "%e2%80%a8",
            "%c2%85",
            "%e2%80%8b",
            "%ff",
            "%",
            "%4",
            "%zz",
            "*",
            "~",
            "@",
            ":",
            "a",
            "public",
            "api",
            "app",
            "x",
            "|",
            "[",
            "{",
            "\u00A7",
            "\u0001",
            "\u007F");

    /** One change: at this place, so many characters away, this in their stead. */
    private record Change(int place, int away, String instead) {}

    private static List<PathYard> yards() {
        try {
            return List.of(
                    new PathYard(PROVIDER.guard, UriCompliance.UNSAFE, true),
                    new PathYard(PROVIDER.guard, UriCompliance.UNSAFE, false),
                    new PathYard(PROVIDER.guard, UriCompliance.DEFAULT, false));
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    @AfterContainer
    static void close() throws IOException {
        for (PathYard yard : YARDS) {
            yard.close();
        }
        PROVIDER.close();
    }

    @Property(tries = 1_000, shrinking = ShrinkingMode.BOUNDED)
    @Tag("PTH-49")
    void noChangeOfAGuardedPathIsServedWithoutAToken(@ForAll("hosts") String host, @ForAll("targets") String target)
            throws IOException {
        for (PathYard yard : YARDS) {
            int http1 = yard.overHttp1(host, target);
            int http2 = yard.overHttp2(host, target);
            assertThat(yard.takeIntrusions()).as(target).isEmpty();
            assertThat(http1).as(target).isNotIn(500, 502, 503);
            assertThat(http2).as(target).isNotIn(500, 502, 503);
        }
    }

    /** Every way to map servlets; each is there at the root and below a context path. */
    @Provide
    Arbitrary<String> hosts() {
        return Arbitraries.of(PathYard.MAPPINGS.keySet());
    }

    @Provide
    Arbitrary<String> targets() {
        Arbitrary<Change> change = Combinators.combine(
                        Arbitraries.integers().between(0, 24),
                        Arbitraries.integers().between(0, 2),
                        Arbitraries.of(PIECES))
                .as(Change::new);
        return Combinators.combine(
                        Arbitraries.of(STARTS), change.list().ofMinSize(1).ofMaxSize(4))
                .as(PathMutationProperties::changed);
    }

    private static String changed(String start, List<Change> changes) {
        StringBuilder path = new StringBuilder(start);
        for (Change change : changes) {
            int place = Math.min(change.place(), path.length());
            path.replace(place, Math.min(place + change.away(), path.length()), change.instead());
        }
        return path.toString();
    }
}
