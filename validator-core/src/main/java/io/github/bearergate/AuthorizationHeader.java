package io.github.bearergate;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Function;

/**
 * Reads the Authorization fields of a request (RFC 6750 section 2.1, RFC 9110 section 11.6.2): a token, or why there is none.
 *
 * <p>The characters of the token are left to {@link TokenValidator}, which asks {@link #isB64token} only about what is neither remembered
 * nor well-formed: looking at each took a quarter of the time of a request whose token is remembered.
 */
final class AuthorizationHeader {
    private static final String SCHEME = "Bearer";
    private static final boolean[] B64TOKEN = b64token();

    private AuthorizationHeader() {}

    /** Reads the values of all Authorization fields, and hands on the token or the reason for there being none. */
    static <T> T read(List<String> values, Function<BearerToken, T> token, Function<Reason, T> none) {
        if (values.isEmpty()) {
            return none.apply(Reason.MISSING_TOKEN);
        }
        if (values.size() > 1) {
            return none.apply(Reason.MULTIPLE_TOKENS);
        }
        String value = values.get(0);
        int schemeEnd = endOfScheme(value);
        if (!isBearer(value, schemeEnd)) {
            return none.apply(otherScheme(value, schemeEnd));
        }
        int start = startOfToken(value, schemeEnd);
        if (start == schemeEnd || start == value.length()) {
            return none.apply(Reason.MALFORMED_HEADER);
        }
        if (value.length() - start > TokenValidator.LONGEST_TOKEN) {
            return none.apply(Reason.TOKEN_TOO_LARGE);
        }
        return token.apply(new BearerToken(value, start));
    }

    /** A text's characters, one each byte. What is beyond U+00FF becomes a question mark, which no token may hold. */
    static byte[] characters(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    private static int endOfScheme(String value) {
        int end = 0;
        while (end < value.length() && isTokenCharacter(value.charAt(end))) {
            end++;
        }
        return end;
    }

    /** RFC 9110 section 11.1: the name of a scheme is matched in any case. */
    private static boolean isBearer(String value, int schemeEnd) {
        return schemeEnd == SCHEME.length() && value.regionMatches(true, 0, SCHEME, 0, schemeEnd);
    }

    private static Reason otherScheme(String value, int schemeEnd) {
        boolean named = schemeEnd > 0 && (schemeEnd == value.length() || value.charAt(schemeEnd) == ' ');
        return named ? Reason.OTHER_SCHEME : Reason.MALFORMED_HEADER;
    }

    private static int startOfToken(String value, int schemeEnd) {
        int start = schemeEnd;
        while (start < value.length() && value.charAt(start) == ' ') {
            start++;
        }
        return start;
    }

    /** RFC 6750 section 2.1: one or more of the characters below, then any number of equals signs. */
    static boolean isB64token(byte[] characters, int start) {
        int end = characters.length;
        while (end > start && characters[end - 1] == '=') {
            end--;
        }
        boolean all = true;
        for (int i = start; i < end; i++) {
            all &= B64TOKEN[characters[i] & 0xFF];
        }
        return all && end > start;
    }

    private static boolean[] b64token() {
        boolean[] allowed = new boolean[256];
        for (char c = 0; c < 0x80; c++) {
            allowed[c] = isAlphanumeric(c) || "-._~+/".indexOf(c) >= 0;
        }
        return allowed;
    }

    /** RFC 9110 section 5.6.2: the characters of a scheme's name. */
    private static boolean isTokenCharacter(char c) {
        return isAlphanumeric(c) || "!#$%&'*+-.^_`|~".indexOf(c) >= 0;
    }

    private static boolean isAlphanumeric(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    }
}
