package io.github.bearergate;

/**
 * The text of one access token that was presented by the rules of RFC 6750 section 2.1: one Authorization field, scheme Bearer,
 * nothing but b64token characters. Nothing is known of its content.
 */
public final class BearerToken {
    private final String text;

    /** Only {@link AuthorizationHeader} and {@link TokenValidator} make one, after reading the grammar. */
    BearerToken(String text) {
        this.text = text;
    }

    /** The token. Secret: never to be logged. */
    String text() {
        return text;
    }

    /** Says that there is a token, never which. */
    @Override
    public String toString() {
        return "BearerToken[hidden]";
    }
}
