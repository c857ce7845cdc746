package io.github.bearergate.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bearergate.AccessToken;
import io.github.bearergate.Reason;
import io.github.bearergate.spi.Algorithm;
import java.security.interfaces.RSAPublicKey;
import org.junit.jupiter.api.Test;

class MintTest {
    @Test
    void theUsualTokenHasTwelveClaimsAndAboutNineHundredCharactersAndAKeyOf2048Bits() {
        try (Mint mint = new Mint(Algorithm.RS256)) {
            String token = mint.token().sign();
            AccessToken accepted = Gates.validator(Algorithm.RS256, new HeldKeys(mint.key()))
                    .validate(token)
                    .fold(valid -> valid, MintTest::refused, (outage, retryAfter) -> {
                        throw new AssertionError(outage);
                    });

            assertThat(token.length()).isBetween(850, 1_000);
            assertThat(accepted.claims()).hasSize(12);
            assertThat(((RSAPublicKey) mint.key().publicKey()).getModulus().bitLength())
                    .isEqualTo(2_048);
        }
    }

    private static AccessToken refused(Reason reason) {
        throw new AssertionError(reason);
    }
}
