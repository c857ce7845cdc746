package io.github.bearergate.servlet;

/** The protection space that challenges name (RFC 9110 section 11.5), restricted to what needs no quoting. */
final class Realm {
    static final String RULE = "write 1 to 128 printable ASCII characters other than \" and \\";

    private static final int LONGEST = 128;

    private Realm() {}

    static String required(String realm) {
        if (!isValid(realm)) {
            throw new IllegalArgumentException("the realm cannot be used: " + RULE);
        }
        return realm;
    }

    static boolean isValid(String realm) {
        return !realm.isBlank()
                && realm.length() <= LONGEST
                && realm.chars().allMatch(c -> c >= 0x20 && c < 0x7F && c != '"' && c != '\\');
    }
}
