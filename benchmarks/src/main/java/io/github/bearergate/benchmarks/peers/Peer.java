package io.github.bearergate.benchmarks.peers;

import java.util.Locale;
import java.util.Set;

/** The libraries that are measured beside ours. */
public enum Peer {
    /** {@code io.vertx:vertx-auth-jwt}. */
    VERTX("vertx-auth-jwt", Set.of("RS256", "PS256", "ES256", "EdDSA"), VertX::open),
    /** {@code com.auth0:java-jwt}. */
    AUTH0("auth0 java-jwt", Set.of("RS256", "ES256"), Auth0::open),
    /** {@code com.google.crypto.tink:tink}. */
    TINK("tink", Set.of("RS256", "PS256", "ES256"), Tink::open),
    /** {@code io.jsonwebtoken:jjwt}. */
    JJWT("jjwt", Set.of("RS256", "PS256", "ES256", "EdDSA"), Jjwt::open),
    /** {@code com.nimbusds:nimbus-jose-jwt}, a verifier for each key made before. */
    NIMBUS_PREBUILT("nimbus, prebuilt verifiers", Set.of("RS256", "PS256", "ES256"), Nimbus::prebuilt),
    /** {@code com.nimbusds:nimbus-jose-jwt}, the whole processor. */
    NIMBUS("nimbus DefaultJWTProcessor", Set.of("RS256", "PS256", "ES256"), Nimbus::processor),
    /** {@code org.bitbucket.b_c:jose4j}. */
    JOSE4J("jose4j", Set.of("RS256", "PS256", "ES256", "EdDSA"), Jose4j::open),
    /** {@code org.pac4j:pac4j-jwt}. */
    PAC4J("pac4j", Set.of("RS256", "PS256", "ES256"), Pac4j::open),
    /** {@code io.smallrye:smallrye-jwt}. */
    SMALLRYE("smallrye-jwt", Set.of("RS256", "PS256", "ES256"), SmallRye::open),
    /** {@code org.springframework.security:spring-security-oauth2-jose}, with one key. */
    SPRING_KEY("Spring NimbusJwtDecoder, public key", Set.of("RS256", "PS256"), Spring::publicKey),
    /** {@code org.springframework.security:spring-security-oauth2-jose}, with a key set. */
    SPRING_JWKS("Spring NimbusJwtDecoder, JWKS", Set.of("RS256", "PS256", "ES256"), Spring::keySet),
    /** {@code io.helidon.security:helidon-security-jwt}. */
    HELIDON("helidon", Set.of("RS256", "ES256"), Helidon::open, 21);

    private static final int OLDEST_JAVA = 17;

    /** Configures a library. */
    @FunctionalInterface
    private interface Opening {
        TokenCheck open(Setting setting) throws Exception;
    }

    private final String title;

    @SuppressWarnings("ImmutableEnumChecker") // it comes from Set.of
    private final Set<String> algorithms;

    @SuppressWarnings("ImmutableEnumChecker") // a method reference has no state
    private final Opening opening;

    private final int leastJava;

    Peer(String title, Set<String> algorithms, Opening opening) {
        this(title, algorithms, opening, OLDEST_JAVA);
    }

    Peer(String title, Set<String> algorithms, Opening opening, int leastJava) {
        this.title = title;
        this.algorithms = algorithms;
        this.opening = opening;
        this.leastJava = leastJava;
    }

    /** What it is called in tables. */
    public String title() {
        return title;
    }

    /** What it is called in parameters. */
    public String parameter() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Whether this version of Java runs it. */
    public boolean worksHere() {
        return Runtime.version().feature() >= leastJava;
    }

    /** Whether every version of Java runs it that this project supports. */
    public boolean worksEverywhere() {
        return leastJava == OLDEST_JAVA;
    }

    /** Whether the library verifies this algorithm, by its name, in the way that it is configured here. */
    public boolean verifies(String algorithm) {
        return algorithms.contains(algorithm);
    }

    /** Configures the library; the caller closes the check. */
    public TokenCheck open(Setting setting) {
        try {
            return opening.open(setting);
        } catch (Exception e) {
            throw new IllegalStateException(title + " cannot be set up", e);
        }
    }
}
