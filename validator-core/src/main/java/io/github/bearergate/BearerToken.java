package io.github.bearergate;

/**
 * The text of one access token that was presented by the rules of RFC 6750 section 2.1: one Authorization field, scheme Bearer,
 * nothing but b64token characters. Nothing is known of its content.
 */
public final class BearerToken {
    private final byte[] characters;
    private final int start;

    /**
     * Only {@link AuthorizationHeader} and {@link TokenValidator} make one, after reading the grammar.
     *
     * @param characters one character each byte, all ASCII; not to be changed afterwards
     * @param start where the token begins; it goes on to the end
     */
    BearerToken(byte[] characters, int start) {
        this.characters = characters;
        this.start = start;
    }

    /** The array that holds the token. Secret: never to be logged, and not to be changed. */
    byte[] characters() {
        return characters;
    }

    /** Where in the array the token begins. */
    int start() {
        return start;
    }

    /** Says that there is a token, never which. */
    @Override
    public String toString() {
        return "BearerToken[hidden]";
    }
}
