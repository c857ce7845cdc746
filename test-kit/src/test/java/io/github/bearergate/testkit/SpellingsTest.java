package io.github.bearergate.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SpellingsTest {
    /** Kinds that only write the same path otherwise: the gate refuses them or reads the same path, nothing else. */
    private static final Set<SpellingKind> OF_THE_SAME_PATH = EnumSet.of(
            SpellingKind.PLAIN,
            SpellingKind.ENCODED,
            SpellingKind.DOUBLE_ENCODED,
            SpellingKind.DOT_SEGMENT,
            SpellingKind.EXTRA_SLASH,
            SpellingKind.BACKSLASH,
            SpellingKind.PARAMETER);

    @ParameterizedTest
    @ValueSource(
            strings = {"/", "/orders", "/orders/7", "/orders/", "/a.b/c", "/caf\u00e9/k", "/\uD83C\uDF49", "/a b/+"})
    void eachIsRefusedOrReadAsTheSamePathUnlessAnotherCharacterStandsThere(String path) {
        List<Spelling> spellings = Spellings.of(path);

        assertThat(spellings.get(0).kind()).isEqualTo(SpellingKind.PLAIN);
        assertThat(spellings.get(0).path()).contains(path);
        assertThat(spellings).extracting(Spelling::target).doesNotHaveDuplicates();
        assertThat(spellings.stream().filter(spelling -> OF_THE_SAME_PATH.contains(spelling.kind())))
                .allSatisfy(spelling -> assertThat(spelling.path().orElse(path))
                        .as(spelling.toString())
                        .isEqualTo(path));
    }

    @Test
    void everyKindIsTriedAtEveryPlace() {
        List<Spelling> spellings = Spellings.of("/orders/7");
        Set<String> targets = spellings.stream().map(Spelling::target).collect(Collectors.toSet());

        assertThat(spellings.stream().map(Spelling::kind).collect(Collectors.toSet()))
                .isEqualTo(EnumSet.allOf(SpellingKind.class));
        assertThat(targets)
                .contains(
                        "/%6Frders/7",
                        "/%6frders/7",
                        "/orders/%37",
                        "/order%73/7",
                        "/%256Frders/7",
                        "/orders%2F7",
                        "/orders%2f7",
                        "/orders%252F7",
                        "/orders%c0%af7",
                        "//orders/7",
                        "/orders//7",
                        "/orders/7//",
                        "/./orders/7",
                        "/orders/%2e/7",
                        "/x/../orders/7",
                        "/x/..;/orders/7",
                        "/orders/x/%2e%2e/7",
                        "/orders/7/..;/",
                        "/orders\\7",
                        "/orders%5c7",
                        "/orders;x=1/7",
                        "/orders/7;x=1",
                        "/orders/7%00",
                        "/orders/7%20",
                        "/orders/7/",
                        "/ORDERS/7",
                        "/Orders/7",
                        "/orderS/7",
                        "/orders/7.json",
                        "/%EF%BD%8Frders/7",
                        "/order%C5%BF/7",
                        "/orders%EF%BC%8F7");
    }

    @Test
    void theyAreFewEnoughToBeSent() {
        assertThat(Spellings.of("/tenants/acme/orders/7").size()).isBetween(200, 400);
    }

    @Test
    void aPathThatIsNotCanonicalHasNoSpellings() {
        assertThatIllegalArgumentException().isThrownBy(() -> Spellings.of("/a//b"));
    }
}
