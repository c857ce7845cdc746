package io.github.bearergate.example;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class OrderBookTest {
    private static final Order.Content TEA = new Order.Content("tea", 1);
    private static final Order.Content MILK = new Order.Content("milk", 2);

    private final OrderBook book = new OrderBook();

    @Test
    void anIdIsNeverGivenTwice() {
        String first = book.add(TEA, Optional.empty()).orElseThrow().id();
        book.remove(first);

        assertThat(book.add(TEA, Optional.empty()).orElseThrow().id()).isNotEqualTo(first);
    }

    @Test
    void replacingKeepsIdAndTenant() {
        String id = book.add(TEA, Optional.of("acme")).orElseThrow().id();

        assertThat(book.replace(id, MILK)).contains(new Order(id, MILK, Optional.of("acme")));
        assertThat(book.find(id)).contains(new Order(id, MILK, Optional.of("acme")));
        assertThat(book.replace("nobody's", MILK)).isEmpty();
        assertThat(book.find("nobody's")).isEmpty();
    }

    @Test
    void aFullBookTakesNoOrderUntilOneIsDeleted() {
        for (int i = 0; i < OrderBook.CAPACITY; i++) {
            assertThat(book.add(TEA, Optional.empty())).isPresent();
        }

        assertThat(book.add(TEA, Optional.empty())).isEmpty();
        assertThat(book.remove(book.all().get(0).id())).isTrue();
        assertThat(book.add(TEA, Optional.empty())).isPresent();
        assertThat(book.remove("nobody's")).isFalse();
    }
}
