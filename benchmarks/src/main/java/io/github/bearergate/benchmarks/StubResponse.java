package io.github.bearergate.benchmarks;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.util.HashMap;
import java.util.Map;

/** A response that goes nowhere and counts the bytes of its body. */
final class StubResponse extends HttpServletResponseWrapper {
    private static final HttpServletResponse NOTHING_ELSE = Unsupported.of(HttpServletResponse.class);

    private final Map<String, String> headers = new HashMap<>();
    private final Body body = new Body();
    private int status = SC_OK;

    StubResponse() {
        super(NOTHING_ELSE);
    }

    int bodyLength() {
        return body.length;
    }

    @Override
    public int getStatus() {
        return status;
    }

    @Override
    public void setStatus(int status) {
        this.status = status;
    }

    @Override
    public void setHeader(String name, String value) {
        headers.put(name, value);
    }

    @Override
    public void setContentType(String type) {
        headers.put("Content-Type", type);
    }

    @Override
    public void setContentLength(int length) {
        headers.put("Content-Length", Integer.toString(length));
    }

    @Override
    public boolean isCommitted() {
        return false;
    }

    @Override
    public void resetBuffer() {
        body.length = 0;
    }

    @Override
    public ServletOutputStream getOutputStream() {
        return body;
    }

    private static final class Body extends ServletOutputStream {
        private int length;

        @Override
        public boolean isReady() {
            return true;
        }

        @Override
        public void setWriteListener(WriteListener listener) {
            throw new UnsupportedOperationException("this body is written in one go");
        }

        @Override
        public void write(int octet) {
            length++;
        }

        @Override
        public void write(byte[] octets, int from, int count) {
            length += count;
        }
    }
}
