package io.github.bearergate.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class InMemoryRevocationListTest {
    private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");

    private final InMemoryRevocationList list = new InMemoryRevocationList(Clock.fixed(NOW, ZoneOffset.UTC));

    @Test
    void aRevokedTokenIsKnownByIssuerAndIdentifierTogether() {
        list.revoke("https://a.example", "1", NOW.plusSeconds(600));

        assertThat(list.isRevoked("https://a.example", "1")).isTrue();
        assertThat(list.isRevoked("https://b.example", "1")).isFalse();
        assertThat(list.isRevoked("https://a.example", "2")).isFalse();
    }

    @Test
    void manyRevocationsAreAllKept() {
        for (int i = 0; i < 100_000; i++) {
            list.revoke("https://a.example", Integer.toString(i), NOW.plusSeconds(600));
        }

        for (int i = 0; i < 100_000; i++) {
            assertThat(list.isRevoked("https://a.example", Integer.toString(i))).isTrue();
        }
    }

    @Test
    void aTokenThatEndedNeedsNoEntry() {
        list.revoke("https://a.example", "1", NOW.minusSeconds(1));

        assertThat(list.isRevoked("https://a.example", "1")).isFalse();
    }
}
