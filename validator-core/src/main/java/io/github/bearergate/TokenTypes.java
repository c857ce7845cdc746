package io.github.bearergate;

import io.github.bearergate.policy.Profile;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The {@code typ} header values that a profile accepts (RFC 9068 section 4, RFC 7515 section 4.1.9): media types, so in any case
 * and with or without {@code application/}.
 */
enum TokenTypes {
    ACCESS_TOKENS_ONLY(false, "at+jwt", "application/at+jwt"),
    ANY_JWT(true, "at+jwt", "application/at+jwt", "jwt", "application/jwt");

    private final boolean absentIsAllowed;

    @SuppressWarnings("ImmutableEnumChecker") // made by List.of, which is unmodifiable
    private final List<String> accepted;

    TokenTypes(boolean absentIsAllowed, String... accepted) {
        this.absentIsAllowed = absentIsAllowed;
        this.accepted = List.of(accepted);
    }

    static TokenTypes of(Profile profile) {
        return switch (profile) {
            case GENERAL -> ANY_JWT;
            case RFC9068 -> ACCESS_TOKENS_ONLY;
        };
    }

    boolean allow(Optional<String> type) {
        return type.isEmpty() ? absentIsAllowed : isAccepted(type.get());
    }

    /** Letters are folded for ASCII text only: elsewhere some other letter folds to one of ours. */
    private boolean isAccepted(String type) {
        return accepted.contains(type)
                || (type.chars().allMatch(c -> c < 0x80) && accepted.contains(type.toLowerCase(Locale.ROOT)));
    }
}
