package io.github.bearergate.testkit;

import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives the tests of a class a {@link TestIssuer}, and closes it after the last one.
 *
 * <p>As an annotation on a class or a method it fills parameters; all of one class get the same issuer:
 *
 * <pre>{@code
 * @ExtendWith(TestIssuerExtension.class)
 * class OrdersTest {
 *     @Test
 *     void aTest(TestIssuer issuer) { ... }
 * }
 * }</pre>
 *
 * <p>As a field it has an issuer of its own, started when first asked for, so that other static fields can be made from it. A
 * field that is not static starts a new one for each test:
 *
 * <pre>{@code
 * @RegisterExtension
 * static final TestIssuerExtension PROVIDER = new TestIssuerExtension(settings -> settings.likeKeycloak());
 * }</pre>
 *
 * <p>Thread-safe.
 */
public final class TestIssuerExtension
        implements BeforeAllCallback, AfterAllCallback, AfterEachCallback, ParameterResolver {
    private final Consumer<TestIssuerBuilder> settings;
    private Optional<TestIssuer> own = Optional.empty();
    /** The test classes that are running with this extension: one, and its nested ones. */
    private int classes;

    /** An extension whose issuer has the default settings. */
    public TestIssuerExtension() {
        this(defaults -> {});
    }

    /** An extension whose issuer has these settings; for fields. */
    public TestIssuerExtension(Consumer<TestIssuerBuilder> settings) {
        this.settings = settings;
    }

    /** The issuer of this field. */
    public synchronized TestIssuer issuer() {
        TestIssuer issuer = own.orElseGet(this::start);
        own = Optional.of(issuer);
        return issuer;
    }

    @Override
    public synchronized void beforeAll(ExtensionContext context) {
        classes++;
    }

    @Override
    public synchronized void afterAll(ExtensionContext context) {
        classes--;
        closeUnlessUsedByClass();
    }

    @Override
    public synchronized void afterEach(ExtensionContext context) {
        closeUnlessUsedByClass();
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == TestIssuer.class;
    }

    @Override
    public synchronized TestIssuer resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return classes > 0 || own.isPresent() ? issuer() : sharedByClass(context);
    }

    private void closeUnlessUsedByClass() {
        if (classes == 0) {
            own.ifPresent(TestIssuer::close);
            own = Optional.empty();
        }
    }

    /** Annotated methods have an instance of this class each; what they share is kept by JUnit, which closes it too. */
    @SuppressWarnings("deprecation") // its successor came with JUnit 6, and many services still test with 5.13
    private TestIssuer sharedByClass(ExtensionContext context) {
        ExtensionContext outermost = context;
        for (Optional<ExtensionContext> parent = outermost.getParent();
                parent.flatMap(ExtensionContext::getTestClass).isPresent();
                parent = outermost.getParent()) {
            outermost = parent.get();
        }
        return Objects.requireNonNull(outermost
                .getStore(ExtensionContext.Namespace.create(TestIssuerExtension.class))
                .getOrComputeIfAbsent(TestIssuer.class, type -> start(), TestIssuer.class));
    }

    private TestIssuer start() {
        TestIssuerBuilder builder = TestIssuer.builder();
        settings.accept(builder);
        return builder.start();
    }
}
