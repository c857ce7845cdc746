package io.github.bearergate.attacks;

import static io.github.bearergate.Reason.BAD_SIGNATURE;
import static io.github.bearergate.Reason.MALFORMED_HEADER;
import static io.github.bearergate.Reason.MISSING_TOKEN;
import static io.github.bearergate.Reason.MULTIPLE_TOKENS;
import static io.github.bearergate.Reason.OTHER_SCHEME;
import static io.github.bearergate.attacks.Expected.byContainer;
import static io.github.bearergate.attacks.Expected.refused;
import static io.github.bearergate.attacks.Expected.served;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Attacks by where in a request the credential stands, and by how the request is framed. */
class HttpAttacksTest extends AttackTable {
    @Override
    void attacks() {
        schemes();
        several();
        otherPlaces();
        framing();
        hosts();
    }

    private void schemes() {
        attack("HTT-01")
                .sent(refused(MISSING_TOKEN), "nothing", world -> RawRequest.get(World.PATH))
                .sent(
                        refused(MISSING_TOKEN),
                        "nothing, for a path that no rule names",
                        world -> RawRequest.get("/nowhere"))
                .sent(refused(MISSING_TOKEN), "nothing, for a path that is denied", world -> RawRequest.get("/vault/1"))
                .sent(refused(MALFORMED_HEADER), "an empty field", world -> authorization(""))
                .sent(served(), "nothing, for an open path", world -> RawRequest.get("/health"))
                .sent(
                        served(),
                        "garbage, for an open path: it is not looked at",
                        world -> RawRequest.get("/health").line("Authorization: \"evil"));
        Row letters = attack("HTT-02");
        for (String scheme : List.of("bearer", "BEARER", "bEaReR", "Bearer", "beareR")) {
            letters.sent(served(), scheme, world -> authorization(scheme + ' ' + world.valid()));
        }
        attack("HTT-03")
                .sent(served(), "two blanks", world -> authorization("Bearer  " + world.valid()))
                .sent(served(), "many blanks", world -> authorization("Bearer" + " ".repeat(100) + world.valid()))
                .sent(refused(MALFORMED_HEADER), "a tab", world -> authorization("Bearer\t" + world.valid()))
                .sent(
                        refused(MALFORMED_HEADER),
                        "a blank and a tab",
                        world -> authorization("Bearer \t" + world.valid()))
                .sent(
                        refused(MALFORMED_HEADER),
                        "a tab and a blank",
                        world -> authorization("Bearer\t " + world.valid()))
                .sent(refused(MALFORMED_HEADER), "a colon", world -> authorization("Bearer: " + world.valid()))
                .sent(refused(MALFORMED_HEADER), "an equals sign", world -> authorization("Bearer=" + world.valid()))
                .sent(refused(MALFORMED_HEADER), "a quote", world -> authorization("Bearer \"" + world.valid() + '"'))
                .sent(
                        refused(MALFORMED_HEADER),
                        "a parameter",
                        world -> authorization("Bearer token=\"" + world.valid() + '"'))
                .sent(
                        refused(MALFORMED_HEADER),
                        "angle brackets",
                        world -> authorization("Bearer <" + world.valid() + '>'))
                .sent(refused(OTHER_SCHEME), "nothing between", world -> authorization("BearerToken " + world.valid()));
        Row others = attack("HTT-08");
        for (String scheme : List.of(
                "Basic",
                "Token",
                "Negotiate",
                "DPoP",
                "Digest",
                "Mac",
                "JWT",
                "Bear",
                "BearerX",
                "Bearer-",
                "AWS4-HMAC-SHA256")) {
            others.sent(refused(OTHER_SCHEME), scheme, world -> authorization(scheme + ' ' + world.valid()));
        }
        others.sent(refused(OTHER_SCHEME), "a token without a scheme", world -> authorization(world.valid()))
                .sent(refused(OTHER_SCHEME), "a scheme alone", world -> authorization("Negotiate"))
                .sent(
                        refused(MALFORMED_HEADER),
                        "no scheme at all",
                        world -> authorization("\"Bearer\" " + world.valid()));
        attack("DPO-02")
                .sent(
                        refused(OTHER_SCHEME),
                        "a bound token",
                        world -> authorization("DPoP "
                                + world.token()
                                        .claim("cnf", java.util.Map.of("jkt", "A".repeat(43)))
                                        .sign()));
    }

