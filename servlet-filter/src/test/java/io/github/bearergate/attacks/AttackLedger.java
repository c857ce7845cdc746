package io.github.bearergate.attacks;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestWatcher;

/** Counts, for each known attack, the tests that tried it in this run and passed. Registered for all tests of this module. */
public final class AttackLedger implements TestWatcher {
    private static final Pattern ID = Pattern.compile("([A-Z]{3}-[0-9]{2})( .*)?", Pattern.DOTALL);
    private static final Map<String, Integer> PASSED = new ConcurrentHashMap<>();

    /** How many tests of an attack have passed so far. */
    static int passed(String id) {
        return PASSED.getOrDefault(id, 0);
    }

    @Override
    public void testSuccessful(ExtensionContext context) {
        Matcher name = ID.matcher(context.getDisplayName());
        if (name.matches() && !context.getTags().contains(name.group(1))) {
            PASSED.merge(name.group(1), 1, Integer::sum);
        }
        context.getTags().forEach(tag -> PASSED.merge(tag, 1, Integer::sum));
    }
}
