package io.github.bearergate.attacks;

/**
 * The tables of {@link WireVariationsTest}. A caret ends a line of the request, and Java's escapes stand for bytes. In a credential
 * {@code @good} is a token that would be served, {@code @forged} one with a wrong signature.
 */
final class WireRows {
    /** The attack, what becomes of it, and the value of Authorization in a request for what needs a token, with lines behind it. */
    static final String FIELDS = """
        HTT-02 | SERVED | bEARER    @good
        HTT-03 | SERVED | \\t Bearer @good \\t
        HTT-03 | SERVED | Bearer @good\\t\\t
        HTT-03 | MALFORMED_HEADER | Bearer @good\\240
        HTT-03 | MALFORMED_HEADER | Bearer\\240@good
        HTT-03 | MALFORMED_HEADER | \\240Bearer @good
        HTT-03 | MALFORMED_HEADER | Be\\255arer @good
        HTT-03 | MALFORMED_HEADER | \\357\\273\\277Bearer @good
        HTT-03 | MALFORMED_HEADER | Bearer \\342\\200\\213@good
        HTT-03 | MALFORMED_HEADER | Bearer \\357\\274\\240@good
        HTT-03 | MALFORMED_HEADER | Bearer/@good
        HTT-03 | MALFORMED_HEADER | Bearer: Bearer @good
        HTT-03 | MALFORMED_HEADER | : Bearer @good
        HTT-03 | MALFORMED_HEADER | Bearer\\\\ @good
        HTT-03 | MALFORMED_TOKEN | Bearer @good@good
        HTT-03 | MALFORMED_TOKEN | Bearer @good.@good
        HTT-03 | MALFORMED_TOKEN | Bearer @good~
        HTT-03 | MALFORMED_TOKEN | Bearer @good==
        HTT-03 | MALFORMED_HEADER | Bearer ==@good
        HTT-03 | MALFORMED_HEADER | Bearer @good %00
        HTT-03 | MALFORMED_HEADER | Bearer @good#x
        HTT-03 | MALFORMED_HEADER | Bearer @good?x
        HTT-03 | MALFORMED_HEADER | Bearer{@good}
        HTT-03 | MALFORMED_HEADER | Bearer realm="x" @good
        HTT-03 | MALFORMED_HEADER | Bearer @good realm="x"
        HTT-08 | OTHER_SCHEME | OAuth @good
        HTT-08 | OTHER_SCHEME | GNAP @good
        HTT-08 | OTHER_SCHEME | SAML @good
        HTT-08 | OTHER_SCHEME | Bearer1 @good
        HTT-08 | OTHER_SCHEME | X-Bearer @good
        HTT-08 | OTHER_SCHEME | Bearer.Bearer @good
        HTT-08 | OTHER_SCHEME | @long @good
        HTT-08 | TOKEN_TOO_LARGE | Bearer @long@good
        HTT-05 | MALFORMED_HEADER | Bearer @good, Bearer @forged
        HTT-05 | MALFORMED_HEADER | Bearer @forged, Bearer @good
        HTT-05 | MALFORMED_HEADER | Bearer @good,,
        HTT-05 | MALFORMED_HEADER | Bearer @good, realm="x"
        HTT-05 | MALFORMED_HEADER | Bearer @good\\t,\\tBasic eDp5
        HTT-05 | MALFORMED_HEADER | Bearer @good;Bearer @good
        HTT-05 | MALFORMED_HEADER | Bearer @good\\t@good
        HTT-05 | MALFORMED_HEADER | Negotiate, Bearer @good
        HTT-06 | MULTIPLE_TOKENS | Bearer @good^Authorization:\\t
        HTT-06 | MULTIPLE_TOKENS | ^Authorization: Bearer @good
        HTT-06 | MULTIPLE_TOKENS | Bearer @good^aUTHORIZATION: Bearer @forged
        HTT-06 | MULTIPLE_TOKENS | Bearer @good^X: y^authorization: Bearer @good^AUTHORIZATION: x
        HTT-06 | MULTIPLE_TOKENS | @good^Authorization: Bearer
        HTT-07 | MULTIPLE_TOKENS | Digest username="x"^Authorization: bearer @good
        HTT-07 | MULTIPLE_TOKENS | Bearer @good^Authorization: DPoP @good
        HTT-07 | MULTIPLE_TOKENS | Basic eDp5^Authorization: Basic eDp5
        HTT-15 | container 400 | Bearer @good^ ^Authorization: Bearer @good
        HTT-15 | container 400 | Bearer @good^\\t
        HTT-15 | container 400 | Bearer @good^ x
        HTT-17 | container 400 | Bearer @good^: y
        HTT-17 | container 400 | Bearer @good^ : y
        HTT-18 | container 400 | Bearer @good\\0
        HTT-18 | container 400 | Bearer @good\\r
        HTT-18 | container 400 | Bearer\\b@good
        HTT-18 | container 400 | Bearer @good\\177
        HTT-18 | container 400 | Bearer @good^X\\0: y
        HTT-18 | container 400 | Bearer @good^X: \\0
        HTT-18 | container 400 | Bearer @good^X\\351: y
        HTT-18 | container 400 | Bearer @good^X y: z
        HTT-18 | container 400 | Bearer @good^"X": z
        HTT-20 | container 400 | Bearer @good^host: localhost
        HTT-20 | container 400 | Bearer @good^Host:
        HTT-20 | SERVED | Bearer @good^X-Host: evil.example.com
        """;