    private void several() {
        attack("HTT-05")
                .sent(
                        refused(MALFORMED_HEADER),
                        "two of the same",
                        world -> authorization("Bearer " + world.valid() + ", Bearer " + world.valid()))
                .sent(
                        refused(MALFORMED_HEADER),
                        "two tokens, one scheme",
                        world -> authorization("Bearer " + world.valid() + ',' + world.valid()))
                .sent(
                        refused(MALFORMED_HEADER),
                        "Basic behind",
                        world -> authorization("Bearer " + world.valid() + ", Basic eDp5"))
                .sent(
                        refused(OTHER_SCHEME),
                        "Basic in front",
                        world -> authorization("Basic eDp5, Bearer " + world.valid()))
                .sent(
                        refused(MALFORMED_HEADER),
                        "an empty one behind",
                        world -> authorization("Bearer " + world.valid() + ','))
                .sent(
                        refused(MALFORMED_HEADER),
                        "an empty one in front",
                        world -> authorization(", Bearer " + world.valid()))
                .sent(
                        refused(MALFORMED_HEADER),
                        "two tokens and a blank",
                        world -> authorization("Bearer " + world.valid() + ' ' + world.valid()));
        Row twice = attack("HTT-06");
        twice.sent(refused(MULTIPLE_TOKENS), "the same token", world -> {
                    String line = "Authorization: Bearer " + world.valid();
                    return RawRequest.get(World.PATH).line(line).line(line);
                })
                .sent(
                        refused(MULTIPLE_TOKENS),
                        "two tokens",
                        world -> authorization("Bearer " + world.valid()).bearer(world.valid()))
                .sent(
                        refused(MULTIPLE_TOKENS),
                        "a forged one behind",
                        world -> authorization("Bearer " + world.valid())
                                .bearer(world.token().forged().sign()))
                .sent(
                        refused(MULTIPLE_TOKENS),
                        "a forged one in front",
                        world -> authorization(
                                        "Bearer " + world.token().forged().sign())
                                .bearer(world.valid()))
                .sent(
                        refused(MULTIPLE_TOKENS),
                        "an empty one behind",
                        world -> authorization("Bearer " + world.valid()).line("Authorization:"))
                .sent(
                        refused(MULTIPLE_TOKENS),
                        "an empty one in front",
                        world -> authorization("").bearer(world.valid()))
                .sent(
                        refused(MULTIPLE_TOKENS),
                        "other letters in the name",
                        world ->
                                authorization("Bearer " + world.valid()).line("AUTHORIZATION: Bearer " + world.valid()))
                .sent(
                        refused(MULTIPLE_TOKENS),
                        "three",
                        world -> authorization("a").bearer(world.valid()).bearer(world.valid()))
                .sent(
                        refused(MULTIPLE_TOKENS),
                        "fields between them",
                        world -> authorization("Bearer " + world.valid())
                                .line("X-A: b")
                                .bearer(world.valid()));
        attack("HTT-07")
                .sent(
                        refused(MULTIPLE_TOKENS),
                        "Basic in front",
                        world -> authorization("Basic eDp5").bearer(world.valid()))
                .sent(
                        refused(MULTIPLE_TOKENS),
                        "Basic behind",
                        world -> authorization("Bearer " + world.valid()).line("Authorization: Basic eDp5"))
                .sent(
                        refused(MULTIPLE_TOKENS),
                        "Negotiate behind",
                        world -> authorization("Bearer " + world.valid()).line("Authorization: Negotiate"));
    }

