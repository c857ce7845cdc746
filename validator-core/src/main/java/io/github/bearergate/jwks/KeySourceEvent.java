package io.github.bearergate.jwks;

import java.time.Duration;

/**
 * Something that happened to the keys of an issuer, for metrics and alarms.
 *
 * <p>It carries closed sets and counts only: nothing that a token or a provider could have chosen.
 */
public sealed interface KeySourceEvent {
    /** The issuer's configured name. */
    String alias();

    /**
     * An attempt to fetch keys ended.
     *
     * @param alias the issuer's configured name
     * @param outcome how it ended
     * @param trigger why it was made
     * @param took from its start to its end
     */
    record Refreshed(String alias, RefreshOutcome outcome, RefreshTrigger trigger, Duration took)
            implements KeySourceEvent {}

    /**
     * A fetched set differs from the one before.
     *
     * @param alias the issuer's configured name
     * @param added how many {@code kid}s are new
     * @param removed how many {@code kid}s are gone
     * @param replaced how many {@code kid}s name another key than before
     */
    record KeysChanged(String alias, int added, int removed, int replaced) implements KeySourceEvent {}

    /**
     * A key of a fetched set is not used; told once per key and fetch.
     *
     * @param alias the issuer's configured name
     * @param cause why
     */
    record KeySkipped(String alias, KeySkipCause cause) implements KeySourceEvent {}

    /**
     * A token named a key that the set does not have.
     *
     * @param alias the issuer's configured name
     * @param result what became of it
     */
    record UnknownKid(String alias, UnknownKidResult result) implements KeySourceEvent {}
}
