package io.github.bearergate.example;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.Locale;
import java.util.function.Function;

/** The orders: list and create at {@code /orders}; read, replace and delete at {@code /orders/ID}. */
@SuppressWarnings("serial") // no container writes a servlet to a stream
final class OrdersServlet extends JsonServlet {
    private static final int LONGEST_BODY = 8_192;

    private final OrderBook book;

    OrdersServlet(OrderBook book) {
        this.book = book;
    }

    @Override
    Answer answer(HttpServletRequest request) throws IOException {
        String below = below(request);
        if (below.isEmpty()) {
            return answerForAll(request);
        }
        String id = below.substring(1);
        return id.isEmpty() || id.contains("/") ? Answer.notFound() : answerForOne(request, id);
    }

    private Answer answerForAll(HttpServletRequest request) throws IOException {
        return switch (request.getMethod()) {
            case "GET", "HEAD" -> Answer.of(200, OrderJson.write(book.all()));
            case "POST" -> withContent(request, content -> create(content, request));
            default -> Answer.notAllowed("GET, HEAD, POST");
        };
    }

    private Answer answerForOne(HttpServletRequest request, String id) throws IOException {
        return switch (request.getMethod()) {
            case "GET", "HEAD" -> Answer.ofOrder(book.find(id));
            case "PUT" -> withContent(request, content -> Answer.ofOrder(book.replace(id, content)));
            case "DELETE" -> book.remove(id) ? Answer.noContent() : Answer.notFound();
            default -> Answer.notAllowed("GET, HEAD, PUT, DELETE");
        };
    }

    private Answer create(Order.Content content, HttpServletRequest request) {
        return book.add(content, Caller.of(request).tenant())
                .map(order -> Answer.of(201, OrderJson.write(order))
                        .with("Location", request.getContextPath() + "/orders/" + order.id()))
                .orElseGet(() -> Answer.error(409, "the book is full: delete an order first"));
    }

    private static Answer withContent(HttpServletRequest request, Function<Order.Content, Answer> then)
            throws IOException {
        if (!isJson(request.getContentType())) {
            return Answer.error(415, "the body must be application/json");
        }
        byte[] body = request.getInputStream().readNBytes(LONGEST_BODY + 1);
        if (body.length > LONGEST_BODY) {
            return Answer.error(413, "the body is too long");
        }
        return OrderJson.read(body)
                .map(then)
                .orElseGet(() -> Answer.error(
                        400, "the body must be {\"item\":\"1 to 100 characters\",\"quantity\":1 to 1000} and no more"));
    }

    private static boolean isJson(String contentType) {
        return contentType != null
                && contentType.split(";", 2)[0].strip().toLowerCase(Locale.ROOT).equals("application/json");
    }
}
