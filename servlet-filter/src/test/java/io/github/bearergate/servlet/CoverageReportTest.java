package io.github.bearergate.servlet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.bearergate.RequestGuard;
import io.github.bearergate.policy.Policy;
import io.github.bearergate.policy.Rules;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.FilterConfig;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import java.io.IOException;
import java.util.EnumSet;
import java.util.List;
import org.eclipse.jetty.ee11.servlet.FilterHolder;
import org.eclipse.jetty.ee11.servlet.FilterMapping;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a filter made in code says of a running Jetty's servlets that it does not stand in front of. */
class CoverageReportTest {
    private static final String ADMIN = "Filter gate does not stand in front of servlet servlet2"
            + " (io.github.bearergate.servlet.WhoServlet), mapped to \"/admin/*\": /admin/x is served to anyone; map the"
            + " filter to /*";

    private final RequestGuard guard =
            RequestGuard.of(Policy.of(Rules.get("/api/**").isOpen()));
    private final LogCapture log = LogCapture.of("bearergate");
    private final TestServer server = new TestServer();

    @AfterEach
    void stop() {
        server.close();
        guard.close();
        log.close();
    }

    @Test
    void aServletBesideTheFilterIsWarnedAboutAndReallyUnguarded() {
        filter("gate", "/api/*");
        server.servlet(new WhoServlet(), "/api/*")
                .servlet(new WhoServlet(), "/admin/*")
                .start();

        assertThat(log.lines).contains("WARNING " + ADMIN);
        assertThat(gaps()).hasSize(1);
        assertThat(server.get("/admin/x").status()).isEqualTo(200);
    }

    @Test
    void everyMappingOfAServletIsLookedAt() {
        filter("gate", "/api/*");
        server.servlet(new WhoServlet(), "/api/*", "*.do", "/health", "")
                .servlet(new WhoServlet(), "/")
                .start();

        assertThat(gaps())
                .extracting(line -> line.replaceAll(".*mapped to (.*) is served.*", "$1"))
                .containsExactlyInAnyOrder("\"\": /", "\"*.do\": /x.do", "\"/health\": /health", "\"/\": /x");
        assertThat(List.of("/", "/x.do", "/health", "/x"))
                .allSatisfy(path -> assertThat(server.get(path).status()).isEqualTo(200));
    }

    @Test
    void strictRefusesToStartWithEveryGapAndEveryOtherProblemAtOnce() {
        FilterHolder gate = filter("gate", "/api/*");
        gate.setInitParameter("coverage", "strict");
        gate.setInitParameter("realm", "x");
        server.servlet(new WhoServlet(), "/health").servlet(new WhoServlet(), "/admin/*");

        assertThatThrownBy(server::start)
                .rootCause()
                .isInstanceOf(ServletException.class)
                .satisfies(refused -> assertThat(
                                String.valueOf(refused.getMessage()).lines())
                        .satisfiesExactly(
                                line -> assertThat(line).contains("is configured wrongly, so nothing is deployed"),
                                line -> assertThat(line).startsWith("init-param realm: "),
                                line -> assertThat(line).contains("servlet1", "/health is served to anyone"),
                                line -> assertThat(line).isEqualTo(ADMIN)));
    }

    @Test
    void strictStartsWhereEverythingIsCovered() {
        FilterHolder gate = filter("gate", "/*");
        gate.setInitParameter("coverage", "strict");
        server.servlet(new WhoServlet(), "/admin/*")
                .servlet(new WhoServlet(), "/")
                .start();

        assertThat(server.get("/admin/x").status()).isEqualTo(401);
        assertThat(log.lines).noneMatch(line -> line.startsWith("WARNING") || line.startsWith("SEVERE"));
    }

    @Test
    void whatServesNothingIsNoGap() {
        FilterHolder gate = filter("gate", "/api/*");
        gate.setInitParameter("coverage", "strict");
        server.servlet(new WhoServlet(), "/api/*").start();

        assertThat(server.context.getServletContext().getServletRegistrations().values())
                .as("Jetty's place holder")
                .anyMatch(servlet -> servlet.getMappings().contains("/"));
        assertThat(server.get("/x").status()).isEqualTo(404);
    }

