package io.github.bearergate.servlet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.bearergate.RequestGuard;
import io.github.bearergate.RequestGuardBuilder;
import io.github.bearergate.policy.Policy;
import io.github.bearergate.testkit.TestIssuer;
import java.net.URL;
import java.net.URLClassLoader;
import java.security.Provider;
import java.security.Security;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class NativeSignaturesTest {
    @Test
    void theProviderIsUsedAndNotInstalled() {
        try (TestIssuer issuer = TestIssuer.start();
                LogCapture log = LogCapture.of("bearergate")) {
            RequestGuardBuilder builder =
                    RequestGuard.builder(Policy.parse("test", issuer.policy("GET /** needs a valid token")));
            SignatureSetting.NATIVE.applyTo(builder);
            builder.build().close();

            assumeTrue(NativeSignatures.find().isPresent(), "there is no library for this platform");
            assertThat(log.lines)
                    .anyMatch(line -> line.startsWith("INFO provider AmazonCorrettoCryptoProvider verifies [RS256,"));
            assertThat(Security.getProviders())
                    .extracting(Provider::getName)
                    .doesNotContain("AmazonCorrettoCryptoProvider");
        }
    }

    @Test
    void withoutTheLibraryTheJdkVerifiesAndTheLogSaysWhatToAdd() throws Exception {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        URL filter =
                NativeSignatures.class.getProtectionDomain().getCodeSource().getLocation();
        try (LogCapture log = LogCapture.of("bearergate");
                URLClassLoader alone = new URLClassLoader(new URL[] {filter}, ClassLoader.getPlatformClassLoader())) {
            thread.setContextClassLoader(alone);
            Object found = alone.loadClass(NativeSignatures.class.getName())
                    .getMethod("find")
                    .invoke(null);

            assertThat(found).isEqualTo(Optional.empty());
            assertThat(log.lines)
                    .singleElement()
                    .asString()
                    .startsWith(
                            "WARNING signature-provider native: AmazonCorrettoCryptoProvider cannot be used: it is not on"
                                    + " the class path; add software.amazon.cryptools:AmazonCorrettoCryptoProvider");
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    @Test
    void settingsHaveTheirNames() {
        assertThat(SignatureSetting.named("jdk")).contains(SignatureSetting.JDK);
        assertThat(SignatureSetting.named("native")).contains(SignatureSetting.NATIVE);
        for (String other : List.of("", "JDK", "Native", "openssl", "native ")) {
            assertThat(SignatureSetting.named(other)).as(other).isEmpty();
        }
    }
}
