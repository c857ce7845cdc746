package io.github.bearergate.testkit;

/** The metadata documents that an issuer may serve. */
public enum MetadataDocument {
    /** {@code ISSUER/.well-known/openid-configuration} (OpenID Connect Discovery 1.0 section 4). */
    OPENID_CONFIGURATION {
        @Override
        String path(String issuerPath) {
            return issuerPath + "/.well-known/openid-configuration";
        }
    },
    /** {@code HOST/.well-known/oauth-authorization-server/PATH}: inserted before the issuer's path (RFC 8414 section 3.1). */
    OAUTH_AUTHORIZATION_SERVER {
        @Override
        String path(String issuerPath) {
            return "/.well-known/oauth-authorization-server" + issuerPath;
        }
    },
    /** {@code ISSUER/.well-known/oauth-authorization-server}: appended to the issuer, as some servers do. */
    OAUTH_AUTHORIZATION_SERVER_APPENDED {
        @Override
        String path(String issuerPath) {
            return issuerPath + "/.well-known/oauth-authorization-server";
        }
    };

    /** The path on the issuer's host; {@code issuerPath} is empty or starts with a slash and does not end in one. */
    abstract String path(String issuerPath);
}
