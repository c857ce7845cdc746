package io.github.bearergate;

/**
 * The text of one access token that was presented as RFC 6750 section 2.1 says: one Authorization field, scheme Bearer. Whether all its
 * characters are those of a token is asked only of one that is not remembered, since every character decides what is.
 */
public final class BearerToken {
    private final String field;
    private final int start;

    /**
     * Only {@link AuthorizationHeader} and {@link TokenValidator} make one.
     *
     * @param field the field's value, or the token alone
     * @param start where the token begins; it goes on to the end
     */
    BearerToken(String field, int start) {
        this.field = field;
        this.start = start;
    }

    /** The text that holds the token. Secret: never to be logged. */
    String field() {
        return field;
    }

    /** Where in the text the token begins. */
    int start() {
        return start;
    }

    /** Says that there is a token, never which. */
    @Override
    public String toString() {
        return "BearerToken[hidden]";
    }
}
