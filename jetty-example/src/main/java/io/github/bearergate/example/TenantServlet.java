package io.github.bearergate.example;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;

/** What one tenant may see of its own: {@code /tenants/TENANT/orders}. Whose token it is was decided by the policy. */
@SuppressWarnings("serial") // no container writes a servlet to a stream
final class TenantServlet extends JsonServlet {
    private final OrderBook book;

    TenantServlet(OrderBook book) {
        this.book = book;
    }

    @Override
    Answer answer(HttpServletRequest request) {
        String[] segments = below(request).split("/", -1);
        if (segments.length != 3 || segments[1].isEmpty() || !segments[2].equals("orders")) {
            return Answer.notFound();
        }
        if (!reads(request)) {
            return Answer.notAllowed("GET, HEAD");
        }
        List<Order> own = book.all().stream()
                .filter(order -> order.belongsTo(segments[1]))
                .toList();
        return Answer.of(200, OrderJson.write(own));
    }
}
