package io.github.bearergate.servlet;

import io.github.bearergate.RequestGuard;
import io.github.bearergate.policy.Policy;
import jakarta.servlet.FilterConfig;
import jakarta.servlet.ServletContext;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Optional;

/**
 * What a filter lets the application and its operators know of its guard.
 *
 * @param context where the guard is published
 * @param names the attributes that hold it
 */
record Publication(ServletContext context, List<String> names) {
    private static final Logger LOGGER = System.getLogger("bearergate");

    /**
     * Publishes the guard and logs what it enforces.
     *
     * @param source where the policy was read; empty when it was made in code
     */
    static Publication of(FilterConfig config, RequestGuard guard, Optional<String> source) {
        ServletContext context = config.getServletContext();
        String own = BearerTokenFilter.GUARD_ATTRIBUTE + '.' + config.getFilterName();
        boolean first = context.getAttribute(BearerTokenFilter.GUARD_ATTRIBUTE) == null;
        List<String> names = first ? List.of(BearerTokenFilter.GUARD_ATTRIBUTE, own) : List.of(own);
        names.forEach(name -> context.setAttribute(name, guard));
        logPolicy(config.getFilterName(), guard.policy(), source);
        return new Publication(context, names);
    }

    void withdraw() {
        names.forEach(context::removeAttribute);
    }

    private static void logPolicy(String filter, Policy policy, Optional<String> source) {
        LOGGER.log(
                Level.INFO,
                "Filter " + filter + " enforces the policy " + source.orElse("made in code") + ": SHA-256 "
                        + policy.digest() + ", rules: " + policy.rules().size());
        policy.warnings()
                .forEach(warning -> LOGGER.log(Level.WARNING, warning.text(source.orElse("the policy made in code"))));
    }
}
