package io.github.bearergate.jwks;

import static io.github.bearergate.jwks.HostileAnswersTest.Release.AT_ONCE;
import static io.github.bearergate.jwks.HostileAnswersTest.Release.WITH_THE_CLIENT;
import static io.github.bearergate.jwks.RefreshOutcome.CONNECT;
import static io.github.bearergate.jwks.RefreshOutcome.ENCODING;
import static io.github.bearergate.jwks.RefreshOutcome.NOT_JSON;
import static io.github.bearergate.jwks.RefreshOutcome.OK;
import static io.github.bearergate.jwks.RefreshOutcome.STATUS_5XX;
import static io.github.bearergate.jwks.RefreshOutcome.TIMEOUT;
import static io.github.bearergate.jwks.RefreshOutcome.TOO_LARGE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Answers that are odd, broken or malicious as HTTP, whatever their body is. */
@Timeout(120)
@Tag("raw-socket")
class HostileAnswersTest {
    private static final String SET = FaultDrill.GOOD;
    private static final String OTHER_SET = "{\"keys\":[" + SimProvider.jwk(0) + "," + SimProvider.jwk(1) + "]}";

    private final RawServer server = RawServer.start(RawServer.answering(RawServer.ok(SET)));

    @AfterEach
    void stop() {
        server.close();
    }