    /** The attack and the field lines of such a request that must be taken for one without a token. */
    static final String ELSEWHERE = """
        HTT-13 | Authorisation: Bearer @good
        HTT-13 | Authorization-Bearer: @good
        HTT-13 | Authorization.: Bearer @good
        HTT-13 | _Authorization: Bearer @good
        HTT-13 | Authorization%3A: Bearer @good
        HTT-13 | Bearer: @good
        HTT-13 | Access-Token: @good
        HTT-13 | X-Bearer-Token: @good
        HTT-13 | X-Id-Token: @good
        HTT-13 | X-Jwt-Assertion: @good
        HTT-13 | X-Goog-IAP-JWT-Assertion: @good
        HTT-13 | Cf-Access-Jwt-Assertion: @good
        HTT-13 | X-Amzn-Oidc-Accesstoken: @good
        HTT-13 | X-MS-TOKEN-AAD-ACCESS-TOKEN: @good
        HTT-13 | X-Forwarded-Authorization: Bearer @good
        HTT-13 | X-Endpoint-API-UserInfo: @good
        HTT-13 | X-Remote-User: admin
        HTT-13 | X-Forwarded-User: admin^X-Forwarded-Groups: admins
        HTT-13 | Client-Cert: :AAAA:
        HTT-13 | DPoP: @good
        HTT-13 | From: Bearer @good
        HTT-13 | Connection: Authorization, close^X: Bearer @good
        HTT-13 | Upgrade: h2c^Connection: Upgrade, HTTP2-Settings^HTTP2-Settings: AAMAAABkAAQAoAAAAAIAAAAA
        HTT-13 | Upgrade: websocket^Connection: Upgrade^Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==
        HTT-13 | Upgrade: TLS/1.3^Connection: Upgrade
        HTT-12 | Cookie: a=b; Authorization="Bearer @good"
        HTT-12 | Cookie: a=b^Cookie: access_token=@good
        PTH-49 | X-Original-URI: /health
        PTH-49 | X-Override-URL: /health
        PTH-49 | X-Proxy-URL: http://localhost/health
        PTH-49 | X-Forwarded-Proto: https^X-Forwarded-Prefix: /health/..
        PTH-49 | X-Real-IP: 127.0.0.1^True-Client-IP: 127.0.0.1^X-Forwarded-For: 127.0.0.1
        PTH-49 | Forwarded: for="[::1]";by=_hidden;path="/health"
        PTH-49 | X-Waf-Bypass: 1^X-Internal-Request: true
        PTH-35 | X-HTTP-Method-Override: OPTIONS
        PTH-35 | X-HTTP-Method-Override: TRACE^X-Method-Override: HEAD
        """;

