package io.github.bearergate.example;

import java.util.Optional;

/**
 * One order.
 *
 * @param id digits, unique in the book
 * @param content what the client wanted
 * @param tenant whose order it is: the {@code tenant} claim of the token that placed it; empty when that had none
 */
record Order(String id, Content content, Optional<String> tenant) {
    /**
     * What a client sends.
     *
     * @param item 1 to 100 characters
     * @param quantity 1 to 1,000
     */
    record Content(String item, int quantity) {}

    /** The same order with other content. */
    Order with(Content other) {
        return new Order(id, other, tenant);
    }

    boolean belongsTo(String someone) {
        return tenant.filter(someone::equals).isPresent();
    }
}
