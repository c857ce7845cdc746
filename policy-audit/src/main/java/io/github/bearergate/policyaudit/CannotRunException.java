package io.github.bearergate.policyaudit;

/** Says why a command could not do its work; its message is for the user, and the exit code is 2. */
final class CannotRunException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    CannotRunException(String message) {
        super(message);
    }
}