    /** The attack, what becomes of it, and whole requests: method, target and version, field lines, and a body behind two carets. */
    static final String REQUESTS = """
        HTT-09 | MISSING_TOKEN | GET /orders/7?access_token=@good&access_token=@forged HTTP/1.1^Host: localhost
        HTT-09 | MISSING_TOKEN | GET /orders/7?access%5Ftoken=@good HTTP/1.1^Host: localhost
        HTT-09 | MISSING_TOKEN | GET /orders/7?;access_token=@good HTTP/1.1^Host: localhost
        HTT-11 | BAD_SIGNATURE | GET /orders/7?access_token=@good HTTP/1.1^Host: localhost^Authorization: Bearer @forged
        HTT-11 | MALFORMED_HEADER | GET /orders/7?access_token=@good HTTP/1.1^Host: localhost^Authorization:
        HTT-10 | MISSING_TOKEN | POST /orders/7 HTTP/1.1^Host: localhost^Content-Type: application/x-www-form-urlencoded^Transfer-Encoding: chunked^^5^a=b&c^0^^
        HTT-10 | BAD_SIGNATURE | GET /orders/7 HTTP/1.1^Host: localhost^Content-Length: 3^Authorization: Bearer @forged^^a=b
        HTT-13 | BAD_SIGNATURE | POST /orders/7 HTTP/1.1^Host: localhost^Transfer-Encoding: chunked^Trailer: Authorization^Authorization: Bearer @forged^^0^Authorization: Bearer @good^^
        HTT-13 | MISSING_TOKEN | POST /orders/7 HTTP/1.1^Host: localhost^Transfer-Encoding: chunked^^0^Authorization: Bearer @good^Host: localhost^^
        HTT-20 | container 400 | GET /orders/7 HTTP/1.1^Host: localhost, localhost^Authorization: Bearer @good
        HTT-20 | container 400 | GET /orders/7 HTTP/1.1^Host: localhost:99999^Authorization: Bearer @good
        HTT-20 | container 400 | GET /orders/7 HTTP/1.1^Host: localhost/health^Authorization: Bearer @good
        HTT-20 | container 400 | GET /orders/7 HTTP/1.1^Host: [::1^Authorization: Bearer @good
        HTT-20 | container 400 | GET /orders/7 HTTP/1.1^Host: local host^Authorization: Bearer @good
        HTT-20 | container 400 | GET /orders/7 HTTP/1.1^Host: localhost\\0^Authorization: Bearer @good
        HTT-20 | container 400 | GET /orders/7 HTTP/1.1^Host : localhost^Authorization: Bearer @good
        HTT-21 | container 400 | GET http://localhost:99999/orders/7 HTTP/1.1^Host: localhost^Authorization: Bearer @good
        HTT-21 | container 400 | GET http://localhost./orders/7 HTTP/1.1^Host: localhost^Authorization: Bearer @good
        HTT-21 | container 400 | GET http://localhost%2fhealth HTTP/1.1^Host: localhost^Authorization: Bearer @good
        HTT-21 | container 400 | GET http://localhost/vault/1#/health HTTP/1.1^Host: localhost^Authorization: Bearer @good
        HTT-21 | container 400 | GET http://localhost/health/..;/vault/1 HTTP/1.1^Host: localhost^Authorization: Bearer @good
        HTT-21 | AMBIGUOUS_PATH | GET http://localhost/health;x HTTP/1.1^Host: localhost
        HTT-21 | MISSING_TOKEN | GET http://localhost/vault/1?/health HTTP/1.1^Host: localhost
        HTT-21 | MISSING_TOKEN | GET javascript:/orders/7 HTTP/1.1^Host: localhost
        HTT-01 | MISSING_TOKEN | GET /orders/7 HTTP/1.0
        HTT-02 | SERVED | GET /orders/7 HTTP/1.0^Authorization: Bearer @good
        HTT-06 | MULTIPLE_TOKENS | GET /orders/7 HTTP/1.0^Authorization: Bearer @good^Authorization: Bearer @good
        HTT-15 | container 400 | GET /orders/7 HTTP/1.0^Authorization: Bearer^ @good
        PTH-24 | container 400 | DELETE * HTTP/1.1^Host: localhost^Authorization: Bearer @good
        PTH-24 | container 400 | OPTIONS *?/health HTTP/1.1^Host: localhost
        PTH-24 | MISSING_TOKEN | OPTIONS /health/* HTTP/1.1^Host: localhost
        PTH-25 | container 400 | CONNECT localhost:80/health HTTP/1.1^Host: localhost^Authorization: Bearer @good
        PTH-25 | container 400 | CONNECT :80 HTTP/1.1^Host: localhost^Authorization: Bearer @good
        PTH-25 | DENIED_BY_POLICY | CONNECT [::1]:80 HTTP/1.1^Host: [::1]:80^Authorization: Bearer @good
        PTH-35 | container 400 | GET \\t/vault/1 HTTP/1.1^Host: localhost
        PTH-35 | container 400 | \\tGET /vault/1 HTTP/1.1^Host: localhost
        PTH-35 | MISSING_TOKEN | GET  /vault/1 HTTP/1.1^Host: localhost
        PTH-35 | MISSING_TOKEN | GET /vault/1  HTTP/1.1^Host: localhost
        PTH-35 | MISSING_TOKEN | QUERY /health HTTP/1.1^Host: localhost
        PTH-35 | DENIED_BY_POLICY | MKCOL /orders/7 HTTP/1.1^Host: localhost^Authorization: Bearer @good
        PTH-35 | MISSING_TOKEN | GET! /health HTTP/1.1^Host: localhost
        PTH-35 | MISSING_TOKEN | G'ET /health HTTP/1.1^Host: localhost
        PTH-35 | container 400 | GET: /health HTTP/1.1^Host: localhost
        PTH-35 | container 400 | G\\305\\222T /health HTTP/1.1^Host: localhost
        PTH-35 | INSUFFICIENT_SCOPE | POST /orders/7?_method=GET HTTP/1.1^Host: localhost^X-HTTP-Method-Override: GET^Authorization: Bearer @good
        PTH-32 | MISSING_TOKEN | OPTIONS /orders/7 HTTP/1.1^Host: localhost^Origin: null^Access-Control-Request-Method: GET^Access-Control-Request-Headers: authorization
        """;

