package io.github.bearergate.policyaudit;

import io.github.bearergate.policy.Policy;
import io.github.bearergate.policy.PolicyException;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** A policy file as it was read, not yet parsed. */
final class PolicyFile {
    private final String name;
    private final byte[] bytes;
    private final UnaryOperator<@Nullable String> environment;

    /**
     * Makes a file.
     *
     * @param name its name in reports
     * @param bytes what is in it
     * @param environment answers <code>${NAME}</code>, with null for a name that is not set
     */
    PolicyFile(String name, byte[] bytes, UnaryOperator<@Nullable String> environment) {
        this.name = name;
        this.bytes = bytes.clone();
        this.environment = environment;
    }

    String name() {
        return name;
    }

    /**
     * Parses the file, as the service does at start.
     *
     * @throws PolicyException with every problem, when the service would refuse it
     */
    Policy parse() {
        return Policy.parse(name, bytes, environment);
    }

    /**
     * Parses the file for a command that needs a sound policy.
     *
     * @throws CannotRunException with every problem, when the service would refuse it
     */
    Policy parseSound() {
        try {
            return parse();
        } catch (PolicyException e) {
            throw new CannotRunException("the service would refuse this policy\n" + e.getMessage());
        }
    }
}
