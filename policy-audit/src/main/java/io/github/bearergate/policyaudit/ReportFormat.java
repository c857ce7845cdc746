package io.github.bearergate.policyaudit;

/** How an answer is written that is no list of findings in a file. */
enum ReportFormat {
    /** For a reader. */
    TEXT,
    /** One JSON document. */
    JSON
}
