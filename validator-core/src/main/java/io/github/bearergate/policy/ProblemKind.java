package io.github.bearergate.policy;

import java.util.Locale;

/** Every kind of problem that a policy can have: a closed set, whose ids stay the same across releases. */
public enum ProblemKind {
    /** The bytes are not UTF-8, or begin with a byte order mark. */
    NOT_UTF_8,
    /** A control, format or separator character stands in the text. */
    BAD_CHARACTER,
    /** The first line is not {@code policy 1}. */
    MISSING_HEADER,
    /** The last line is not {@code everything else is denied}. */
    MISSING_END,
    /** A line follows {@code everything else is denied}. */
    AFTER_END,
    /** A setting is not indented, or another line is. */
    BAD_INDENTATION,
    /** A line, or a word in it, is not of the language. */
    UNKNOWN_WORD,
    /** A quoted text does not end, or has an escape other than {@code \"} and {@code \\}. */
    BAD_QUOTE,
    /** A setting is not of the language. */
    UNKNOWN_SETTING,
    /** A setting stands twice below one issuer. */
    SETTING_TWICE,
    /** A setting stands below no issuer. */
    SETTING_WITHOUT_ISSUER,
    /** An issuer lacks a setting that it must have. */
    MISSING_SETTING,
    /** A value is not of the form that its setting or test has. */
    BAD_VALUE,
    /** A value is outside its setting's range. */
    OUT_OF_RANGE,
    /** One value stands twice in a setting, a list of scopes or a {@code where}. */
    VALUE_TWICE,
    /** An environment name is not set. */
    UNSET_ENVIRONMENT,
    /** The issuer is not an https URL. */
    BAD_ISSUER,
    /** Two issuers have the same URL. */
    ISSUER_TWICE,
    /** Keys would be fetched without TLS from another host. */
    INSECURE_KEYS,
    /** The algorithm is {@code none}, or shares its secret with the verifier. */
    WEAK_ALGORITHM,
    /** An algorithm is not supported. */
    UNKNOWN_ALGORITHM,
    /** There are two issuers, and one has no {@code grants}. */
    MISSING_GRANTS,
    /** Two issuers have the same alias. */
    ALIAS_TWICE,
    /** A method is not of the language. */
    UNKNOWN_METHOD,
    /** A rule names TRACE or CONNECT. */
    FORBIDDEN_METHOD,
    /** A method stands twice in a rule. */
    METHOD_TWICE,
    /** A path is not of the language. */
    BAD_PATH,
    /** What a rule asks is not of the language. */
    BAD_REQUIREMENT,
    /** {@code and} and {@code or} stand between the scopes of one rule. */
    MIXED_AND_OR,
    /** A scope has characters that RFC 6749 does not allow. */
    BAD_SCOPE,
    /** A test names a variable that the rule's path does not have. */
    UNKNOWN_VARIABLE,
    /** A rule needs a token, and there is no issuer. */
    NO_ISSUER,
    /** Two rules speak for one request, and none that does beats both. */
    AMBIGUOUS_RULES,
    /** Two rules speak for exactly the same requests. */
    EQUAL_RULES,
    /** Other rules beat a rule everywhere. */
    DEAD_RULE,

    /** An open rule names a method that changes something. */
    OPEN_MUTATION(Severity.WARNING),
    /** A rule opens every method. */
    OPEN_ANY(Severity.WARNING),
    /** A rule with a wildcard asks less than a rule inside it. */
    WEAKER_WILDCARD(Severity.WARNING),
    /** Two scopes differ in one character. */
    SIMILAR_SCOPES(Severity.WARNING),
    /** A scope stands in one rule only. */
    SCOPE_USED_ONCE(Severity.WARNING),
    /** A leeway is above two minutes. */
    LONG_LEEWAY(Severity.WARNING),
    /** A lifetime is above 24 hours. */
    LONG_LIFETIME(Severity.WARNING);

    /** What a problem does to its policy. */
    public enum Severity {
        /** The policy is refused. */
        REFUSAL,
        /** The policy works; its owner should look. */
        WARNING
    }

    private final Severity severity;
    private final String id = name().toLowerCase(Locale.ROOT).replace('_', '-');

    ProblemKind() {
        this(Severity.REFUSAL);
    }

    ProblemKind(Severity severity) {
        this.severity = severity;
    }

    /** The name in kebab case, such as {@code ambiguous-rules}. */
    public String id() {
        return id;
    }

    /** What a problem of this kind does to its policy. */
    public Severity severity() {
        return severity;
    }
}