    private void otherPlaces() {
        Row query = attack("HTT-09");
        for (String name : List.of(
                "access_token", "ACCESS_TOKEN", "token", "bearer_token", "jwt", "Authorization", "authorization")) {
            query.sent(
                    refused(MISSING_TOKEN),
                    name,
                    world -> RawRequest.get(World.PATH + '?' + name + '=' + world.valid()));
        }
        query.sent(
                        refused(MISSING_TOKEN),
                        "with the scheme",
                        world -> RawRequest.get(World.PATH + "?Authorization=Bearer%20" + world.valid()))
                .sent(
                        refused(MISSING_TOKEN),
                        "among others",
                        world -> RawRequest.get(World.PATH + "?a=b&access_token=" + world.valid() + "&c=d"));
        attack("HTT-10")
                .sent(refused(MISSING_TOKEN), "no header", world -> form("access_token=" + world.valid()))
                .sent(
                        refused(BAD_SIGNATURE),
                        "a forged one in the header",
                        world -> form("access_token=" + world.valid())
                                .bearer(world.token().forged().sign()))
                .sent(
                        refused(MISSING_TOKEN),
                        "JSON",
                        world -> RawRequest.of("POST", World.PATH)
                                .line("Content-Type: application/json")
                                .line("Content-Length: 2")
                                .body("{}"));
        attack("HTT-11")
                .sent(
                        served(),
                        "the same token in both: the query is not looked at",
                        world -> RawRequest.get(World.PATH + "?access_token=x").bearer(world.valid()))
                .sent(
                        refused(BAD_SIGNATURE),
                        "a forged one in the header",
                        world -> RawRequest.get(World.PATH + "?access_token=" + world.valid())
                                .bearer(world.token().forged().sign()));
        Row cookies = attack("HTT-12");
        for (String name : List.of("access_token", "Authorization", "token", "jwt", "JSESSIONID", "__Host-token")) {
            cookies.sent(
                    refused(MISSING_TOKEN),
                    name,
                    world -> RawRequest.get(World.PATH).line("Cookie: " + name + '=' + world.valid()));
        }
        Row fields = attack("HTT-13");
        for (String name : List.of(
                "Proxy-Authorization",
                "X-Authorization",
                "X-Access-Token",
                "X-Auth-Token",
                "X-Forwarded-Access-Token",
                "Authentication",
                "X-Amzn-Oidc-Data",
                "Sec-WebSocket-Protocol",
                "X-Original-Authorization",
                "Authorization-X",
                "XAuthorization")) {
            fields.sent(
                            refused(MISSING_TOKEN),
                            name,
                            world -> RawRequest.get(World.PATH).line(name + ": Bearer " + world.valid()))
                    .sent(
                            served(),
                            "garbage in " + name + " beside a token",
                            world -> RawRequest.get(World.PATH)
                                    .bearer(world.valid())
                                    .line(name + ": \"evil"));
        }
    }

    private void framing() {
        BiFunction<World, String, RawRequest> folded =
                (world, line) -> RawRequest.get(World.PATH).line(line + world.valid());
        attack("HTT-15")
                .sent(byContainer(400), "before the token", world -> folded.apply(world, "Authorization: Bearer\r\n "))
                .sent(byContainer(400), "before the scheme", world -> folded.apply(world, "Authorization:\r\n Bearer "))
                .sent(byContainer(400), "with a tab", world -> folded.apply(world, "Authorization: Bearer\r\n\t"))
                .sent(
                        byContainer(400),
                        "a second token",
                        world ->
                                RawRequest.get(World.PATH).bearer(world.valid()).line("  Bearer " + world.valid()));
        attack("HTT-17")
                .sent(byContainer(400), "a blank", world -> folded.apply(world, " Authorization: Bearer "))
                .sent(byContainer(400), "a tab", world -> folded.apply(world, "\tAuthorization: Bearer "))
                .sent(
                        byContainer(400),
                        "a blank before the colon",
                        world -> folded.apply(world, "Authorization : Bearer "))
                .sent(byContainer(400), "no name", world -> folded.apply(world, ": Bearer "));
        Row controls = attack("HTT-18");
        for (char c : new char[] {0, 1, 8, 0x0B, 0x0C, 0x1B, 0x1F, 0x7F}) {
            controls.sent(
                    byContainer(400),
                    "U+%04X".formatted((int) c),
                    world -> folded.apply(world, "Authorization: Bearer " + c));
        }
        controls.sent(byContainer(400), "a bare CR", world -> folded.apply(world, "Authorization: Bearer \r"))
                .sent(byContainer(400), "NUL in a name", world -> folded.apply(world, "Authorization\0: Bearer "))
                .sent(
                        refused(MALFORMED_HEADER),
                        "a byte above ASCII",
                        world -> folded.apply(world, "Authorization: Bearer \u0080"))
                .sent(
                        refused(MALFORMED_HEADER),
                        "UTF-8",
                        world -> folded.apply(world, "Authorization: Bearer \u00C3\u00A9"));
    }

