package io.github.bearergate.example;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/** All orders, in memory, oldest first. Thread-safe, with a lock that lets virtual threads go on. */
final class OrderBook {
    /** How many orders there is room for; memory is not endless. */
    static final int CAPACITY = 1_000;

    private final Map<String, Order> orders = new LinkedHashMap<>();
    private final ReentrantLock lock = new ReentrantLock();
    private long last;

    /** A book with two orders of different tenants, so that there is something to see. */
    static OrderBook withSamples() {
        OrderBook book = new OrderBook();
        book.add(new Order.Content("tea", 2), Optional.of("acme"));
        book.add(new Order.Content("coffee", 1), Optional.of("globex"));
        return book;
    }

    List<Order> all() {
        return locked(() -> new ArrayList<>(orders.values()));
    }

    Optional<Order> find(String id) {
        return locked(() -> Optional.ofNullable(orders.get(id)));
    }

    /** Keeps a new order; empty when the book is full. */
    Optional<Order> add(Order.Content content, Optional<String> tenant) {
        return locked(() -> {
            if (orders.size() == CAPACITY) {
                return Optional.empty();
            }
            last++;
            Order order = new Order(Long.toString(last), content, tenant);
            orders.put(order.id(), order);
            return Optional.of(order);
        });
    }

    /** Changes what was ordered; empty when there is no such order. */
    Optional<Order> replace(String id, Order.Content content) {
        return locked(() -> Optional.ofNullable(orders.computeIfPresent(id, (same, order) -> order.with(content))));
    }

    /** Forgets an order; returns whether it was there. */
    boolean remove(String id) {
        return locked(() -> orders.remove(id) != null);
    }

    private <T> T locked(Supplier<T> work) {
        lock.lock();
        try {
            return work.get();
        } finally {
            lock.unlock();
        }
    }
}
