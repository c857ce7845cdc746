package io.github.bearergate.policy;

/** How an issuer's access tokens are shaped. */
public enum Profile {
    /** {@code typ} is at+jwt, JWT or absent; {@code iss}, {@code exp} and {@code aud} are required. The default. */
    GENERAL("general"),
    /** {@code typ} is at+jwt; {@code sub}, {@code client_id}, {@code iat} and {@code jti} are required too (RFC 9068). */
    RFC9068("rfc9068");

    private final String word;

    Profile(String word) {
        this.word = word;
    }

    /** The word that a policy writes for it. */
    public String word() {
        return word;
    }
}
