package io.github.bearergate.jose;

import static io.github.bearergate.spi.Algorithm.RS256;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.bearergate.jose.SignaturesProviderTest.Hostile;
import io.github.bearergate.spi.Algorithm;
import java.security.ProviderException;
import java.security.Security;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A provider is believed for an algorithm only when it knows right from wrong. */
class KnownAnswersTest {
    @ParameterizedTest
    @EnumSource
    void theJdkGivesEveryKnownAnswer(Algorithm algorithm) {
        assertThat(KnownAnswers.read().areGivenBy(new Signatures(), algorithm)).isTrue();
    }

    @Test
    void aProviderThatKnowsRightFromWrongIsUsedForAllItOffers() {
        List<Algorithm> wrong = new ArrayList<>();
        Signatures signatures =
                Signatures.tried(Objects.requireNonNull(Security.getProvider("SunRsaSign")), wrong::add);

        assertThat(wrong).isEmpty();
        assertThat(signatures.provided())
                .containsExactly(
                        Algorithm.RS256,
                        Algorithm.RS384,
                        Algorithm.RS512,
                        Algorithm.PS256,
                        Algorithm.PS384,
                        Algorithm.PS512);
    }

    @Test
    void oneThatAcceptsEverythingRefusesEverythingOrThrowsIsLeftOut() {
        List<Callable<Boolean>> behaviours = List.of(() -> true, () -> false, () -> {
            throw new ProviderException("out of order");
        });
        for (Callable<Boolean> behaviour : behaviours) {
            Hostile.behave(behaviour);
            List<Algorithm> wrong = new ArrayList<>();
            Signatures signatures = Signatures.tried(new Hostile.Offering(), wrong::add);

            assertThat(wrong).containsExactly(RS256);
            assertThat(signatures.provided()).isEmpty();
            assertThat(isVerified(signatures)).isTrue();
        }
    }

    private static boolean isVerified(Signatures signatures) {
        return CompactJws.parse(Minted.token(RS256))
                .flatMap(CompactJws::claims)
                .flatMap(claims -> signatures.verify(claims, Minted.key(RS256), RS256))
                .isPresent();
    }
}
