package io.github.bearergate.servlet;

import io.github.bearergate.RequestGuard;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.FilterConfig;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * Lets a request through to the application only as the policy says.
 *
 * <p>Map it to {@code /*} with async supported, before every filter that answers requests, and behind those that change a
 * request's method or path. The dispatchers REQUEST and ASYNC are enough; where FORWARD, INCLUDE or ERROR is mapped as well, their
 * targets are judged by their own rules, with the token that was accepted.
 *
 * <p>In {@code web.xml} it takes the init-params {@code policy} ({@code /WEB-INF/api.policy}, {@code classpath:api.policy},
 * {@code file:/etc/api.policy} or the text of the policy itself), {@code realm} (optional, named in challenges), {@code audit}
 * ({@code denials}, the default, {@code all} or {@code off}), {@code coverage} ({@code report}, the default, logs a warning for each
 * servlet that no filter of this class stands in front of; {@code strict} refuses to start instead) and {@code signature-provider}
 * ({@code jdk}, the default, or {@code native}, see {@link NativeSignatures}). Decisions then go to the logger
 * {@code bearergate.audit}, and to Micrometer's global registry where there is Micrometer. In code it takes a guard, with the
 * listeners that it was built with, and of the init-params {@code coverage} alone.
 *
 * <p>The application finds the caller in {@code getUserPrincipal}, {@code getRemoteUser}, {@code isUserInRole(scope)} and
 * {@link AccessTokens}. Nothing is read from the request's parameters or body. What the application throws is not caught.
 */
public final class BearerTokenFilter implements Filter {
    /**
     * The servlet context's attribute that holds the {@link RequestGuard}, for readiness checks and operators. With several
     * filters it is the guard of the one that was initialised first; each one's stands under this name, a dot and the filter's name.
     */
    public static final String GUARD_ATTRIBUTE = "io.github.bearergate.RequestGuard";

    private final Optional<Gate> given;

    // Written by init and destroy, which containers order before and after every doFilter.
    private Optional<Gate> gate;
    private Optional<OwnGuard> own = Optional.empty();
    private Optional<Publication> publication = Optional.empty();
    private Optional<CoverageWatch> coverage = Optional.empty();

    /** Makes a filter that reads its policy from its init-params. */
    public BearerTokenFilter() {
        this(Optional.empty());
    }

    /** Makes a filter that asks the caller's guard, which the caller closes. */
    public BearerTokenFilter(RequestGuard guard) {
        this(Optional.of(new Gate(guard, Optional.empty())));
    }

    /**
     * Makes a filter that asks the caller's guard, which the caller closes.
     *
     * @param realm the protection space to name in challenges: 1 to 128 printable ASCII characters other than {@code "} and
     *     {@code \}, not all blank
     * @throws IllegalArgumentException when the realm is none
     */
    public BearerTokenFilter(RequestGuard guard, String realm) {
        this(Optional.of(new Gate(guard, Optional.of(Realm.required(realm)))));
    }

    private BearerTokenFilter(Optional<Gate> given) {
        this.given = given;
        this.gate = given;
    }

    /**
     * Reads the policy and starts the guard, without waiting for keys; or takes the guard that was given. Logs the policy's digest,
     * its warnings, and what no gate stands in front of.
     *
     * @throws ServletException with every problem of the init-params and the policy at once, and with {@code coverage} strict every gap
     */
    @Override
    public void init(FilterConfig config) throws ServletException {
        destroy();
        Optional<String> source;
        CoverageSetting setting;
        if (given.isPresent()) {
            setting = SettingsReader.readBesideGuard(config);
            source = given.get().guard().policy().source();
        } else {
            FilterSettings settings = SettingsReader.read(config);
            OwnGuard started = start(config, settings);
            own = Optional.of(started);
            gate = Optional.of(new Gate(started.guard(), settings.realm()));
            setting = settings.coverage();
            source = Optional.of(settings.policySource());
        }
        publication = Optional.of(Publication.of(config, gate.orElseThrow().guard(), source));
        coverage = Optional.of(CoverageWatch.start(config, setting));
    }

    /** A policy can be right and its key file not be there. */
    private static OwnGuard start(FilterConfig config, FilterSettings settings) throws ServletException {
        try {
            return OwnGuard.start(settings);
        } catch (IllegalArgumentException e) {
            throw SettingsReader.refusal(config, List.of(String.valueOf(e.getMessage())));
        }
    }

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (!(request instanceof HttpServletRequest http) || !(response instanceof HttpServletResponse answer)) {
            throw new ServletException("only HTTP requests can be decided about");
        }
        if (gate.isEmpty()) {
            throw new ServletException("the filter is not in service: init comes first, and destroy is the end");
        }
        if (coverage.isPresent()) {
            coverage.get().requestComes(request);
        }
        Optional<HttpServletRequest> admitted = gate.get().admit(http, answer);
        if (admitted.isPresent()) {
            chain.doFilter(admitted.get(), response);
        }
    }

    /** Closes the guard that the filter made for itself; one that it was given is the giver's. */
    @Override
    public void destroy() {
        publication.ifPresent(Publication::withdraw);
        publication = Optional.empty();
        own.ifPresent(OwnGuard::close);
        own = Optional.empty();
        coverage = Optional.empty();
        gate = given;
    }
}
