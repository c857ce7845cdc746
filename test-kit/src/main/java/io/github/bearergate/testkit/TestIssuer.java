package io.github.bearergate.testkit;

import java.net.URI;
import java.security.KeyPair;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * A token issuer for tests: real keys, a JWKS and metadata endpoint on loopback, and tokens of every shape.
 *
 * <p>It can do what a real authorization server does to its resource servers: rotate and withdraw keys, be slow, fail, and
 * vanish. Thread-safe. Closing it ends every connection and every thread, and calls made after that fail or change nothing.
 */
public final class TestIssuer implements AutoCloseable {
    private final String defaultAudience;
    private final String host;
    private final String issuer;
    private final String jwksPath;
    private final Style style;
    private final List<JwsAlgorithm> algorithms;
    private final boolean discoverable;
    private final Clock clock;
    private final KeyRing ring;
    private final Metadata metadata;
    private final Site site = new Site();
    private final Listening listening;
    private final AtomicReference<Duration> clockOffset = new AtomicReference<>(Duration.ZERO);

    TestIssuer(TestIssuerBuilder settings) {
        style = settings.style;
        defaultAudience = settings.defaultAudience;
        algorithms = settings.chosenAlgorithms();
        discoverable = !settings.chosenMetadata().isEmpty();
        clock = settings.clock;
        jwksPath = settings.jwksPath();
        listening = new Listening(settings.address(), settings.port, site);
        ring = KeyRing.withKeysFor(style, algorithms);
        String literal = settings.host.contains(":") ? "[" + settings.host + "]" : settings.host;
        host = "http://" + literal + ":" + listening.port();
        issuer = host + settings.issuerPath();
        metadata = new Metadata(
                issuer,
                host,
                host + jwksPath,
                algorithms.stream().map(Enum::name).toList());
        site.add(jwksPath, asked -> Reply.json(jwks()));
        settings.chosenMetadata()
                .forEach(document ->
                        site.add(document.path(settings.issuerPath()), asked -> Reply.json(metadata.document())));
        settings.endpoints.forEach(site::add);
        listening.start();
    }

    /** Starts an issuer with the default settings of {@link #builder()} on any free port. */
    public static TestIssuer start() {
        return builder().start();
    }

    /** Makes the settings of an issuer that is to be started. */
    public static TestIssuerBuilder builder() {
        return new TestIssuerBuilder();
    }

    /** The issuer identifier: the {@code iss} of its tokens, such as {@code http://127.0.0.1:49213}. */
    public String issuer() {
        return issuer;
    }

    /** Where the key set is served. */
    public URI jwksUri() {
        return URI.create(host + jwksPath);
    }

    /** Another place on the issuer's host. */
    public URI uri(String path) {
        return URI.create(host + path);
    }

    /** The port it listens on, or would if it were not stopped. */
    public int port() {
        return listening.port();
    }

    /** The audience of tokens that name none. */
    public String defaultAudience() {
        return defaultAudience;
    }

    /** A complete policy text that trusts this issuer, with these rules, and denies everything else. */
    public String policy(String rules) {
        return "policy 1\n\n" + issuerLines() + "\n" + rules.stripIndent().strip() + "\n\neverything else is denied\n";
    }

    /** The lines of a policy that trust this issuer, with more settings if needed, such as {@code "alias second"}. */
    public String issuerLines(String... settings) {
        return PolicyLines.of(this, algorithms, discoverable, settings);
    }

    /** A new token, to be shaped and signed. */
    public TokenBuilder token() {
        return new TokenBuilder(this, List.of());
    }

    /** The key set as it is published at this moment. */
    public String jwks() {
        return ring.document();
    }

    /** The key that signs tokens at this moment. */
    public String kid() {
        return ring.signer(usualAlgorithm()).kid();
    }

    /** The key that signs tokens of this algorithm at this moment. */
    public String kid(String algorithm) {
        return ring.signer(JwsAlgorithm.named(algorithm)).kid();
    }

    /** The published keys, in the order of the set. */
    public List<String> kids() {
        return ring.kids();
    }

