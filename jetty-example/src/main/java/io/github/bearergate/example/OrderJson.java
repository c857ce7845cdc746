package io.github.bearergate.example;

import java.util.Collection;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** Orders on the wire. */
final class OrderJson {
    private static final int LONGEST_ITEM = 100;
    private static final int LARGEST_QUANTITY = 1_000;

    private OrderJson() {}

    static String write(Order order) {
        return Json.value(out -> write(order, out));
    }

    static String write(Collection<Order> orders) {
        return Json.object(out -> {
            out.writeName("orders");
            out.writeStartArray();
            orders.forEach(order -> write(order, out));
            out.writeEndArray();
        });
    }

    private static void write(Order order, JsonGenerator out) {
        out.writeStartObject();
        out.writeStringProperty("id", order.id());
        out.writeStringProperty("item", order.content().item());
        out.writeNumberProperty("quantity", order.content().quantity());
        Json.member(out, "tenant", order.tenant());
        out.writeEndObject();
    }

    /** Reads what a client wants to order; empty when the text is not exactly one object with a fitting item and quantity. */
    static Optional<Order.Content> read(byte[] utf8) {
        try (JsonParser in = Json.parser(utf8)) {
            if (in.nextToken() != JsonToken.START_OBJECT) {
                return Optional.empty();
            }
            Optional<String> item = Optional.empty();
            Optional<Integer> quantity = Optional.empty();
            while (in.nextToken() != JsonToken.END_OBJECT) {
                String name = in.currentName();
                JsonToken value = in.nextToken();
                if (name.equals("item") && value == JsonToken.VALUE_STRING) {
                    item = Optional.of(in.getString()).filter(OrderJson::isItem);
                } else if (name.equals("quantity") && value == JsonToken.VALUE_NUMBER_INT) {
                    quantity = Optional.of(in.getIntValue()).filter(OrderJson::isQuantity);
                } else {
                    return Optional.empty();
                }
            }
            if (in.nextToken() != null || item.isEmpty() || quantity.isEmpty()) {
                return Optional.empty();
            }
            return Optional.of(new Order.Content(item.get(), quantity.get()));
        } catch (JacksonException notJson) {
            return Optional.empty();
        }
    }

    private static boolean isItem(String text) {
        return !text.isBlank() && text.length() <= LONGEST_ITEM;
    }

    private static boolean isQuantity(int number) {
        return number >= 1 && number <= LARGEST_QUANTITY;
    }
}
