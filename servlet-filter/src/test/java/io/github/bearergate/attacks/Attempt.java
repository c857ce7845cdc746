package io.github.bearergate.attacks;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * One way to try one attack.
 *
 * @param id the attack in the list of known attacks
 * @param name what is special about this way
 * @param expected what must become of it
 * @param credentials makes the Authorization fields that the guard is asked with directly, past the container; empty when it is not
 * @param request makes the request that is sent; empty when none is
 */
record Attempt(
        String id,
        String name,
        Expected expected,
        Optional<Function<World, List<String>>> credentials,
        Optional<Function<World, RawRequest>> request) {
    @Override
    public String toString() {
        return id + ' ' + name;
    }
}