    /** A key as the set shows it, published or not: one JSON object. */
    public String jwk(String kid) {
        return ring.element(kid);
    }

    /** Both halves of a key, published or not. */
    public KeyPair key(String kid) {
        return ring.key(kid).pair();
    }

    /** Publishes a new key and signs with it from the next token on; the old one stays published. Returns the new kid. */
    public String rotate() {
        return rotate(usualAlgorithm().name());
    }

    /** Rotates the key of one algorithm, like {@link #rotate()}. */
    public String rotate(String algorithm) {
        String kid = addKey(algorithm);
        signWith(kid);
        return kid;
    }

    /** Publishes a new key that does not sign yet: the first step of a planned rotation. Returns its kid. */
    public String addKey(String algorithm) {
        SigningKey key = ring.make(JwsAlgorithm.named(algorithm));
        ring.publish(key);
        return key.kid();
    }

    /** Publishes this key under this name, in place of any that has it; it does not sign yet. */
    public void addKey(String kid, String algorithm, KeyPair pair) {
        ring.publish(ring.add(Optional.of(kid), JwsAlgorithm.named(algorithm), pair));
    }

    /** Signs with a new key that is not published yet, as a hasty server does. Returns its kid. */
    public String signBeforePublishing() {
        SigningKey key = ring.make(usualAlgorithm());
        ring.signWith(key);
        return key.kid();
    }

    /** Signs with this key from the next token on. */
    public void signWith(String kid) {
        ring.signWith(ring.key(kid));
    }

    /** Publishes a key of this issuer: one that was withdrawn, or was not published before. */
    public void publish(String kid) {
        ring.publish(ring.key(kid));
    }

    /** Publishes one more element of the key set, valid or not: an unknown key type, a weak key, a number. */
    public void publishElement(String json) {
        ring.publishElement(json);
    }

    /**
     * Withdraws a key from the set; returns whether it was there.
     *
     * <p>The issuer goes on signing with it if it did before, and {@link TokenBuilder#signedBy(String)} still can: whoever has
     * stolen it can too.
     */
    public boolean removeKey(String kid) {
        return ring.withdraw(kid);
    }

    /** Changes a member of the metadata; null leaves it out. */
    public void metadata(String name, @Nullable Object value) {
        metadata.set(name, value);
    }

    /** Answers one more path of the issuer's host from now on, or answers it otherwise: a token endpoint, say. */
    public void endpoint(String path, Endpoint endpoint) {
        site.add(path, endpoint);
    }

    /** The controls that make this issuer misbehave. */
    public Chaos chaos() {
        return new Chaos(this, site.weather(), Weather.EVERYWHERE, Long.MAX_VALUE);
    }

    /** How many requests have arrived, of any kind. */
    public int requests() {
        return site.log().total();
    }

    /** How many requests have arrived for this path. */
    public int requests(String path) {
        return site.log().count(path);
    }

    /** The last hundred requests, oldest first. */
    public List<ReceivedRequest> lastRequests() {
        return site.log().last();
    }

    /** Waits until that many requests have arrived for a path since the start; false when the time is up before. */
    public boolean awaitRequests(String path, int atLeast, Duration within) throws InterruptedException {
        return site.log().await(path, atLeast, within);
    }

    /** Ends every connection, waits for every thread, and gives the port back. Idempotent. */
    @Override
    public void close() {
        listening.close();
        ring.close();
    }

    void stopListening() {
        listening.stop();
    }

    void listen() {
        listening.start();
    }

    void jumpClock(Duration jump) {
        clockOffset.updateAndGet(jump::plus);
    }

    void resetClock() {
        clockOffset.set(Duration.ZERO);
    }

    KeyRing ring() {
        return ring;
    }

    JwsAlgorithm usualAlgorithm() {
        return algorithms.get(0);
    }

    TokenDraft draft() {
        return new TokenDraft(issuer, style, now(), defaultAudience);
    }

    private Instant now() {
        return clock.instant().plus(clockOffset.get());
    }
}
