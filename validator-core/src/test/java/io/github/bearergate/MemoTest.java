package io.github.bearergate;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bearergate.spi.SourceUnavailableException;
import io.github.bearergate.store.InMemoryRevocationList;
import io.github.bearergate.testkit.TestIssuer;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A remembered token is only ever spared its signature: all that can change is checked again. */
class MemoTest {
    private TestIssuer issuer;

    @BeforeEach
    void start() {
        issuer = TestIssuer.start();
    }

    @AfterEach
    void close() {
        issuer.close();
    }

    @Test
    void theSecondUseOfATokenIsRemembered() {
        try (Gate gate = Gate.of(issuer)) {
            String token = gate.token().sign();
            gate.verdict(token);
            gate.verdict(token);

            assertThat(gate.events)
                    .extracting(event -> event.validation().orElseThrow().remembered())
                    .containsExactly(false, true);
        }
    }

    @Test
    void aRefusedTokenIsNotRemembered() {
        try (Gate gate = Gate.of(issuer)) {
            String token = gate.token().audience("https://other.example").sign();
            gate.verdict(token);
            gate.verdict(token);

            assertThat(gate.events)
                    .noneMatch(event -> event.validation().orElseThrow().remembered());
        }
    }

    @Test
    void aRememberedTokenExpires() {
        try (Gate gate = Gate.of(issuer)) {
            String token = gate.token().expiresIn(Duration.ofMinutes(5)).sign();
            assertThat(gate.verdict(token)).isEqualTo("ALLOWED");

            gate.clock.advance(Duration.ofMinutes(6).minusSeconds(1));
            assertThat(gate.verdict(token)).isEqualTo("ALLOWED");
            gate.clock.advance(Duration.ofSeconds(1));
            assertThat(gate.verdict(token)).isEqualTo("EXPIRED");
        }
    }

    @Test
    void aRememberedTokenIsRefusedWhenTheClockIsSetBackBeforeIt() {
        try (Gate gate = Gate.of(issuer)) {
            String token = gate.token().notBefore(Gate.NOW).sign();
            assertThat(gate.verdict(token)).isEqualTo("ALLOWED");

            gate.clock.advance(Duration.ofSeconds(-61));
            assertThat(gate.verdict(token)).isEqualTo("NOT_YET_VALID");
        }
    }

    @Test
    void aRememberedTokenIsRefusedOnceItsKeyIsWithdrawn() {
        try (Gate gate = Gate.of(issuer)) {
            String token = gate.token().sign();
            String kid = issuer.kid();
            assertThat(gate.verdict(token)).isEqualTo("ALLOWED");

            issuer.rotate();
            assertThat(gate.verdict(token)).isEqualTo("ALLOWED");
            issuer.removeKey(kid);
            assertThat(gate.verdict(token)).isEqualTo("UNKNOWN_KEY");
        }
    }

    @Test
    void aRememberedTokenIsRefusedOnceItsKeyIsReplacedUnderTheSameName() {
        try (Gate gate = Gate.of(issuer);
                TestIssuer other = TestIssuer.start()) {
            String kid = issuer.kid();
            String token = gate.token().sign();
            assertThat(gate.verdict(token)).isEqualTo("ALLOWED");

            issuer.rotate();
            issuer.removeKey(kid);
            issuer.addKey(kid, "RS256", other.key(other.kid()));
            assertThat(gate.verdict(token)).isEqualTo("BAD_SIGNATURE");
        }
    }

    @Test
    void aRememberedTokenIsRefusedOnceItIsRevoked() {
        InMemoryRevocationList revoked = new InMemoryRevocationList(Clock.fixed(Gate.NOW, ZoneOffset.UTC));
        try (Gate gate = new Gate(issuer, builder -> builder.revocationList(revoked))) {
            String token = gate.token().jti("stolen").sign();
            assertThat(gate.verdict(token)).isEqualTo("ALLOWED");

            revoked.revoke(issuer.issuer(), "stolen", Gate.NOW.plusSeconds(3_600));
            assertThat(gate.verdict(token)).isEqualTo("REVOKED");
        }
    }

