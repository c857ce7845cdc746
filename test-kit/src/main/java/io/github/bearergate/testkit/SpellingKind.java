package io.github.bearergate.testkit;

/** How a spelling of a path differs from its plain one. */
public enum SpellingKind {
    /** The plain spelling itself. */
    PLAIN,
    /** Characters are percent-encoded that need not be, with upper-case and lower-case digits. */
    ENCODED,
    /** Escapes are escaped again, or are not UTF-8. */
    DOUBLE_ENCODED,
    /** Segments {@code .} and {@code ..} are put in, plain, encoded and with parameters. */
    DOT_SEGMENT,
    /** Slashes stand twice. */
    EXTRA_SLASH,
    /** Backslashes stand for slashes. */
    BACKSLASH,
    /** Segments have path parameters. */
    PARAMETER,
    /** Control characters and blanks are put in. */
    CONTROL,
    /** A slash at the end is put there, or taken away. */
    TRAILING_SLASH,
    /** Letters have the other case. */
    CASE,
    /** The last segment has a suffix, such as {@code .json}. */
    SUFFIX,
    /** Characters are replaced by others that become the same when text is normalised or case is folded (Unicode). */
    LOOK_ALIKE
}
