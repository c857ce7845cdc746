package io.github.bearergate.jwks;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bearergate.spi.Algorithm;
import io.github.bearergate.spi.VerificationKey;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("in-memory")
class KeyTableTest {
    @Test
    void aKeyIsFoundByItsExactKidAndOnlyForItsAlgorithms() {
        KeyTable table = KeyTable.of(List.of(TestKeys.rsa("r", 1, Algorithm.RS256, Algorithm.PS256), TestKeys.key(1)));

        assertThat(find(table, "r", Algorithm.RS256)).hasSize(1);
        assertThat(find(table, "r", Algorithm.PS256)).hasSize(1);
        assertThat(find(table, "r", Algorithm.RS384)).isEmpty();
        assertThat(find(table, "R", Algorithm.RS256)).isEmpty();
        assertThat(find(table, "k1", Algorithm.ES256)).containsExactly(TestKeys.key(1));
    }

    @Test
    void theAnswerIsPrebuiltAndNobodyCanChangeIt() {
        KeyTable table = KeyTable.of(TestKeys.keys(1));

        assertThat(find(table, "k1", Algorithm.ES256))
                .isSameAs(find(table, "k1", Algorithm.ES256))
                .isUnmodifiable();
        assertThat(table.find(Optional.empty(), Algorithm.ES256)).isUnmodifiable();
    }

    @Test
    void oneKeyPublishedTwiceUnderOneNameIsOneCandidate() {
        KeyTable table = KeyTable.of(List.of(
                TestKeys.rsa("r", 1, Algorithm.RS256),
                TestKeys.rsa("r", 1, Algorithm.RS256),
                TestKeys.rsa("r", 1, Algorithm.RS256, Algorithm.PS256)));

        assertThat(find(table, "r", Algorithm.RS256)).hasSize(1);
        assertThat(find(table, "r", Algorithm.PS256)).hasSize(1);
    }

    @Test
    @Tag("F63")
    void differentKeysOfOneNameAreUpToFourCandidates() {
        List<VerificationKey> keys = IntStream.range(0, 6)
                .mapToObj(number -> TestKeys.named("same", number))
                .toList();

        assertThat(find(KeyTable.of(keys.subList(0, 4)), "same", Algorithm.ES256))
                .containsExactlyInAnyOrderElementsOf(keys.subList(0, 4));
        assertThat(find(KeyTable.of(keys), "same", Algorithm.ES256)).hasSize(4);
    }

    @Test
    void aTokenWithoutKidFindsTheOnlyKeyThatFitsItsAlgorithm() {
        KeyTable table = KeyTable.of(List.of(TestKeys.rsa("r", 1, Algorithm.RS256), TestKeys.unnamed(1)));

        assertThat(table.find(Optional.empty(), Algorithm.ES256)).containsExactly(TestKeys.unnamed(1));
        assertThat(table.find(Optional.empty(), Algorithm.RS256)).hasSize(1);
        assertThat(table.find(Optional.empty(), Algorithm.ES384)).isEmpty();
    }

    @Test
    void aTokenWithoutKidFindsNothingAmongSeveral() {
        assertThat(KeyTable.of(TestKeys.keys(1, 2)).find(Optional.empty(), Algorithm.ES256))
                .isEmpty();
    }

    @Test
    void oneKeyUnderTwoNamesIsStillTheOnlyOne() {
        KeyTable table = KeyTable.of(List.of(TestKeys.named("a", 1), TestKeys.named("b", 1)));

        assertThat(table.find(Optional.empty(), Algorithm.ES256)).hasSize(1);
    }

    @Test
    void aKeyWithoutKidIsNotFoundByAnyName() {
        KeyTable table = KeyTable.of(List.of(TestKeys.unnamed(1)));

        assertThat(find(table, "", Algorithm.ES256)).isEmpty();
        assertThat(table.has("")).isFalse();
    }

    @Test
    void theEmptyKidIsAName() {
        KeyTable table = KeyTable.of(List.of(TestKeys.named("", 1), TestKeys.key(2)));

        assertThat(find(table, "", Algorithm.ES256)).containsExactly(TestKeys.named("", 1));
    }

    @Test
    void withoutDeniedKeysTheRestIsAsIfTheyHadNeverBeenPublished() {
        KeyTable table = KeyTable.of(TestKeys.keys(1, 2));

        KeyTable rest = table.without(Set.of("k1"));

        assertThat(rest.keys()).containsExactly(TestKeys.key(2));
        assertThat(rest.find(Optional.empty(), Algorithm.ES256)).containsExactly(TestKeys.key(2));
        assertThat(table.without(Set.of("other"))).isSameAs(table);
    }

    @Test
    void theOrderOfPublicationSaysNothing() {
        List<VerificationKey> published = new ArrayList<>(List.of(
                TestKeys.rsa("r", 1, Algorithm.RS256),
                TestKeys.rsa("r", 1, Algorithm.PS256),
                TestKeys.named("a", 1),
                TestKeys.named("b", 1),
                TestKeys.unnamed(1),
                TestKeys.key(2)));
        List<VerificationKey> keys = KeyTable.of(published).keys();

        Collections.reverse(published);

        assertThat(KeyTable.of(published).keys()).containsExactlyElementsOf(keys);
    }

    @Test
    void aTableHasTheNamesOfItsKeysAndNoOther() {
        KeyTable table = KeyTable.of(TestKeys.keys(1));

        assertThat(table.has("k1")).isTrue();
        assertThat(table.has("k2")).isFalse();
    }

    private static List<VerificationKey> find(KeyTable table, String kid, Algorithm algorithm) {
        return table.find(Optional.of(kid), algorithm);
    }
}
