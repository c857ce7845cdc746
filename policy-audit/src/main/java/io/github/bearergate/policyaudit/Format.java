package io.github.bearergate.policyaudit;

/** How findings are reported. */
enum Format {
    /** As a compiler prints them. */
    TEXT,
    /** One JSON document. */
    JSON,
    /** SARIF 2.1.0, which code hosts show on the line. */
    SARIF
}
