package io.github.bearergate.example;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Optional;

/**
 * What one tenant has: its orders at {@code /tenants/TENANT/orders}, each at {@code /tenants/TENANT/orders/ID}.
 *
 * <p>Whether the caller is of that tenant was decided by the policy.
 */
@SuppressWarnings("serial") // no container writes a servlet to a stream
final class TenantServlet extends JsonServlet {
    private final OrderBook book;

    TenantServlet(OrderBook book) {
        this.book = book;
    }

    @Override
    Answer answer(HttpServletRequest request) {
        String[] segments = below(request).split("/", -1);
        if (segments.length < 3 || segments.length > 4 || !segments[2].equals("orders")) {
            return Answer.notFound();
        }
        return segments.length == 3
                ? answerForAll(request, segments[1])
                : answerForOne(request, segments[1], segments[3]);
    }

    private Answer answerForAll(HttpServletRequest request, String tenant) {
        if (!reads(request)) {
            return Answer.notAllowed("GET, HEAD");
        }
        List<Order> own =
                book.all().stream().filter(order -> order.belongsTo(tenant)).toList();
        return Answer.of(200, OrderJson.write(own));
    }

    private Answer answerForOne(HttpServletRequest request, String tenant, String id) {
        Optional<Order> own = book.find(id).filter(order -> order.belongsTo(tenant));
        return switch (request.getMethod()) {
            case "GET", "HEAD" -> Answer.ofOrder(own);
            case "DELETE" -> own.isPresent() && book.remove(id) ? Answer.noContent() : Answer.notFound();
            default -> Answer.notAllowed("GET, HEAD, DELETE");
        };
    }
}
