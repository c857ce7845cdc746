package io.github.bearergate.example;

import java.util.Locale;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** What the server itself refuses (a broken request, too long headers, an error in a servlet), as JSON instead of its HTML page. */
final class JsonErrors implements Request.Handler {
    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        String what = HttpStatus.getMessage(response.getStatus()).toLowerCase(Locale.ROOT);
        send(response, callback, Json.object(out -> out.writeStringProperty("error", what)));
        return true;
    }

    /** Ends a response with a JSON body; the status is set already. */
    static void send(Response response, Callback callback, String json) {
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, "application/json");
        Content.Sink.write(response, true, json, callback);
    }
}
