package io.github.bearergate.example;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OrderJsonTest {
    private static Optional<Order.Content> read(String json) {
        return OrderJson.read(json.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void anItemAndAQuantityInAnyOrderAreAnOrder() {
        assertThat(read("{\"item\":\"tea\",\"quantity\":2}")).contains(new Order.Content("tea", 2));
        assertThat(read(" {\"quantity\":1, \"item\":\"Käse\"} ")).contains(new Order.Content("Käse", 1));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "[]",
                "\"tea\"",
                "{",
                "{}",
                "{\"item\":\"tea\"}",
                "{\"quantity\":2}",
                "{\"item\":\"\",\"quantity\":2}",
                "{\"item\":\" \",\"quantity\":2}",
                "{\"item\":null,\"quantity\":2}",
                "{\"item\":\"tea\",\"quantity\":\"2\"}",
                "{\"item\":\"tea\",\"quantity\":2.0}",
                "{\"item\":\"tea\",\"quantity\":99999999999}",
                "{\"item\":\"tea\",\"quantity\":2,\"quantity\":3}",
                "{\"item\":\"tea\",\"quantity\":2,\"price\":0}",
                "{\"item\":{\"name\":\"tea\"},\"quantity\":2}",
                "{\"item\":\"tea\",\"quantity\":2} {}",
                "{\"item\":\"tea\",\"quantity\":2}x",
                "{'item':'tea','quantity':2}",
            })
    void anythingElseIsNone(String json) {
        assertThat(read(json)).isEmpty();
    }

    @Test
    void theQuantityIsOneToAThousand() {
        assertThat(read("{\"item\":\"tea\",\"quantity\":0}")).isEmpty();
        assertThat(read("{\"item\":\"tea\",\"quantity\":1}")).isPresent();
        assertThat(read("{\"item\":\"tea\",\"quantity\":1000}")).isPresent();
        assertThat(read("{\"item\":\"tea\",\"quantity\":1001}")).isEmpty();
    }

    @Test
    void theItemHasAtMostAHundredCharacters() {
        assertThat(read("{\"item\":\"" + "t".repeat(100) + "\",\"quantity\":1}"))
                .isPresent();
        assertThat(read("{\"item\":\"" + "t".repeat(101) + "\",\"quantity\":1}"))
                .isEmpty();
    }

    @Test
    void anOrderWithoutATenantHasNull() {
        Order order = new Order("7", new Order.Content("a \"b\"", 3), Optional.empty());

        assertThat(OrderJson.write(order))
                .isEqualTo("{\"id\":\"7\",\"item\":\"a \\\"b\\\"\",\"quantity\":3,\"tenant\":null}");
        assertThat(OrderJson.write(List.of())).isEqualTo("{\"orders\":[]}");
    }
}
