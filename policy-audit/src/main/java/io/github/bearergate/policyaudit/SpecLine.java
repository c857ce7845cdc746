package io.github.bearergate.policyaudit;

import io.github.bearergate.policy.Requirement;
import java.util.List;

/**
 * A line of a policy that is written from a document.
 *
 * @param methods its methods
 * @param path its path
 * @param requirement what it asks
 * @param remarks what the document says and the line does not
 * @param line the line of the document's operation; 0 when no operation has the requests
 */
record SpecLine(String methods, String path, Requirement requirement, List<String> remarks, int line) {
    /** Copies the list. */
    SpecLine {
        remarks = List.copyOf(remarks);
    }

    boolean needsToken() {
        return !requirement.isOpen() && !requirement.alternatives().isEmpty();
    }
}