    @Test
    void aCoverageThatIsNoWordIsRefusedForAFilterWithAGuardToo() {
        filter("gate", "/*").setInitParameter("coverage", "Strict");

        assertThatThrownBy(server::start)
                .rootCause()
                .hasMessageContaining("init-param coverage: \"Strict\" is no setting; write report or strict");
    }

    @Test
    void aFilterMappedByAServletsNameStandsInFrontOfThatServlet() {
        FilterHolder gate = holder("gate", new BearerTokenFilter(guard));
        FilterMapping byName = new FilterMapping();
        byName.setFilterName("gate");
        byName.setServletName("servlet1");
        server.context.getServletHandler().addFilter(gate, byName);
        server.servlet(new WhoServlet(), "/health")
                .servlet(new WhoServlet(), "/admin/*")
                .start();

        assertThat(gaps()).containsExactly("WARNING " + ADMIN);
        assertThat(server.get("/health").status()).isEqualTo(401);
        assertThat(server.get("/admin/x").status()).isEqualTo(200);
    }

    @Test
    void severalFiltersCountTogether() {
        filter("gate", "/api/*");
        filter("other", "/admin/*").setInitParameter("coverage", "strict");
        server.servlet(new WhoServlet(), "/api/*")
                .servlet(new WhoServlet(), "/admin/*")
                .start();

        assertThat(gaps()).isEmpty();
    }

    @Test
    void aFilterBehindAnotherFiltersClassIsKnownByItsRegistration() {
        BearerTokenFilter inner = new BearerTokenFilter(guard);
        FilterHolder outer = holder("gate", new Delegating(inner));
        server.context.addFilter(outer, "/*", EnumSet.of(DispatcherType.REQUEST));
        server.servlet(new WhoServlet(), "/admin/*").start();

        assertThat(gaps()).isEmpty();
        assertThat(server.get("/admin/x").status()).isEqualTo(401);
    }

    @Test
    void aServletThatIsRegisteredLaterIsReportedWithTheFirstRequestAndOnce() {
        filter("gate", "/api/*");
        server.servlet(new WhoServlet(), "/api/*").start();
        server.servlet(new WhoServlet(), "/admin/*");

        assertThat(gaps()).isEmpty();
        server.get("/api/x");
        server.get("/api/x");

        assertThat(gaps()).containsExactly("WARNING " + ADMIN);
    }

    @Test
    void toAStrictFilterALateServletIsAnError() {
        filter("gate", "/api/*").setInitParameter("coverage", "strict");
        server.servlet(new WhoServlet(), "/api/*").start();
        server.servlet(new WhoServlet(), "/admin/*");
        server.get("/api/x");

        assertThat(gaps()).containsExactly("SEVERE " + ADMIN);
    }

    @Test
    void asynchronousRequestsThatTheFilterDoesNotSupportAreNotedWithTheFirstRequest() {
        filter("gate", "/*").setAsyncSupported(false);
        server.servlet(new WhoServlet(), "/*").start();
        server.get("/api/x");
        server.get("/api/x");

        assertThat(log.lines.stream().filter(line -> line.contains("startAsync fails")))
                .containsExactly(
                        "INFO Filter gate, or one before it, does not support asynchronous requests, so startAsync"
                                + " fails behind it; set async-supported");
    }

    private List<String> gaps() {
        return log.lines.stream()
                .filter(line -> line.contains("does not stand in front"))
                .toList();
    }

    private FilterHolder filter(String name, String pattern) {
        FilterHolder holder = holder(name, new BearerTokenFilter(guard));
        server.context.addFilter(holder, pattern, EnumSet.of(DispatcherType.REQUEST, DispatcherType.ASYNC));
        return holder;
    }

    private static FilterHolder holder(String name, Filter filter) {
        FilterHolder holder = new FilterHolder(filter);
        holder.setName(name);
        holder.setAsyncSupported(true);
        return holder;
    }

    /** As frameworks wrap filters that they make themselves. */
    private record Delegating(BearerTokenFilter inner) implements Filter {
        @Override
        public void init(FilterConfig config) throws ServletException {
            inner.init(config);
        }

        @Override
        public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
                throws IOException, ServletException {
            inner.doFilter(request, response, chain);
        }
    }
}