    /**
     * The attack, what becomes of it, and a target, which is asked for without a token and with one. What is unknown needs a token,
     * and gets nothing for it.
     */
    static final String TARGETS = """
        PTH-01 | AMBIGUOUS_PATH | /health;/
        PTH-01 | AMBIGUOUS_PATH | /health;;
        PTH-01 | AMBIGUOUS_PATH | /health;=
        PTH-01 | AMBIGUOUS_PATH | /orders/7;jsessionid=1;x
        PTH-01 | AMBIGUOUS_PATH | /orders;%00/7
        PTH-02 | container 400 | /health%3b%2f
        PTH-02 | container 400 | /vault%253b/1
        PTH-03 | container 400 | /health/;/../vault/1
        PTH-03 | container 400 | /health;x/../../vault/1
        PTH-03 | container 400 | /orders/7;/..;/..
        PTH-04 | container 400 | /health/%2e%2e;/vault/1
        PTH-04 | container 400 | /health/.%2e;x=y/vault
        PTH-04 | AMBIGUOUS_PATH | /health..;/vault
        PTH-05 | UNKNOWN | /health/.../vault
        PTH-05 | AMBIGUOUS_PATH | /health/..../..
        PTH-05 | container 400 | /health/../../../vault/1
        PTH-05 | AMBIGUOUS_PATH | /health/..?/vault
        PTH-05 | container 400 | /../health
        PTH-06 | container 400 | /vault/%2e
        PTH-06 | container 400 | /health/%2e%2e%2fvault/1
        PTH-06 | container 400 | /%252e%252e/vault/1
        PTH-06 | container 400 | /health%252f..%252fvault
        PTH-07 | container 400 | /health%2500
        PTH-07 | container 400 | /health%00.html
        PTH-07 | container 400 | /health%c0%2e
        PTH-07 | container 400 | /health/%c1%9c
        PTH-07 | container 400 | /health/%f0%80%80%af..
        PTH-07 | container 400 | /health/%fc%80%80%80%80%af
        PTH-07 | container 400 | /health/%u2216..
        PTH-07 | container 400 | /%%68ealth
        PTH-07 | container 400 | /health%4
        PTH-07 | container 400 | /health%+41
        PTH-07 | container 400 | /health%0x41
        PTH-07 | UNKNOWN | /health%EF%BF%BE
        PTH-08 | container 400 | /health%2f
        PTH-08 | container 400 | /orders%2f%2e%2e%2fvault
        PTH-08 | container 400 | /health%2F%2F
        PTH-13 | container 400 | /health/..%5cvault
        PTH-13 | container 400 | /health%255c..
        PTH-13 | container 400 | /health\\\\
        PTH-14 | container 400 | /health/.//
        PTH-14 | container 400 | /vault//1/
        PTH-14 | container 400 | /health//../vault/1
        PTH-14 | container 400 | //localhost/vault/1
        PTH-14 | container 400 | /http://localhost/health
        PTH-16 | UNKNOWN | /health...
        PTH-16 | UNKNOWN | /health.%20
        PTH-16 | UNKNOWN | /health::$DATA
        PTH-16 | UNKNOWN | /health%20/
        PTH-16 | container 400 | /health|x
        PTH-16 | container 400 | /health"
        PTH-16 | container 400 | /health<
        PTH-16 | container 400 | /health{x}
        PTH-16 | container 400 | /health[0]
        PTH-16 | container 400 | /health`
        PTH-16 | container 400 | /health%25
        PTH-16 | UNKNOWN | /health%2a
        PTH-19 | UNKNOWN | /%ef%bd%8fpen
        PTH-19 | UNKNOWN | /health%e2%81%84
        PTH-19 | UNKNOWN | /%e2%80%a5/vault
        PTH-19 | UNKNOWN | /health%ef%b9%a8
        PTH-19 | UNKNOWN | /heal%74h%cc%a0
        PTH-19 | UNKNOWN | /%f0%9d%90%a1ealth
        PTH-19 | container 400 | /health\\377
        PTH-20 | container 400 | /health%0d%0aX:y
        PTH-20 | container 400 | /health%00%0a
        PTH-20 | UNKNOWN | /health%c2%a0
        PTH-20 | AMBIGUOUS_PATH | /health%e2%80%8f
        PTH-21 | AMBIGUOUS_PATH | /vault%3f/health
        PTH-21 | container 400 | /health%2523
        PTH-22 | UNKNOWN | /vault/1?//health
        PTH-22 | UNKNOWN | /vault/1??/health
        PTH-23 | container 400 | /health%23#
        PTH-23 | container 400 | /#
        """;

    private WireRows() {}
}
