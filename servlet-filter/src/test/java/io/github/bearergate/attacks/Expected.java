package io.github.bearergate.attacks;

import io.github.bearergate.Reason;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What is to become of one request: what its sender sees, and what the operator's listeners are told.
 *
 * <p>What belongs to a reason is written here once more, apart from the code that is tested.
 *
 * @param status the status code
 * @param error the {@code error} of the challenge, if it is to have one
 * @param challenged whether there is to be a challenge
 * @param verdicts the words of which the listeners are to get one; none when the guard is not to be asked at all
 */
record Expected(int status, Optional<String> error, boolean challenged, Set<String> verdicts) {
    static final String ALLOWED = "ALLOWED";

    private static final EnumSet<Reason> SAID_ALIKE = EnumSet.of(
            Reason.MALFORMED_TOKEN,
            Reason.TOKEN_TOO_LARGE,
            Reason.ALGORITHM_NOT_ALLOWED,
            Reason.FORBIDDEN_HEADER,
            Reason.WRONG_TYPE,
            Reason.UNKNOWN_ISSUER,
            Reason.UNKNOWN_KEY,
            Reason.BAD_SIGNATURE,
            Reason.REVOKED);

    /** The request is served. */
    static Expected served() {
        return new Expected(200, Optional.empty(), false, Set.of(ALLOWED));
    }

    /** The request is refused for this reason. */
    static Expected refused(Reason reason) {
        return switch (reason) {
            case MISSING_TOKEN, OTHER_SCHEME -> of(401, Optional.empty(), true, reason);
            case MALFORMED_HEADER, MULTIPLE_TOKENS, AMBIGUOUS_PATH ->
                of(400, Optional.of("invalid_request"), true, reason);
            case MALFORMED_TOKEN,
                    TOKEN_TOO_LARGE,
                    ALGORITHM_NOT_ALLOWED,
                    FORBIDDEN_HEADER,
                    WRONG_TYPE,
                    UNKNOWN_ISSUER,
                    UNKNOWN_KEY,
                    BAD_SIGNATURE,
                    EXPIRED,
                    NOT_YET_VALID,
                    ISSUED_IN_FUTURE,
                    LIVES_TOO_LONG,
                    CONTRADICTORY_TIMES,
                    MISSING_CLAIM,
                    MISTYPED_CLAIM,
                    WRONG_AUDIENCE,
                    REVOKED,
                    UNSUPPORTED_CONFIRMATION -> of(401, Optional.of("invalid_token"), true, reason);
            case INSUFFICIENT_SCOPE -> of(403, Optional.of("insufficient_scope"), true, reason);
            case CLAIM_MISMATCH, DENIED_BY_POLICY -> of(403, Optional.empty(), false, reason);
        };
    }

    /** The token is refused for one of the reasons that share a sentence, and which of them does not matter. */
    static Expected refusedAsInvalid() {
        Set<String> names = SAID_ALIKE.stream().map(Enum::name).collect(Collectors.toUnmodifiableSet());
        return new Expected(401, Optional.of("invalid_token"), true, names);
    }

    /** The container answers with this status, and the guard is not asked. */
    static Expected byContainer(int status) {
        return new Expected(status, Optional.empty(), false, Set.of());
    }

    /** Whether the application is to be reached. */
    boolean isServed() {
        return status == 200;
    }

    /** Whether the container is to answer by itself. */
    boolean isContainers() {
        return verdicts.isEmpty();
    }

    private static Expected of(int status, Optional<String> error, boolean challenged, Reason... reasons) {
        return new Expected(
                status,
                error,
                challenged,
                Arrays.stream(reasons).map(Enum::name).collect(Collectors.toUnmodifiableSet()));
    }
}
