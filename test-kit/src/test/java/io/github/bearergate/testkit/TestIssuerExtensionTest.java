package io.github.bearergate.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.junit.platform.launcher.listeners.TestExecutionSummary;

/** Runs small test classes and looks at what they were given. */
class TestIssuerExtensionTest {
    /** What the samples below were given, in the order in which they ran. */
    private static final List<TestIssuer> SEEN = new ArrayList<>();

    @ExtendWith(TestIssuerExtension.class)
    static class AnnotatedClassSample {
        @Test
        void first(TestIssuer issuer) throws Exception {
            see(issuer);
        }

        @Test
        void second(TestIssuer issuer) throws Exception {
            see(issuer);
        }

        @Nested
        class Inside {
            @Test
            void third(TestIssuer issuer) throws Exception {
                see(issuer);
            }
        }
    }

    static class AnnotatedMethodsSample {
        @Test
        @ExtendWith(TestIssuerExtension.class)
        void first(TestIssuer issuer) throws Exception {
            see(issuer);
        }

        @Test
        @ExtendWith(TestIssuerExtension.class)
        void second(TestIssuer issuer) throws Exception {
            see(issuer);
        }
    }

    static class StaticFieldsSample {
        @RegisterExtension
        static final TestIssuerExtension ONE = new TestIssuerExtension();

        @RegisterExtension
        static final TestIssuerExtension TWO = new TestIssuerExtension(settings -> settings.defaultAudience("two"));

        static final String MADE_FROM_IT = ONE.issuer().issuer();

        @Test
        void both() throws Exception {
            assertThat(MADE_FROM_IT).isEqualTo(ONE.issuer().issuer());
            assertThat(TWO.issuer().defaultAudience()).isEqualTo("two");
            see(ONE.issuer());
            see(TWO.issuer());
        }

        @AfterAll
        static void stillThere() throws Exception {
            see(ONE.issuer());
        }
    }

    static class InstanceFieldSample {
        @RegisterExtension
        final TestIssuerExtension mine = new TestIssuerExtension();

        @Test
        void first() throws Exception {
            see(mine.issuer());
        }

        @Test
        void second(TestIssuer parameter) throws Exception {
            see(parameter);
            assertThat(SEEN.get(SEEN.size() - 1).issuer()).isEqualTo(parameter.issuer());
        }
    }

    @Test
    void allTestsOfAnAnnotatedClassAndItsNestedOnesGetOneIssuer() {
        assertThat(run(AnnotatedClassSample.class, 3)).hasSize(3).containsOnly(SEEN.get(0));
        assertAllClosed();
    }

    @Test
    void annotatedMethodsOfOneClassGetOneIssuer() {
        assertThat(run(AnnotatedMethodsSample.class, 2)).hasSize(2).containsOnly(SEEN.get(0));
        assertAllClosed();
    }

    @Test
    void everyStaticFieldHasAnIssuerOfItsOwnThatLastsForTheClass() {
        List<TestIssuer> seen = run(StaticFieldsSample.class, 1);

        assertThat(seen.get(0)).isNotSameAs(seen.get(1)).isSameAs(seen.get(2));
        assertAllClosed();
    }

    @Test
    void aFieldThatIsNotStaticHasAnotherIssuerForEachTest() {
        List<TestIssuer> seen = run(InstanceFieldSample.class, 2);

        assertThat(seen.get(0)).isNotSameAs(seen.get(1));
        assertAllClosed();
    }

    private static void see(TestIssuer issuer) throws Exception {
        assertThat(Http.get(issuer.jwksUri()).statusCode()).isEqualTo(200);
        SEEN.add(issuer);
    }

    private static List<TestIssuer> run(Class<?> sample, int tests) {
        SEEN.clear();
        SummaryGeneratingListener listener = new SummaryGeneratingListener();
        LauncherFactory.create()
                .execute(
                        LauncherDiscoveryRequestBuilder.request()
                                .selectors(DiscoverySelectors.selectClass(sample))
                                .build(),
                        listener);
        TestExecutionSummary summary = listener.getSummary();
        assertThat(summary.getFailures()).isEmpty();
        assertThat(summary.getTestsSucceededCount()).isEqualTo(tests);
        return SEEN;
    }

    private static void assertAllClosed() {
        assertThat(SEEN).isNotEmpty();
        Eventually.until(
                () -> SEEN.stream().allMatch(issuer -> Threads.of(issuer).isEmpty()));
    }
}