    private void hosts() {
        attack("HTT-20")
                .sent(
                        byContainer(400),
                        "two",
                        world ->
                                RawRequest.get(World.PATH).bearer(world.valid()).line("Host: localhost"))
                .sent(
                        byContainer(400),
                        "two that differ",
                        world ->
                                RawRequest.get(World.PATH).bearer(world.valid()).line("Host: evil.example.com"))
                .sent(
                        byContainer(400),
                        "none",
                        world -> RawRequest.get(World.PATH).lines("Authorization: Bearer " + world.valid()))
                .sent(
                        byContainer(400),
                        "one with a user",
                        world -> RawRequest.get(World.PATH)
                                .lines("Host: a@localhost", "Authorization: Bearer " + world.valid()));
        attack("HTT-21")
                .sent(
                        byContainer(400),
                        "another host",
                        world -> RawRequest.get("http://other.example.com" + World.PATH)
                                .bearer(world.valid()))
                .sent(
                        byContainer(400),
                        "another host, an open path",
                        world -> RawRequest.get("http://other.example.com/health"))
                .sent(refused(MISSING_TOKEN), "the same host", world -> RawRequest.get("http://localhost" + World.PATH))
                .sent(
                        byContainer(400),
                        "a user",
                        world -> RawRequest.get("http://a@localhost" + World.PATH)
                                .bearer(world.valid()));
    }

    @ParameterizedTest(name = "HTT-22 {0}")
    @ValueSource(
            strings = {
                "Content-Length: 4\r\nTransfer-Encoding: chunked",
                "Transfer-Encoding: chunked\r\nContent-Length: 4",
                "Content-Length: 4\r\nContent-Length: 5",
                "Content-Length: 4, 5",
                "Content-Length: -1",
                "Content-Length: +4",
                "Content-Length: 0x4",
                "Transfer-Encoding: chunked, identity",
                "Transfer-Encoding: xchunked",
                "Content-Length: 9999999999999999999"
            })
    @Tag("HTT-22")
    void framingThatCanBeReadInTwoWaysEndsTheConnection(String lines, World world) throws IOException {
        int before = world.server.reached();
        String smuggled = "GET " + World.PATH + " HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer " + world.valid()
                + "\r\n\r\n";
        String request =
                "POST " + World.PATH + " HTTP/1.1\r\nHost: localhost\r\n" + lines + "\r\n\r\n0\r\n\r\n" + smuggled;
        try (RawConnection connection = new RawConnection(world.server.port())) {
            RawResponse response = connection.exchange(request.getBytes(StandardCharsets.ISO_8859_1), false);
            assertThat(response.status()).isBetween(400, 501);
            assertThat(connection.rest()).isEmpty();
        }
        assertThat(world.server.reached()).isEqualTo(before);
    }

    @Test
    @Tag("HTT-10")
    void theApplicationReadsTheBodyThatTheFilterLeftAlone(World world) throws IOException {
        RawResponse response = world.send(form("access_token=not-a-token")
                .bearer(world.token().scope("orders:write").sign()));
        assertThat(response.status()).isEqualTo(200);
        assertThat(world.server.lastParameter()).contains("not-a-token");
    }

    private static RawRequest authorization(String value) {
        return RawRequest.get(World.PATH).line("Authorization: " + value);
    }

    private static RawRequest form(String body) {
        return RawRequest.of("POST", World.PATH)
                .line("Content-Type: application/x-www-form-urlencoded")
                .line("Content-Length: " + body.length())
                .body(body);
    }
}
