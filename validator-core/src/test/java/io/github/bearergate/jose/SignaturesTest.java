package io.github.bearergate.jose;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bearergate.spi.Algorithm;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SignaturesTest {
    private final Signatures signatures = new Signatures();

    @ParameterizedTest
    @EnumSource
    void aTokenSignedWithAnAlgorithmVerifies(Algorithm algorithm) {
        Optional<Claims> claims = verify(Minted.token(algorithm), algorithm);

        assertThat(claims)
                .hasValueSatisfying(verified -> assertThat(verified.get("aud")).contains("orders"));
    }

    private Optional<Claims> verify(String token, Algorithm algorithm) {
        return CompactJws.parse(token)
                .flatMap(CompactJws::claims)
                .flatMap(claims -> signatures.verify(claims, Minted.key(algorithm), algorithm));
    }
}
