package io.github.bearergate.testkit;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Clock;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Says what a {@link TestIssuer} is to be like, and starts it. Not thread-safe. */
public final class TestIssuerBuilder {
    Style style = Style.STANDARD;
    String host = "127.0.0.1";
    int port;
    Optional<String> path = Optional.empty();
    String defaultAudience = "https://api.example.com";
    Optional<List<JwsAlgorithm>> algorithms = Optional.empty();
    Optional<Set<MetadataDocument>> metadata = Optional.empty();
    Clock clock = Clock.systemUTC();
    final Map<String, Endpoint> endpoints = new LinkedHashMap<>();

    TestIssuerBuilder() {}

    /** Listens on this port; 0, the default, takes any free one. */
    public TestIssuerBuilder port(int port) {
        this.port = port;
        return this;
    }

    /**
     * Listens on this address and names it in the issuer; {@code 127.0.0.1} unless set.
     *
     * @throws IllegalArgumentException when it is not a loopback address
     */
    public TestIssuerBuilder host(String host) {
        address(host);
        this.host = host;
        return this;
    }

    /** Gives the issuer a path, {@code /tenants/a}, say; the key set and the metadata move along. Empty for none. */
    public TestIssuerBuilder path(String path) {
        if (!path.isEmpty() && (!path.startsWith("/") || path.endsWith("/"))) {
            throw new IllegalArgumentException("a path starts with a slash and does not end in one: " + path);
        }
        this.path = Optional.of(path);
        return this;
    }

    /** Sets the audience of tokens that name none, and of the policy text; {@code https://api.example.com} unless set. */
    public TestIssuerBuilder defaultAudience(String audience) {
        this.defaultAudience = audience;
        return this;
    }

    /**
     * Publishes one key for each of these algorithms; tokens are signed with the first unless told otherwise.
     *
     * @param names JOSE names; {@code RS256 ES256 EdDSA} unless set. Every RSA key costs about a tenth of a second
     */
    public TestIssuerBuilder algorithms(String... names) {
        List<JwsAlgorithm> chosen =
                Stream.of(names).map(JwsAlgorithm::named).distinct().toList();
        if (chosen.isEmpty()) {
            throw new IllegalArgumentException("an issuer signs with at least one algorithm");
        }
        this.algorithms = Optional.of(chosen);
        return this;
    }

    /** Publishes one key for each algorithm there is, both spellings of Ed25519 included. */
    public TestIssuerBuilder everyAlgorithm() {
        this.algorithms = Optional.of(List.of(JwsAlgorithm.values()));
        return this;
    }

    /** Serves these metadata documents only; none at all leaves the key set alone. */
    public TestIssuerBuilder metadata(MetadataDocument... documents) {
        Set<MetadataDocument> chosen = EnumSet.noneOf(MetadataDocument.class);
        chosen.addAll(List.of(documents));
        this.metadata = Optional.of(Set.copyOf(chosen));
        return this;
    }

    /** Takes the times of tokens from this clock. */
    public TestIssuerBuilder clock(Clock clock) {
        this.clock = clock;
        return this;
    }

    /** Answers another path of the issuer's host: a token endpoint, say, which the metadata name if it is {@code /token}. */
    public TestIssuerBuilder endpoint(String path, Endpoint endpoint) {
        endpoints.put(path, endpoint);
        return this;
    }

    /** Shapes tokens, key set, paths and metadata as Keycloak does. */
    public TestIssuerBuilder likeKeycloak() {
        this.style = Style.KEYCLOAK;
        return this;
    }

    /** Shapes tokens, key set and metadata as node oidc-provider does. */
    public TestIssuerBuilder likeOidcProvider() {
        this.style = Style.OIDC_PROVIDER;
        return this;
    }

    /** Shapes tokens, key set, paths and metadata as Spring Authorization Server does. */
    public TestIssuerBuilder likeSpringAuthorizationServer() {
        this.style = Style.SPRING;
        return this;
    }

    /**
     * Makes the keys and starts to listen.
     *
     * @throws java.io.UncheckedIOException when the port is taken
     */
    public TestIssuer start() {
        return new TestIssuer(this);
    }

    InetAddress address() {
        return address(host);
    }

    String issuerPath() {
        return path.orElse(style.path());
    }

    String jwksPath() {
        return issuerPath() + style.jwksPath();
    }

    List<JwsAlgorithm> chosenAlgorithms() {
        return algorithms.orElse(style.algorithms());
    }

    Set<MetadataDocument> chosenMetadata() {
        return metadata.orElse(style.metadata());
    }

    private static InetAddress address(String host) {
        try {
            InetAddress address = InetAddress.getByName(host);
            if (!address.isLoopbackAddress()) {
                throw new IllegalArgumentException("a test issuer listens on loopback only, not on " + host);
            }
            return address;
        } catch (UnknownHostException unknown) {
            throw new IllegalArgumentException("no such host: " + host, unknown);
        }
    }
}
