package io.github.bearergate.servlet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.servlet.Filter;
import java.io.File;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.eclipse.jetty.ee11.servlet.FilterHolder;
import org.junit.jupiter.api.Test;

/** The filter where Micrometer is not on the class path. */
class WithoutMicrometerTest {
    @Test
    void theFilterWorksWithoutMicrometer() throws Exception {
        try (URLClassLoader loader = withoutMicrometer()) {
            assertThatThrownBy(() -> loader.loadClass("io.micrometer.core.instrument.MeterRegistry"))
                    .isInstanceOf(ClassNotFoundException.class);
            Filter filter = (Filter) loader.loadClass(BearerTokenFilter.class.getName())
                    .getDeclaredConstructor()
                    .newInstance();
            assertThat(filter.getClass().getClassLoader()).isSameAs(loader);

            try (TestServer server = server(filter)) {
                assertThat(server.get("/health").status()).isEqualTo(200);
                assertThat(server.get("/orders").status()).isEqualTo(401);
            }
        }
    }

    private static TestServer server(Filter filter) {
        FilterHolder holder = new FilterHolder(filter);
        holder.setInitParameters(
                Map.of("policy", "policy 1\nGET /health is open\neverything else is denied\n", "audit", "off"));
        TestServer server = new TestServer().servlet(new WhoServlet(), "/*");
        server.context.addFilter(holder, "/*", null);
        return server.start();
    }

    /** Loads ours afresh; what the server and the filter must share comes from the test's own loader. */
    private static URLClassLoader withoutMicrometer() {
        List<URL> urls = new ArrayList<>();
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
            if (!entry.contains("micrometer") && !entry.contains("servlet-api")) {
                urls.add(url(entry));
            }
        }
        ClassLoader shared = new ClassLoader(ClassLoader.getPlatformClassLoader()) {
            @Override
            protected Class<?> findClass(String name) throws ClassNotFoundException {
                if (name.startsWith("jakarta.servlet.")) {
                    return WithoutMicrometerTest.class.getClassLoader().loadClass(name);
                }
                throw new ClassNotFoundException(name);
            }
        };
        return new URLClassLoader(urls.toArray(URL[]::new), shared);
    }

    private static URL url(String entry) {
        try {
            return new File(entry).toURI().toURL();
        } catch (MalformedURLException e) {
            throw new IllegalStateException(e);
        }
    }
}