    /** An answer and what may become of it; more than one outcome where JDKs differ. */
    @SuppressWarnings("ArrayRecordComponent") // read by one test each, never compared
    record Answer(String name, byte[] bytes, Set<RefreshOutcome> outcomes) {
        static Answer of(String name, String text, RefreshOutcome... outcomes) {
            return new Answer(name, RawServer.bytes(text), Set.of(outcomes));
        }

        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Answer> oddButHonest() {
        String length = "Content-Length: " + OTHER_SET.length() + "\r\n";
        return Stream.of(
                Answer.of("HTTP/1.0", "HTTP/1.0 200 OK\r\n" + length + "\r\n" + OTHER_SET, OK),
                Answer.of("HTTP/1.0 to the end of the connection", "HTTP/1.0 200 OK\r\n\r\n" + OTHER_SET, OK),
                Answer.of("a body to the end of the connection", "HTTP/1.1 200 OK\r\n\r\n" + OTHER_SET, OK),
                Answer.of("no reason", "HTTP/1.1 200 \r\n" + length + "\r\n" + OTHER_SET, OK),
                Answer.of(
                        "Connection: close",
                        "HTTP/1.1 200 OK\r\nConnection: close\r\n" + length + "\r\n" + OTHER_SET,
                        OK),
                Answer.of(
                        "odd case",
                        "HTTP/1.1 200 OK\r\ncOnTeNt-LeNgTh: " + OTHER_SET.length() + "\r\n\r\n" + OTHER_SET,
                        OK),
                Answer.of(
                        "a Content-Range that nobody asked for",
                        "HTTP/1.1 200 OK\r\nContent-Range: bytes 0-1/9999\r\n" + length + "\r\n" + OTHER_SET,
                        OK),
                Answer.of(
                        "cookies",
                        "HTTP/1.1 200 OK\r\nSet-Cookie: a=b\r\nSet-Cookie: c=d\r\n" + length + "\r\n" + OTHER_SET,
                        OK),
                Answer.of(
                        "one chunk for each byte, with extensions and a trailer",
                        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nTrailer: X\r\n\r\n"
                                + OTHER_SET
                                        .chars()
                                        .mapToObj(c -> "1;x=y\r\n" + (char) c + "\r\n")
                                        .reduce("", String::concat)
                                + "0\r\nX: 1\r\n\r\n",
                        OK),
                Answer.of(
                        "two Retry-After and an Age",
                        "HTTP/1.1 200 OK\r\nRetry-After: 9\r\nRetry-After: x\r\nAge: -1\r\n" + length + "\r\n"
                                + OTHER_SET,
                        OK),
                Answer.of(
                        "an encoding that is empty",
                        "HTTP/1.1 200 OK\r\nContent-Encoding:\r\n" + length + "\r\n" + OTHER_SET,
                        OK),
                Answer.of(
                        "identity twice, and a comma",
                        "HTTP/1.1 200 OK\r\nContent-Encoding: identity, , Identity,\r\n" + length + "\r\n" + OTHER_SET,
                        OK),
                Answer.of(
                        "a character set that is another's",
                        "HTTP/1.1 200 OK\r\nContent-Type: application/json; charset=utf-16\r\n" + length + "\r\n"
                                + OTHER_SET,
                        OK),
                Answer.of(
                        "spaces around the set",
                        "HTTP/1.1 200 OK\r\n\r\n" + " \r\n\t".repeat(10_000) + OTHER_SET + "\n".repeat(10_000),
                        OK),
                Answer.of(
                        "a thousand cookies",
                        "HTTP/1.1 200 OK\r\n" + "Set-Cookie: a=b; Path=/; Max-Age=9\r\n".repeat(1_000) + length + "\r\n"
                                + OTHER_SET,
                        OK),
                Answer.of(
                        "a long field",
                        "HTTP/1.1 200 OK\r\nX: " + "x".repeat(60_000) + "\r\n" + length + "\r\n" + OTHER_SET,
                        OK));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("oddButHonest")
    @Tag("X01")
    void anOddAnswerWithAWholeSetIsAnAnswer(Answer answer) {
        try (FaultDrill drill = new FaultDrill(server.uri())) {
            server.talkOnEveryConnection(RawServer.thenClosing(answer.bytes()));
            drill.source.refresh();
            FaultDrill.soon().until(() -> drill.heard.outcomes().size() > 1);
            assertThat(drill.heard.outcomes().get(1)).isIn(answer.outcomes());
            assertThat(drill.source.status().keys()).isEqualTo(2);
        }
    }

    static Stream<Answer> broken() {
        String chunked = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n";
        String body = Integer.toHexString(SET.length()) + "\r\n" + SET + "\r\n";
        return Stream.of(
                Answer.of("a version that is none", "HTTP/9.9 200 OK\r\n\r\n" + SET, CONNECT),
                Answer.of("another protocol", "ICY 200 OK\r\n\r\n" + SET, CONNECT),
                Answer.of("a status that is no number", "HTTP/1.1 abc OK\r\n\r\n" + SET, CONNECT),
                Answer.of("a negative status", "HTTP/1.1 -20 OK\r\n\r\n" + SET, CONNECT, STATUS_5XX),
                Answer.of("status 0", "HTTP/1.1 000 OK\r\n\r\n" + SET, CONNECT, NOT_JSON),
                Answer.of(
                        "status 101",
                        "HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\n\r\n" + SET,
                        CONNECT,
                        NOT_JSON),
                Answer.of("nothing but an empty line", "\r\n", CONNECT),
                Answer.of("a field without a colon", "HTTP/1.1 200 OK\r\nContent-Length 5\r\n\r\n{", CONNECT, NOT_JSON),
                Answer.of(
                        "a length that is no number",
                        "HTTP/1.1 200 OK\r\nContent-Length: x\r\n\r\n{",
                        CONNECT,
                        NOT_JSON),
                Answer.of("a negative length", "HTTP/1.1 200 OK\r\nContent-Length: -5\r\n\r\n{", CONNECT, NOT_JSON),
                Answer.of(
                        "a length beyond any number",
                        "HTTP/1.1 200 OK\r\nContent-Length: 99999999999999999999\r\n\r\n{",
                        CONNECT,
                        NOT_JSON),
                Answer.of(
                        "a length of many gigabytes",
                        "HTTP/1.1 200 OK\r\nContent-Length: 99999999999\r\n\r\n{",
                        CONNECT,
                        TOO_LARGE),
                Answer.of(
                        "two lengths, the first too short",
                        "HTTP/1.1 200 OK\r\nContent-Length: 9\r\nContent-Length: " + SET.length() + "\r\n\r\n" + SET,
                        CONNECT,
                        NOT_JSON),
                Answer.of("a chunk of negative size", chunked + "-1\r\n" + SET, CONNECT, NOT_JSON),
                Answer.of("a chunk beyond any number", chunked + "FFFFFFFFFFFFFFFFF\r\n" + SET, CONNECT, NOT_JSON),
                Answer.of("a chunk without an end", chunked + "fff\r\n" + SET, CONNECT, NOT_JSON),
                Answer.of("no last chunk", chunked + body, CONNECT),
                Answer.of(
                        "parts of several kinds",
                        "HTTP/1.1 200 OK\r\nContent-Type: multipart/byteranges; boundary=b\r\n\r\n--b\r\n\r\n" + SET
                                + "\r\n--b--\r\n",
                        NOT_JSON),
                Answer.of(
                        "an encoding that is not there",
                        "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\n" + SET,
                        ENCODING),
                Answer.of(
                        "one of several encodings",
                        "HTTP/1.1 200 OK\r\nContent-Encoding: identity\r\nContent-Encoding: br\r\n\r\n" + SET,
                        ENCODING),
                Answer.of(
                        "a transfer encoding beside chunked",
                        "HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip, chunked\r\n\r\n" + body + "0\r\n\r\n",
                        CONNECT,
                        NOT_JSON),
                new Answer("packed and not saying so", packed("HTTP/1.1 200 OK\r\n\r\n"), Set.of(NOT_JSON)),
                Answer.of(
                        "a hundred thousand fields",
                        "HTTP/1.1 200 OK\r\n" + "X-A: 0123456789\r\n".repeat(100_000) + "\r\n" + SET,
                        CONNECT),
                Answer.of("a NUL after the set", "HTTP/1.1 200 OK\r\n\r\n" + SET + "\0", NOT_JSON),
                Answer.of("two sets, one after the other", "HTTP/1.1 200 OK\r\n\r\n" + SET + "\n" + SET, NOT_JSON),
                Answer.of("a set in a text", "HTTP/1.1 200 OK\r\n\r\n\"" + SET.replace("\"", "\\\"") + "\"", NOT_JSON),
                Answer.of("a set in an array", "HTTP/1.1 200 OK\r\n\r\n[" + SET + "]", NOT_JSON),
                Answer.of("a guard before the set", "HTTP/1.1 200 OK\r\n\r\n)]}',\n" + SET, NOT_JSON),
                Answer.of("a call around the set", "HTTP/1.1 200 OK\r\n\r\nkeys(" + SET + ");", NOT_JSON),
                Answer.of("an encoding of our own", "HTTP/1.1 200 OK\r\nContent-Encoding: br\r\n\r\n" + SET, ENCODING),
                Answer.of(
                        "one field of a megabyte",
                        "HTTP/1.1 200 OK\r\nX: " + "x".repeat(1 << 20) + "\r\n\r\n" + SET,
                        CONNECT));
    }

    private static byte[] packed(String head) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes(RawServer.bytes(head));
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(SET.getBytes(UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("broken")
    @Tag("X02")
    void aBrokenAnswerIsAFailureLikeAnyOther(Answer answer) {
        try (FaultDrill drill = new FaultDrill(server.uri())) {
            server.talkOnEveryConnection(RawServer.thenClosing(answer.bytes()));
            drill.expect(answer.outcomes().toArray(RefreshOutcome[]::new));
            server.talk(RawServer.answering(RawServer.ok(SET)));
            drill.expectRecovery();
        }
    }

    static Stream<Answer> interim() {
        byte[] good = RawServer.ok(OTHER_SET);
        return Stream.of("100 Continue", "102 Processing", "103 Early Hints").map(status -> {
            byte[] first = RawServer.head(status, "Link: </x>; rel=preload");
            ByteArrayOutputStream both = new ByteArrayOutputStream();
            both.writeBytes(first);
            both.writeBytes(good);
            return new Answer(status, both.toByteArray(), Set.of(OK, NOT_JSON, CONNECT));
        });
    }

    /** A JDK before 20 takes an interim answer for the answer; then that is a failure, and what follows it is not believed. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("interim")
    @Tag("X03")
    void anInterimAnswerIsNeverTakenForASetAndTheConnectionIsNotOutOfStepAfterwards(Answer answer) {
        try (FaultDrill drill = new FaultDrill(server.uri())) {
            server.talkOnEveryConnection(RawServer.answering(answer.bytes()));
            drill.source.refresh();
            FaultDrill.soon().until(() -> drill.heard.outcomes().size() > 1);
            RefreshOutcome outcome = drill.heard.outcomes().get(1);
            assertThat(outcome).isIn(answer.outcomes());
            assertThat(drill.source.status().keys()).isEqualTo(outcome == OK ? 2 : 1);
            server.talkOnEveryConnection(RawServer.answering(RawServer.ok(SET)));
            drill.expectRecovery();
            refreshWell(drill);
            assertThat(drill.source.status().keys()).isEqualTo(1);
        }
    }

    @Test
    @Tag("X04")
    void anAnswerThatNobodyAskedForIsNotTakenForTheNextOne() {
        ByteArrayOutputStream twice = new ByteArrayOutputStream();
        twice.writeBytes(RawServer.ok(SET));
        twice.writeBytes(RawServer.ok(OTHER_SET));
        try (FaultDrill drill = new FaultDrill(server.uri())) {
            server.talkOnEveryConnection(RawServer.answering(twice.toByteArray()));
            refreshWell(drill);
            server.talk(RawServer.answering(RawServer.ok(SET)));
            for (int i = 0; i < 3; i++) {
                refreshWell(drill);
                assertThat(drill.source.status().keys()).isEqualTo(1);
            }
        }
    }

    @Test
    @Tag("X05")
    void fieldsWithoutEndAreCutOffOrEndAtTheDeadline() throws Exception {
        byte[] field = RawServer.bytes("X: " + "x".repeat(1_000) + "\r\n");
        withoutEnd(RawServer.bytes("HTTP/1.1 200 OK\r\n"), field, WITH_THE_CLIENT);
    }

    @Test
    @Tag("X05")
    void trailersWithoutEndAreCutOffOrEndAtTheDeadline() throws Exception {
        byte[] field = RawServer.bytes("X: " + "x".repeat(1_000) + "\r\n");
        withoutEnd(
                RawServer.bytes("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\r\n{\r\n0\r\n"),
                field,
                AT_ONCE);
    }

    @Test
    @Tag("X05")
    void aChunkHeadWithoutEndIsCutOffOrEndsAtTheDeadline() throws Exception {
        withoutEnd(
                RawServer.bytes("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1;"),
                RawServer.bytes("x".repeat(1_000)),
                AT_ONCE);
    }

    @Test
    @Tag("X05")
    void interimAnswersWithoutEndAreCutOffOrEndAtTheDeadline() throws Exception {
        withoutEnd(new byte[0], RawServer.head("100 Continue"), WITH_THE_CLIENT);
    }

    /** When a connection is closed that was given up; the JDK leaves one open whose head it refuses (decision 0078). */
    enum Release {
        AT_ONCE,
        WITH_THE_CLIENT
    }

    /** Sends the first part once and the other as long as somebody reads. */
    private void withoutEnd(byte[] first, byte[] again, Release release) throws InterruptedException {
        try (FaultDrill drill = new FaultDrill(server.uri())) {
            server.talkOnEveryConnection(connection -> {
                RawServer.readRequest(connection);
                connection.getOutputStream().write(first);
                while (true) {
                    connection.getOutputStream().write(again);
                }
            });
            drill.expect(CONNECT, TIMEOUT, NOT_JSON, TOO_LARGE);
            if (release == AT_ONCE) {
                assertThat(server.givenUp.await(30, TimeUnit.SECONDS)).isTrue();
            }
            server.talk(RawServer.answering(RawServer.ok(SET)));
            drill.expectRecovery();
        }
        if (release == WITH_THE_CLIENT && Runtime.version().feature() >= 25) {
            assertThat(server.givenUp.await(30, TimeUnit.SECONDS)).isTrue();
        }
    }

    private static void refreshWell(FaultDrill drill) {
        long good = drill.heard.count(OK);
        drill.source.refresh();
        FaultDrill.soon().until(() -> drill.heard.count(OK) > good);
    }
}
