package io.github.bearergate.benchmarks.peers;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.auth.JWTOptions;
import io.vertx.ext.auth.User;
import io.vertx.ext.auth.authentication.TokenCredentials;
import io.vertx.ext.auth.jwt.JWTAuth;
import io.vertx.ext.auth.jwt.JWTAuthOptions;

/** Vert.x JWT auth over a key set; outside an event loop it answers at once. */
final class VertX {
    private VertX() {}

    static TokenCheck open(Setting setting) {
        JWTAuthOptions options = new JWTAuthOptions()
                .setJWTOptions(new JWTOptions()
                        .setIssuer(setting.issuer())
                        .addAudience(setting.audience())
                        .setLeeway(Setting.LEEWAY_SECONDS));
        JsonArray keys = new JsonObject(setting.jwks()).getJsonArray("keys");
        for (int i = 0; i < keys.size(); i++) {
            options.addJwk(keys.getJsonObject(i));
        }
        Vertx vertx = Vertx.vertx();
        return new Ready(vertx, JWTAuth.create(vertx, options), setting);
    }

    private record Ready(Vertx vertx, JWTAuth auth, Setting setting) implements TokenCheck {
        @Override
        public boolean accepts(String token) {
            Future<User> answer = auth.authenticate(new TokenCredentials(token));
            if (!answer.isComplete()) {
                throw new IllegalStateException("Vert.x answers later");
            }
            return answer.succeeded()
                    && setting.grants(answer.result().principal().getString("scope"));
        }

        @Override
        public void close() {
            vertx.close().await();
        }
    }
}
