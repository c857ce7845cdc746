package io.github.bearergate.servlet;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterConfig;
import jakarta.servlet.FilterRegistration;
import jakarta.servlet.Registration;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletRegistration;
import jakarta.servlet.annotation.WebServlet;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a filter does not stand in front of, in words for the log, one line each that says what to do.
 *
 * <p>All filters of this class count together. What can be known is what the Servlet API tells of registrations, which are complete
 * when filters are initialised but for what later initialisers add; and, of filters that {@code web.xml} declares, their
 * dispatcher types. The order of the chain is in neither.
 *
 * @param gaps requests reach a servlet without passing a gate
 * @param warnings something else will not work
 * @param notes what the filter's mapping means, where one may expect more of it
 */
record CoverageReport(List<String> gaps, List<String> warnings, List<String> notes) {
    /** Packages of the servlets that containers bring: they serve files, pages and listings of the application. */
    private static final List<String> CONTAINERS =
            List.of("org.eclipse.jetty.", "org.apache.catalina.", "org.apache.jasper.", "io.undertow.");

    /** Jetty's place holder for an application that has no default servlet: it answers 404 and nothing else. */
    private static final String SERVES_NOTHING = "Default404Servlet";

    static CoverageReport of(FilterConfig config) {
        return new Reader(config).report();
    }

    private static final class Reader {
        private final String name;
        private final ServletContext context;
        private final DeploymentDescriptor descriptor;
        private final List<String> gaps = new ArrayList<>();
        private final List<String> warnings = new ArrayList<>();
        private final List<String> notes = new ArrayList<>();

        Reader(FilterConfig config) {
            this.name = String.valueOf(config.getFilterName());
            this.context = config.getServletContext();
            this.descriptor = DeploymentDescriptor.of(context);
        }

        CoverageReport report() {
            try {
                if (context.getFilterRegistration(name) == null) {
                    gaps.add("Filter " + name
                            + " has no mapping that the container knows of, so what it stands in front of"
                            + " is not known; register the filter itself with the container, mapped to /*");
                } else {
                    servlets();
                    dispatchers();
                    asynchronous();
                }
            } catch (UnsupportedOperationException e) {
                gaps.add("Filter " + name
                        + " is not told by the container which servlets there are, so what it stands in"
                        + " front of is not known; declare it in web.xml");
            }
            return new CoverageReport(List.copyOf(gaps), List.copyOf(warnings), List.copyOf(notes));
        }

        private void servlets() {
            Set<UrlPattern> patterns = new HashSet<>();
            Set<String> servletNames = new HashSet<>();
            for (FilterRegistration gate : gates()) {
                Set<String> otherwise = descriptor.targetsOfOtherDispatches(gate.getName());
                patterns(gate.getUrlPatternMappings())
                        .filter(pattern -> !otherwise.contains(pattern.text()))
                        .forEach(patterns::add);
                gate.getServletNameMappings().stream()
                        .filter(servlet -> !otherwise.contains(servlet))
                        .forEach(servletNames::add);
            }
            var servlets = new TreeMap<String, ServletRegistration>(context.getServletRegistrations());
            List<UrlPattern> all = servlets.values().stream()
                    .flatMap(servlet -> patterns(servlet.getMappings()))
                    .toList();
            Coverage coverage = new Coverage(patterns, servletNames, all);
            servlets.forEach((servlet, registration) -> {
                if (!isHarmless(registration)) {
                    coverage.gaps(
                                    servlet,
                                    patterns(registration.getMappings())
                                            .sorted((one, other) -> one.text().compareTo(other.text()))
                                            .toList())
                            .forEach(gap -> gaps.add(gap(registration, gap.getKey(), gap.getValue())));
                }
            });
        }

        private String gap(ServletRegistration servlet, UrlPattern mapping, String path) {
            String what = "servlet " + servlet.getName() + " (" + servlet.getClassName()
                    + (isContainers(servlet) ? ", which the container brings" : "") + "), mapped to \"" + mapping.text()
                    + '"';
            return "Filter " + name + " does not stand in front of " + what + ": " + path
                    + " is served to anyone; map the filter to /*";
        }

        private void dispatchers() {
            descriptor.missing(name).ifPresent(missing -> {
                if (missing.contains(DispatcherType.REQUEST)) {
                    gaps.add("Filter " + name
                            + " is mapped for other dispatchers than REQUEST, so no request of a client"
                            + " passes it; add <dispatcher>REQUEST</dispatcher> to its filter-mapping");
                } else if (!missing.isEmpty()) {
                    notes.add("Filter " + name + " is not mapped for " + words(missing)
                            + ": what the application itself dispatches so, within a request that has passed, is not judged"
                            + " again by the rule of its target; add the <dispatcher> where targets come from clients");
                }
            });
        }

        private static String words(Set<DispatcherType> types) {
            return types.stream().map(Enum::name).collect(Collectors.joining(", "));
        }

        private void asynchronous() {
            if (!descriptor.filters().contains(name)
                    || descriptor.asynchronous().contains(name)) {
                return;
            }
            context.getServletRegistrations().values().stream()
                    .filter(this::isAsynchronous)
                    .map(Registration::getName)
                    .sorted()
                    .forEach(servlet ->
                            warnings.add("Filter " + name + " does not support asynchronous requests and servlet "
                                    + servlet
                                    + " does, which will fail at startAsync; add <async-supported>true</async-supported>"
                                    + " to the filter"));
        }

        private boolean isAsynchronous(ServletRegistration servlet) {
            if (descriptor.asynchronous().contains(servlet.getName())) {
                return true;
            }
            try {
                WebServlet annotation = Class.forName(
                                String.valueOf(servlet.getClassName()), false, context.getClassLoader())
                        .getAnnotation(WebServlet.class);
                return annotation != null && annotation.asyncSupported();
            } catch (ClassNotFoundException | LinkageError e) {
                return false;
            }
        }

        /** This filter, and the others of its class. */
        private Collection<FilterRegistration> gates() {
            Set<FilterRegistration> gates = new LinkedHashSet<>();
            context.getFilterRegistrations().values().stream()
                    .filter(registration -> name.equals(registration.getName())
                            || BearerTokenFilter.class.getName().equals(registration.getClassName()))
                    .forEach(gates::add);
            return gates;
        }

        private static Stream<UrlPattern> patterns(Collection<String> texts) {
            return texts.stream().distinct().map(UrlPattern::new);
        }

        private static boolean isContainers(ServletRegistration servlet) {
            String type = String.valueOf(servlet.getClassName());
            return CONTAINERS.stream().anyMatch(type::startsWith);
        }

        private static boolean isHarmless(ServletRegistration servlet) {
            return isContainers(servlet) && servlet.getClassName().endsWith(SERVES_NOTHING);
        }
    }
}
