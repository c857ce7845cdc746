package io.github.bearergate.policyaudit;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The lines that an OpenAPI document's operations become. */
class SpecLinesTest {
    private static List<SpecLine> lines(String... paths) {
        String text = """
                openapi: 3.0.3
                info: {title: t, version: '1'}
                components: {securitySchemes: {o: {type: oauth2, flows: {}}}}
                paths:
                """
                + String.join(
                        "",
                        List.of(paths).stream().map(path -> "  " + path + "\n").toList());
        SpecApi api = SpecApi.of(SpecDocument.read("spec", text.getBytes(StandardCharsets.UTF_8)), Optional.empty());
        SpecLines lines = new SpecLines(api.templates());
        api.operations().forEach(lines::add);
        return lines.all();
    }

    private static List<String> texts(List<SpecLine> lines) {
        return lines.stream()
                .map(line -> line.methods() + " " + line.path() + " "
                        + line.requirement().text())
                .toList();
    }

    @Test
    void operationsOfOnePathThatAskTheSameShareALine() {
        assertThat(texts(lines("/a: {get: {security: [{o: [r]}]}, post: {security: [{o: [w]}]}, put:"
                        + " {security: [{o: [w]}]}}")))
                .containsExactly("GET /a needs r", "POST PUT /a needs w");
    }

    @Test
    void headHasALineOfItsOwnOnlyWhereItAsksSomethingElseThanGet() {
        assertThat(texts(lines("/a: {get: {security: [{o: [r]}]}, head: {security: [{o: [r]}]}}")))
                .containsExactly("GET /a needs r");
        assertThat(texts(lines("/a: {get: {security: [{o: [r]}]}, head: {}}")))
                .containsExactlyInAnyOrder("HEAD /a is open", "GET /a needs r");
    }

    @Test
    void alternativesOfOneScopeEachAreOneLineAndOthersAreTheFirstWithARemark() {
        assertThat(texts(lines("/a: {get: {security: [{o: [r]}, {o: [s]}]}}"))).containsExactly("GET /a needs r or s");

        List<SpecLine> both = lines("/a: {get: {security: [{o: [r, s]}, {o: [t]}]}}");

        assertThat(texts(both)).containsExactly("GET /a needs r and s");
        assertThat(both.get(0).remarks()).singleElement().asString().contains("one line cannot say both");
    }

    @Test
    void aScopeThatNoPolicyCanWriteClosesTheLine() {
        List<SpecLine> lines = lines("/a: {get: {security: [{o: ['a b']}]}}");

        assertThat(texts(lines)).containsExactly("GET /a is denied");
        assertThat(lines.get(0).remarks()).singleElement().asString().contains("no scope of RFC 6749");
    }

    @Test
    void wherePathsOverlapALineDecidesWhatBothAskOrDenies() {
        assertThat(texts(lines("/{x}/b: {get: {security: [{o: [r]}]}}", "/a/{y}: {get: {security: [{o: [r]}]}}")))
                .containsExactly("GET /{x}/b needs r", "GET /a/{y} needs r", "GET /a/b needs r");

        List<SpecLine> unlike = lines("/{x}/b: {get: {security: [{o: [r]}]}}", "/a/{y}: {get: {security: [{o: [s]}]}}");

        assertThat(texts(unlike)).containsExactly("GET /{x}/b needs r", "GET /a/{y} needs s", "GET /a/b is denied");
        assertThat(unlike.get(2).remarks()).singleElement().asString().contains("does not say which one answers");
    }

    @Test
    void wherePathsOverlapOnOneThatHasNoSuchOperationNobodyIsLetIn() {
        for (String common : List.of("/a/b: {}", "/a/b: {put: {}}")) {
            List<String> texts = texts(
                    lines("/{x}/b: {get: {security: [{o: [r]}]}}", common, "/a/{y}: {head: {security: [{o: []}]}}"));

            assertThat(texts).as(common).contains("HEAD /a/b is denied").noneMatch(text -> text.startsWith("GET /a/b"));
        }
    }

    @Test
    void aPathInsideAnotherNeedsNoLineBetweenThem() {
        assertThat(texts(lines("/{x}: {get: {security: [{o: [r]}]}}", "/a: {get: {}}")))
                .containsExactly("GET /{x} needs r", "GET /a is open");
    }
}
