package io.github.bearergate.jose;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bearergate.jose.JsonTree.Flaw;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What a reader that is led through a text by its caller notes on the way. */
class JsonTreeTest {
    @Test
    void ofSeveralFlawsTheFirstIsToldOnce() {
        List<@Nullable Flaw> told = new ArrayList<>();

        JsonTree.read(Minted.utf8("{\"a\":1,\"a\":\"\\ud800\",\"b\":1e999}"), tree -> {
            tree.object(1);
            told.add(tree.takeFlaw());
            told.add(tree.takeFlaw());
            return tree;
        });

        assertThat(told).containsExactly(Flaw.LONE_SURROGATE, null);
    }

    @Test
    void anArrayIsEnteredAndNothingElseIs() {
        assertThat(elementsOf("{\"a\":[1,\"x\"]}")).containsExactly(1L, "x");
        assertThat(elementsOf("{\"a\":[]}")).isEmpty();
        assertThat(elementsOf("{\"a\":{}}")).isNull();
        assertThat(elementsOf("{\"a\":1}")).isNull();
    }

    /** The elements of the array that is the value of the only member; null when the text is refused. */
    private static @Nullable List<@Nullable Object> elementsOf(String json) {
        return JsonTree.read(Minted.utf8(json), tree -> {
            tree.nextName(true);
            List<@Nullable Object> elements = new ArrayList<>();
            if (!tree.enterArray()) {
                return null;
            }
            for (boolean first = true; tree.nextElement(first); first = false) {
                elements.add(tree.value(2));
            }
            tree.nextName(false);
            return elements;
        });
    }
}