    @Test
    void aRememberedTokenIsNoUseWhileTheKeysAreUnavailable() {
        AtomicBoolean down = new AtomicBoolean();
        try (Gate gate = new Gate(
                issuer,
                builder -> builder.keySource(issuer.issuer(), query -> {
                    if (down.get()) {
                        throw new SourceUnavailableException("down", Duration.ofSeconds(3));
                    }
                    return Gate.keysOf(issuer).find(query);
                }))) {
            String token = gate.token().sign();
            assertThat(gate.verdict(token)).isEqualTo("ALLOWED");

            down.set(true);
            assertThat(gate.verdict(token)).isEqualTo("KEYS");
            down.set(false);
            assertThat(gate.verdict(token)).isEqualTo("ALLOWED");
        }
    }

    @Test
    void aRevocationListThatCannotTellIsAnOutage() {
        try (Gate gate = new Gate(
                issuer,
                builder -> builder.revocationList((issuer, jti) -> {
                    throw new SourceUnavailableException("down", Duration.ofSeconds(3));
                }))) {
            assertThat(gate.verdict(gate.token().sign())).isEqualTo("REVOCATION");
        }
    }

    @Test
    void theRuleIsJudgedForEveryRequestOfARememberedToken() {
        try (Gate gate = Gate.of(issuer)) {
            String token = gate.token().claim("tenant", "acme").sign();

            assertThat(Gate.verdict(gate.get("/orders/7", token))).isEqualTo("ALLOWED");
            assertThat(Gate.verdict(gate.get("/reports", token))).isEqualTo("INSUFFICIENT_SCOPE");
            assertThat(Gate.verdict(gate.get("/tenants/acme/x", token))).isEqualTo("ALLOWED");
            assertThat(Gate.verdict(gate.get("/tenants/Acme/x", token))).isEqualTo("CLAIM_MISMATCH");
        }
    }

    @Test
    void anotherSignatureOverTheSameClaimsIsVerifiedAfresh() {
        try (Gate gate = Gate.of(issuer)) {
            String token = gate.token().sign();
            gate.verdict(token);
            String stripped = token.substring(0, token.lastIndexOf('.') + 1);

            assertThat(gate.verdict(stripped)).isEqualTo("MALFORMED_TOKEN");
            assertThat(gate.verdict(stripped + "A".repeat(342))).isEqualTo("BAD_SIGNATURE");
        }
    }

    @Test
    void aTokenOfManyClaimsTakesThePlacesOfSeveral() {
        try (Gate gate = new Gate(issuer, builder -> builder.memoSize(4))) {
            String large = "x".repeat(3 * 1_024);
            for (int i = 0; i < 4; i++) {
                String token =
                        gate.token().jti("large-" + i).claim("extra", large).sign();
                assertThat(gate.verdict(token)).isEqualTo("ALLOWED");
            }

            assertThat(gate.guard.memo().size()).isLessThanOrEqualTo(1);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 10_000})
    void aFieldOfOtherCharactersIsRefusedAlikeWhateverIsRemembered(int memoSize) {
        try (Gate gate = new Gate(issuer, builder -> builder.memoSize(memoSize))) {
            String token = gate.token().sign();
            assertThat(gate.verdict(token)).isEqualTo("ALLOWED");
            for (int at : List.of(0, 40, token.indexOf('.'), token.length() - 1)) {
                for (int high : List.of(0x80, 0x100, 0x2000, 0xFF00)) {
                    String twin = token.substring(0, at) + (char) (high | token.charAt(at)) + token.substring(at + 1);

                    assertThat(gate.verdict(twin)).isEqualTo("MALFORMED_HEADER");
                }
            }
            assertThat(gate.verdict(token + " ")).isEqualTo("MALFORMED_HEADER");
            assertThat(gate.verdict(token + "=")).isEqualTo("MALFORMED_TOKEN");
            assertThat(gate.events)
                    .filteredOn(event ->
                            event.decision() instanceof Decision.Deny deny && deny.reason() == Reason.MALFORMED_HEADER)
                    .hasSize(17)
                    .allMatch(event -> event.validation().isEmpty());
        }
    }

    @Test
    void withoutAMemoEveryTokenIsVerifiedEveryTime() {
        try (Gate gate = new Gate(issuer, builder -> builder.memoSize(0))) {
            String token = gate.token().sign();
            gate.verdict(token);

            assertThat(gate.verdict(token)).isEqualTo("ALLOWED");
            assertThat(gate.events)
                    .noneMatch(event -> event.validation().orElseThrow().remembered());
        }
    }
}
