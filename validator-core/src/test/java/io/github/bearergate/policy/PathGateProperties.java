package io.github.bearergate.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;

class PathGateProperties {
    private static final String[] PIECES = {
        "/",
        "/",
        "api",
        "x",
        ".",
        "..",
        ";",
        ";a=b",
        "%2e",
        "%2F",
        "%5c",
        "%3B",
        "%25",
        "%61",
        "%C3%A9",
        "%C2%85",
        "%00",
        "%",
        "%4",
        "\\",
        "é",
        " ",
        "*",
        "~",
        "%E2%80%A8",
        "%ED%A0%80",
        "%FF",
        "//",
        "?",
        "#"
    };

    @Property(tries = 3_000)
    void whatIsOpenedIsCanonicalAndIsOneDecodingOfWhatWasSent(@ForAll("paths") String raw) {
        String decoded = decodedLeniently(raw);
        Optional<String> path = PathGate.open(raw, "", decoded, null);

        path.ifPresent(opened -> {
            assertThat(opened).isEqualTo(decoded);
            assertThat(CanonicalPath.isCanonical(opened)).isTrue();
            assertThat(raw).doesNotContain(";", "\\", "//", "%2F", "%5c", "%3B", "%25", "%2e", "%00", "/./", "/../");
        });
    }

    @Property(tries = 3_000)
    void noTwoReadingsOfOneRequestAreBothOpened(
            @ForAll("paths") String raw, @ForAll("paths") String one, @ForAll("paths") String other) {
        Optional<String> first = PathGate.open(raw, "", one, null);
        Optional<String> second = PathGate.open(raw, "", other, null);

        if (first.isPresent() && second.isPresent()) {
            assertThat(first).isEqualTo(second);
        }
    }

    @Property(tries = 3_000)
    void noReadingOfAContainerOpensAnotherPathThanTheOneThatWasSent(
            @ForAll("paths") String raw, @ForAll("paths") String servletPath, @ForAll("paths") String pathInfo) {
        for (String reading : new String[] {servletPath, servletPath + pathInfo, decodedLeniently(raw), raw}) {
            PathGate.open(raw, "", reading, null)
                    .ifPresent(path -> assertThat(PathGate.open(raw)).contains(path));
        }
        PathGate.open(raw)
                .ifPresent(
                        path -> assertThat(PathGate.open(raw, "", path, null)).contains(path));
    }

    @Property(tries = 1_000)
    void whereTheContainerSplitsThePathDoesNotMatter(@ForAll("plainPaths") String path, @ForAll int cut) {
        int at = Math.floorMod(cut, path.length() + 1);
        @Nullable String rest = at == path.length() ? null : path.substring(at);

        assertThat(PathGate.open("/app" + path, "/app", path.substring(0, at), rest))
                .contains(path);
    }

    @Property(tries = 1_000)
    void nothingThatAContainerCouldHandOutMakesItThrow(
            @ForAll String raw, @ForAll String context, @ForAll String servletPath, @ForAll String pathInfo) {
        assertThat(PathGate.open(raw, context, servletPath, pathInfo)).isNotNull();
    }

    @Provide
    Arbitrary<String> paths() {
        return Arbitraries.of(PIECES).list().ofMinSize(1).ofMaxSize(8).map(pieces -> "/" + String.join("", pieces));
    }

    @Provide
    Arbitrary<String> plainPaths() {
        return Arbitraries.strings()
                .withChars("azAZ09-_~!$&'()*+,=:@")
                .ofMinLength(1)
                .ofMaxLength(5)
                .list()
                .ofMinSize(1)
                .ofMaxSize(4)
                .map(segments -> "/" + String.join("/", segments));
    }

    /** As a careless container decodes: malformed escapes stay, bad UTF-8 becomes replacement characters. */
    private static String decodedLeniently(String raw) {
        try {
            return URLDecoder.decode(raw.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return raw;
        }
    }
}
