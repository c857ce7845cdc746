/** The validation core: decides about requests that carry OAuth 2.0 access tokens. */
module io.github.bearergate.core {
    requires com.github.benmanes.caffeine;
    requires com.nimbusds.jose.jwt;
    requires java.net.http;
    requires static transitive org.jspecify;

    exports io.github.bearergate;
    exports io.github.bearergate.jwks;
    exports io.github.bearergate.policy;
    exports io.github.bearergate.spi;
    exports io.github.bearergate.store;
}
