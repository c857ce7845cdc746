package io.github.bearergate.trace;

import java.util.List;

/**
 * One requirement and what became of it.
 *
 * @param id its name in the list that it comes from
 * @param level how strongly its source asks for it, in the source's own words
 * @param source the documents and sections, {@code ²} behind what was only read as quoted, {@code ³} behind what was not read again
 * @param says what is asked, in our words
 * @param status where we stand
 * @param because why, or what is missing; may be empty for what is met
 * @param tests what shows it
 */
record Requirement(
        String id, String level, String source, String says, Status status, String because, List<TestReference> tests) {
    Requirement {
        tests = List.copyOf(tests);
    }

    /** Whether nobody has read a source of it again since it was written down. */
    boolean isFromMemory() {
        return source.contains("³");
    }
}
