package io.github.bearergate.attacks;

import static io.github.bearergate.Reason.MALFORMED_TOKEN;
import static io.github.bearergate.Reason.MISSING_CLAIM;
import static io.github.bearergate.Reason.UNKNOWN_ISSUER;
import static io.github.bearergate.Reason.WRONG_AUDIENCE;
import static io.github.bearergate.Reason.WRONG_TYPE;

import io.github.bearergate.testkit.TokenBuilder;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.UnaryOperator;

/** Attacks with genuine documents of another kind. */
class KindAttacksTest extends AttackTable {
    @Override
    void attacks() {
        Row typed = attack("TYP-03");
        for (String kind : List.of("Refresh", "Offline", "ID", "Logout", "refresh", "OFFLINE", "id")) {
            typed.refused(
                            WRONG_TYPE,
                            kind,
                            world -> world.token().claim("typ", kind).sign())
                    .refused(
                            WRONG_TYPE,
                            kind + ", header typ JWT",
                            world -> world.token().typ("JWT").claim("typ", kind).sign())
                    .refused(
                            WRONG_TYPE,
                            kind + ", no header typ",
                            world -> world.token().noTyp().claim("typ", kind).sign());
        }
        for (String claim : List.of("at_hash", "c_hash", "s_hash", "events")) {
            typed.refused(
                            WRONG_TYPE,
                            "with " + claim,
                            world -> world.token()
                                    .typ("JWT")
                                    .claim(claim, "AAAA")
                                    .sign())
                    .refused(
                            WRONG_TYPE,
                            "with " + claim + " of null",
                            world -> world.token().typ("JWT").claim(claim, null).sign());
        }
        for (String typ : List.of("JWT", "")) {
            UnaryOperator<TokenBuilder> ofThisType = token -> typ.isEmpty() ? token.noTyp() : token.typ(typ);
            typed.refused(
                            WRONG_TYPE,
                            "an ID token of the authorization code flow, typ '" + typ + "'",
                            world -> ofThisType
                                    .apply(world.token())
                                    .without("client_id", "scope")
                                    .claim("azp", World.CLIENT)
                                    .claim("nonce", "n-0S6_WzA2Mj")
                                    .sign())
                    .refused(
                            WRONG_TYPE,
                            "an ID token in Cognito's style, typ '" + typ + "'",
                            world -> ofThisType
                                    .apply(world.token())
                                    .claim("token_use", "id")
                                    .sign())
                    .accepted(
                            "a nonce in an access token, typ '" + typ + "'",
                            world -> ofThisType
                                    .apply(world.token())
                                    .claim("nonce", "n-0S6_WzA2Mj")
                                    .sign());
        }
        typed.accepted(
                "Bearer, as Keycloak's access tokens say",
                world -> world.token().typ("JWT").claim("typ", "Bearer").sign());
        attack("TYP-05")
                .refused(
                        UNKNOWN_ISSUER,
                        "issued by the client",
                        world -> world.token()
                                .typ("client-authentication+jwt")
                                .claim("iss", World.CLIENT)
                                .subject(World.CLIENT)
                                .sign())
                .refused(
                        UNKNOWN_ISSUER,
                        "issued by the client, header typ JWT",
                        world -> world.token()
                                .typ("JWT")
                                .claim("iss", World.CLIENT)
                                .audience(world.general.issuer())
                                .sign())
                .refused(
                        WRONG_AUDIENCE,
                        "meant for the issuer",
                        world -> world.token()
                                .typ("JWT")
                                .audience(world.general.issuer())
                                .sign());
        attack("TYP-06")
                .refused(
                        WRONG_TYPE,
                        "a request object",
                        world -> world.token().typ("oauth-authz-req+jwt").sign())
                .refused(
                        WRONG_AUDIENCE,
                        "a response to the client",
                        world -> world.token()
                                .typ("JWT")
                                .audience(World.CLIENT)
                                .claim("code", "x")
                                .claim("state", "x")
                                .sign())
                .refused(
                        MISSING_CLAIM,
                        "user information",
                        world -> world.token()
                                .typ("JWT")
                                .without("exp", "iat", "jti", "scope")
                                .audience(World.CLIENT)
                                .claim("email", "a@example.com")
                                .sign())
                .refused(
                        WRONG_TYPE,
                        "a logout token",
                        world -> world.token()
                                .typ("JWT")
                                .claim("events", Map.of("http://schemas.openid.net/event/backchannel-logout", Map.of()))
                                .sign());
        attack("TYP-08")
                .refused(MALFORMED_TOKEN, "no disclosure", world -> world.valid() + "~")
                .refused(MALFORMED_TOKEN, "two tildes", world -> world.valid() + "~~")
                .refused(MALFORMED_TOKEN, "a disclosure", world -> world.valid() + "~WyJhIiwiYiIsImMiXQ~")
                .refused(
                        MALFORMED_TOKEN,
                        "a key binding",
                        world -> world.valid() + "~WyJhIiwiYiIsImMiXQ~" + world.valid());
        attack("TYP-09")
                .refused(
                        MALFORMED_TOKEN,
                        "a random string",
                        world -> UUID.randomUUID().toString())
                .refused(MALFORMED_TOKEN, "one with dots", world -> "v2.local.QUJDREVGR0g")
                .refused(
                        MALFORMED_TOKEN,
                        "one with other letters",
                        world -> "gho_16C7e42F292c6912E7710c838347Ae178B4a/+~==")
                .refused(MALFORMED_TOKEN, "one character", world -> "x")
                .refused(MALFORMED_TOKEN, "a Macaroon's length", world -> "MDAxY2xvY2F0aW9u".repeat(40));
    }
}
