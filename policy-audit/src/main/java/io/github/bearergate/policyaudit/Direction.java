package io.github.bearergate.policyaudit;

/** What a change does to access. */
enum Direction {
    /** Somebody gets in who did not, and nobody is kept out who got in. */
    MORE_OPEN("more open"),
    /** Some get in who did not, and some are kept out who did. */
    DIFFERENT("different"),
    /** Somebody is kept out who got in, and nobody gets in who did not. */
    MORE_CLOSED("more closed"),
    /** The same callers get in. */
    SAME("same access");

    private final String text;

    Direction(String text) {
        this.text = text;
    }

    static Direction of(boolean opens, boolean closes) {
        return opens ? closes ? DIFFERENT : MORE_OPEN : closes ? MORE_CLOSED : SAME;
    }

    /** Its id as a finding, such as {@code more-open}. */
    String id() {
        return text.replace(' ', '-');
    }

    boolean opens() {
        return this == MORE_OPEN || this == DIFFERENT;
    }

    @Override
    public String toString() {
        return text;
    }
}
