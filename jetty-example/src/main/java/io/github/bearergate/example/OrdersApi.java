package io.github.bearergate.example;

import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;

/**
 * The Orders API: registers its servlets with whatever container starts it, embedded or by {@code web.xml}.
 *
 * <p>Nothing in it asks for a token: that is the gate's work.
 */
public final class OrdersApi implements ServletContextListener {
    @Override
    public void contextInitialized(ServletContextEvent event) {
        ServletContext context = event.getServletContext();
        OrderBook book = OrderBook.withSamples();
        context.addServlet("orders", new OrdersServlet(book)).addMapping("/orders/*");
        context.addServlet("tenants", new TenantServlet(book)).addMapping("/tenants/*");
        context.addServlet("whoami", new WhoamiServlet()).addMapping("/whoami");
        context.addServlet("root", new RootServlet()).addMapping("");
        context.addServlet("not-found", new NotFoundServlet()).addMapping("/");
    }
}
