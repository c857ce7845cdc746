package io.github.bearergate.testkit;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/**
 * Makes a {@link TestIssuer} misbehave, so that a service can be drilled.
 *
 * <p>A fault is in force from the call on, for every path of the issuer (key set, metadata and its own endpoints), until the
 * next one or {@link #calm()}. {@link #only} confines it to one path, which then wins over the fault for all paths; {@link
 * #next} ends it after some answers. Requests that are being answered go on as they began. Thread-safe; closing the issuer
 * ends everything.
 */
public final class Chaos {
    private final TestIssuer issuer;
    private final Weather weather;
    private final String scope;
    private final long answers;

    Chaos(TestIssuer issuer, Weather weather, String scope, long answers) {
        this.issuer = issuer;
        this.weather = weather;
        this.scope = scope;
        this.answers = answers;
    }

    /** The same controls for one path, such as that of {@link TestIssuer#jwksUri()}. */
    public Chaos only(String path) {
        return new Chaos(issuer, weather, path, answers);
    }

    /** The same controls for the next few answers; after them the path answers well again. */
    public Chaos next(int answers) {
        return new Chaos(issuer, weather, scope, atLeast(1, answers));
    }

    /** Answers in a way of your own. */
    public void fault(Fault fault) {
        weather.set(scope, answers, fault);
    }

    /** Answers rightly, but only after this long. */
    public void slow(Duration delay) {
        fault(Faults.slow(delay));
    }

    /** Sends the head at once and the body in pieces of so many bytes, with a pause between them. */
    public void drip(int bytes, Duration interval) {
        fault(Faults.drip(atLeast(1, bytes), interval));
    }

    /** Sends the head in pieces of so many bytes, with a pause between them, and then the body. */
    public void dripHead(int bytes, Duration interval) {
        fault(Faults.dripHead(atLeast(1, bytes), interval));
    }

    /** Takes the request and never answers. */
    public void hang() {
        fault((truth, wire) -> wire.hang());
    }

    /** Sends the head and so many bytes of the body, and then nothing more, with the connection left open. */
    public void stall(int bodyBytes) {
        fault(Faults.stall(atLeast(0, bodyBytes)));
    }

    /** Sends the head and so many bytes of the body, and closes the connection. */
    public void truncate(int bodyBytes) {
        fault(Faults.truncate(atLeast(0, bodyBytes)));
    }

    /** Answers with this status and no body. */
    public void answer(int status) {
        answer(Reply.of(status, ""));
    }

    /** Answers with this status and body, said to be JSON. */
    public void answer(int status, String body) {
        answer(Reply.json(body).withStatus(status));
    }

    /** Answers this, whatever is asked. */
    public void answer(Reply reply) {
        fault((truth, wire) -> wire.send(reply));
    }

    /** Answers rightly, with one header field more: {@code Cache-Control}, say. */
    public void header(String name, String value) {
        fault((truth, wire) -> wire.send(truth.withHeader(name, value)));
    }

    /** Answers 200 with random bytes as the body; the same ones every time. */
    public void garbage() {
        fault(Faults.garbage(1));
    }

    /** Answers with random bytes that are no HTTP, and closes the connection. */
    public void brokenHttp() {
        fault(Faults.brokenHttp(1));
    }

    /** Answers 200 with a page of HTML, as a captive portal or a proxy does. */
    public void captivePortal() {
        answer(Reply.of(200, "<!doctype html><title>Sign in</title>").withHeader("Content-Type", "text/html"));
    }

    /** Publishes a key set without keys; the metadata stay as they are. */
    public void emptySet() {
        only(issuer.jwksUri().getPath()).answer(200, "{\"keys\":[]}");
    }

    /** Goes on publishing the key set of this moment, whatever happens to the keys: a cache in front of the issuer. */
    public void freeze() {
        only(issuer.jwksUri().getPath()).answer(200, issuer.jwks());
    }

    /** Answers 302 with this location. */
    public void redirect(URI location) {
        answer(Reply.of(302, "").withHeader("Location", location.toString()));
    }

    /** Answers 200 with a chunked body of at least so many bytes: a key set that is nearly all blanks. */
    public void huge(long bytes) {
        fault(Faults.huge(bytes));
    }

    /** Answers rightly, compressed, although nobody asked for it. */
    public void gzip() {
        fault(Faults.gzip());
    }

    /** Takes the request and resets the connection. */
    public void reset() {
        fault((truth, wire) -> wire.reset());
    }

    /** Publishes one key more, of a type that nobody knows; the metadata stay as they are. */
    public void unknownKeyType() {
        only(issuer.jwksUri().getPath()).fault((truth, wire) -> {
            String set = truth.text();
            String element = "{\"kty\":\"LATTICE\",\"kid\":\"of-a-later-age\",\"x\":\"AAAA\"}";
            String longer = set.replaceFirst("\\[", set.contains("[]") ? "[" + element : "[" + element + ",");
            wire.send(truth.withBody(longer.getBytes(StandardCharsets.UTF_8)));
        });
    }

    /** Takes the issuer off the network: connections are ended, and new ones refused. */
    public void stop() {
        issuer.stopListening();
    }

    /**
     * Brings it back on the same port, with its keys and its faults; does nothing unless it is stopped.
     *
     * @throws java.io.UncheckedIOException when somebody else has taken the port
     */
    public void restart() {
        issuer.listen();
    }

    /** Moves the clock from which tokens take their times, once more with every call; negative durations move it back. */
    public void jumpClock(Duration jump) {
        issuer.jumpClock(jump);
    }

    /** Ends every fault of every path, restarts the issuer if it is stopped, and puts its clock right. */
    public void calm() {
        weather.calm();
        issuer.resetClock();
        issuer.listen();
    }

    private static int atLeast(int least, int given) {
        if (given < least) {
            throw new IllegalArgumentException("at least " + least + ", not " + given);
        }
        return given;
    }
}
