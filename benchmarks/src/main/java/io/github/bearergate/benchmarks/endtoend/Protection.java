package io.github.bearergate.benchmarks.endtoend;

import com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider;
import io.github.bearergate.RequestGuard;
import io.github.bearergate.RequestGuardBuilder;
import io.github.bearergate.jwks.JwksKeySource;
import io.github.bearergate.policy.Policy;
import io.github.bearergate.servlet.BearerTokenFilter;
import io.github.bearergate.testkit.Eventually;
import jakarta.servlet.Filter;
import java.util.Locale;
import java.util.Optional;

/** What stands in front of the application. */
enum Protection {
    /** Nothing: what the server and the application cost. */
    NONE("no filter"),
    /** Our filter as it is by default. */
    BEARERGATE("BearerGate"),
    /** Our filter, remembering no token: as if every request brought a new one. */
    BEARERGATE_NO_MEMO("BearerGate, no memo"),
    /** The same with signatures verified by native code. */
    BEARERGATE_NATIVE_NO_MEMO("BearerGate, no memo, native provider"),
    /** Spring Security's OAuth2 resource server. */
    SPRING("Spring Security");

    private final String title;

    Protection(String title) {
        this.title = title;
    }

    String title() {
        return title;
    }

    /** The name as an argument. */
    String argument() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static Protection of(String argument) {
        return valueOf(argument.toUpperCase(Locale.ROOT).replace('-', '_'));
    }

    /** Whether this machine has what it needs. */
    boolean worksHere() {
        return this != BEARERGATE_NATIVE_NO_MEMO || AmazonCorrettoCryptoProvider.INSTANCE.getLoadingError() == null;
    }

    /** Makes the filter, if there is one, and waits until it has its keys. */
    Optional<Gate> gate(Trust trust) {
        return switch (this) {
            case NONE -> Optional.empty();
            case BEARERGATE -> Optional.of(gate(trust, RequestGuard.builder(policy(trust))));
            case BEARERGATE_NO_MEMO ->
                Optional.of(gate(trust, RequestGuard.builder(policy(trust)).memoSize(0)));
            case BEARERGATE_NATIVE_NO_MEMO ->
                Optional.of(gate(
                        trust,
                        RequestGuard.builder(policy(trust))
                                .memoSize(0)
                                .signatureProvider(AmazonCorrettoCryptoProvider.INSTANCE)));
            case SPRING -> Optional.of(new Gate(SpringResourceServer.filter(trust), () -> {}));
        };
    }

    private static Policy policy(Trust trust) {
        return Policy.parse("end-to-end.policy", """
            policy 1

            issuer %s
                audience    %s
                keys        %s
                algorithms  %s

            GET /orders/** needs %s
            everything else is denied
            """.formatted(
                        trust.issuer(), trust.audience(), trust.jwksUri(), trust.algorithm(), trust.scope()));
    }

    private static Gate gate(Trust trust, RequestGuardBuilder builder) {
        RequestGuard guard = builder.build();
        Eventually.until(guard::ready);
        JwksKeySource keys = guard.keySource(trust.issuer()).orElseThrow();
        return new Gate(new BearerTokenFilter(guard), keys::refresh);
    }

    /**
     * What stands in front of the application.
     *
     * @param filter the filter
     * @param refreshKeys fetches the keys of the issuer before they are due; does nothing where there is no such way
     */
    record Gate(Filter filter, Runnable refreshKeys) {}
}
