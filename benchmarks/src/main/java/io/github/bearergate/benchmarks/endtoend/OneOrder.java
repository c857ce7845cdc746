package io.github.bearergate.benchmarks.endtoend;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** An application that does next to nothing: it shows what stands before it as large as it can be. */
@SuppressWarnings("serial") // no container writes a servlet to a stream
final class OneOrder extends HttpServlet {
    private static final byte[] ORDER =
            "{\"id\":17,\"customer\":\"c-4711\",\"lines\":[{\"article\":\"a-1\",\"quantity\":2}],\"state\":\"open\"}"
                    .getBytes(StandardCharsets.UTF_8);

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setContentType("application/json");
        response.setContentLength(ORDER.length);
        response.getOutputStream().write(ORDER);
    }
}
