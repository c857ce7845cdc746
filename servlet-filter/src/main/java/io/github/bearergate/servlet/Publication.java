package io.github.bearergate.servlet;

import io.github.bearergate.RequestGuard;
import io.github.bearergate.policy.Policy;
import jakarta.servlet.FilterConfig;
import jakarta.servlet.FilterRegistration;
import jakarta.servlet.ServletContext;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Collection;
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
     * @param source where the policy was read; empty when the guard came with one
     */
    static Publication of(FilterConfig config, RequestGuard guard, Optional<String> source) {
        ServletContext context = config.getServletContext();
        String own = BearerTokenFilter.GUARD_ATTRIBUTE + '.' + config.getFilterName();
        boolean first = context.getAttribute(BearerTokenFilter.GUARD_ATTRIBUTE) == null;
        List<String> names = first ? List.of(BearerTokenFilter.GUARD_ATTRIBUTE, own) : List.of(own);
        names.forEach(name -> context.setAttribute(name, guard));
        logPolicy(config.getFilterName(), guard.policy(), source);
        warnOfGaps(config);
        return new Publication(context, names);
    }

    void withdraw() {
        names.forEach(context::removeAttribute);
    }

    private static void logPolicy(String filter, Policy policy, Optional<String> source) {
        LOGGER.log(
                Level.INFO,
                "Filter " + filter + " enforces the policy " + source.orElse("of its guard") + ": SHA-256 "
                        + policy.digest() + ", rules: " + policy.rules().size());
        policy.warnings()
                .forEach(warning -> LOGGER.log(Level.WARNING, warning.text(source.orElse("the guard's policy"))));
    }

    /** A filter that is mapped to less than everything leaves the rest of the application without a guard, silently. */
    private static void warnOfGaps(FilterConfig config) {
        FilterRegistration registration = config.getServletContext().getFilterRegistration(config.getFilterName());
        if (registration == null) {
            return;
        }
        Collection<String> mapped = registration.getUrlPatternMappings();
        if (!mapped.contains("/*")) {
            LOGGER.log(
                    Level.WARNING,
                    "Filter " + config.getFilterName() + " is not mapped to /* but to " + mapped
                            + ": requests for other paths reach the application unguarded");
        }
    }
}
