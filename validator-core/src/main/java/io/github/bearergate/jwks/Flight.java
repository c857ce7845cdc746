package io.github.bearergate.jwks;

/**
 * A fetch on its way.
 *
 * @param id its number, never given twice; an answer with another number is discarded
 * @param errand what it is for
 * @param trigger why it was started
 * @param startedAt by the monotonic clock
 * @param failures how many attempts in a row had failed when it started
 */
record Flight(long id, Errand errand, RefreshTrigger trigger, long startedAt, int failures) {}
