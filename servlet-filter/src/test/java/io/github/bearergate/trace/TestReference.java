package io.github.bearergate.trace;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A test that shows something.
 *
 * @param module the directory of its module
 * @param type the simple name of its class
 * @param name the method, or the id of an attack within brackets: one row of the class's table of attacks
 */
record TestReference(String module, String type, String name) {
    private static final Pattern FORM = Pattern.compile("([a-z-]+) (\\w+)(?:\\.(\\w+)|(\\[[A-Z]+-\\d+]))");

    /** Reads {@code module Class.method} or {@code module Class[ATTACK-01]}. */
    static TestReference read(String text) {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("not `module Class.method` or `module Class[ATTACK-01]`: " + text);
        }
        String method = matcher.group(3);
        return new TestReference(matcher.group(1), matcher.group(2), method == null ? matcher.group(4) : method);
    }

    boolean isAttack() {
        return name.startsWith("[");
    }

    /** The id between the brackets. */
    String attack() {
        return name.substring(1, name.length() - 1);
    }

    /** As pages show it, without the module; the class is a link that stands at the page's end. */
    String shown() {
        return '[' + type + ']' + (isAttack() ? ' ' + attack() : '.' + name);
    }

    @Override
    public String toString() {
        return module + ' ' + type + (isAttack() ? "" : ".") + name;
    }
}
