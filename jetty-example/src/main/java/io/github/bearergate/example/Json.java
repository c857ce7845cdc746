package io.github.bearergate.example;

import java.io.StringWriter;
import java.util.Optional;
import java.util.function.Consumer;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;

/** JSON as the example reads and writes it: streamed, without data binding. */
final class Json {
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(8)
                    .maxStringLength(1_000)
                    .maxNameLength(100)
                    .maxNumberLength(20)
                    .build())
            .build();

    private Json() {}

    /** Opens a text; a name that stands twice in one object is an error. */
    static JsonParser parser(byte[] utf8) {
        return FACTORY.createParser(ObjectReadContext.empty(), utf8);
    }

    /** Writes one object on one line. */
    static String object(Consumer<JsonGenerator> members) {
        return value(out -> {
            out.writeStartObject();
            members.accept(out);
            out.writeEndObject();
        });
    }

    /** Writes one value of any kind on one line. */
    static String value(Consumer<JsonGenerator> value) {
        StringWriter text = new StringWriter();
        try (JsonGenerator out = FACTORY.createGenerator(ObjectWriteContext.empty(), text)) {
            value.accept(out);
        }
        return text.toString();
    }

    /** Writes a member: the text, or null when there is none. */
    static void member(JsonGenerator out, String name, Optional<String> text) {
        out.writeName(name);
        text.ifPresentOrElse(out::writeString, out::writeNull);
    }
}
