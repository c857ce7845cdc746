package io.github.bearergate.attacks;

/** The tables of {@link HostileKeysTest}, in the language of {@link KeyRow}. */
final class HostileKeyRows {
    /** Each with one thing wrong. */
    static final String WRONG = """
        RSA | "kty":"RSA\\u0000"
        RSA | "kty":"rsa"
        RSA | "kty":"EC"
        RSA | "kty":"EC";;"crv":"P-256"
        RSA | "kty":"oct";;"k":"@n"
        RSA | "kty":{"RSA":true}
        RSA | +"kty":"RSA"
        RSA | -n
        RSA | -e
        RSA | "n":null
        RSA | "n":65537
        RSA | "n":["@n"]
        RSA | "n":{"value":"@n"}
        RSA | "n":"@n="
        RSA | "n":"@n=="
        RSA | "n":"@n\\n"
        RSA | "n":" @n"
        RSA | "n":"@n."
        RSA | "n":"@n+/"
        RSA | "n":"@n@n@n@n@n"
        RSA | "n":"AAA@n"
        RSA | "n":"@nAAAA"
        RSA | +"n":"@n"
        RSA | +"\\u006e":"@n"
        RSA | "e":65537
        RSA | "e":"65537"
        RSA | "e":"0x10001"
        RSA | "e":"AQAB="
        RSA | "e":"AQAB\\u0000"
        RSA | "e":"AAABAAE"
        RSA | "e":"AAAAAAAAAAEAAQ"
        RSA | "e":"_-4"
        RSA | "e":"AAA"
        RSA | "e":"AQAC"
        RSA | "e":"AQABAA"
        RSA | "e":"@n"
        RSA | "e":"@e@e@e"
        RSA | "e":true
        RSA | "use":"sig,enc"
        RSA | "use":"Sig"
        RSA | "use":["sig","sig"]
        RSA | "use":0
        RSA | "use":{"sig":1}
        RSA | "use":"sig\\u0000"
        RSA | "key_ops":["verify "]
        RSA | "key_ops":["ver\\u0131fy"]
        RSA | "key_ops":["sign","decrypt","unwrapKey"]
        RSA | "key_ops":{"0":"verify","length":1}
        RSA | "key_ops":"sign verify"
        RSA | "key_ops":[true]
        RSA | "key_ops":[{"verify":true}]
        RSA | "key_ops":["verify"];;"use":"enc"
        RSA | "alg":"RSA-OAEP-256"
        RSA | "alg":"RSA1_5"
        RSA | "alg":"dir"
        RSA | "alg":"A256KW"
        RSA | "alg":"RS256,RS384"
        RSA | "alg":"RS256\\u0000"
        RSA | "alg":"PS256"
        RSA | "alg":"RS384"
        RSA | "alg":"HS256"
        RSA | "alg":"ES256"
        RSA | "alg":["RS256","PS256"]
        RSA | "alg":{"RS256":true}
        RSA | "alg":256
        RSA | +"alg":"RS256";;+"alg":"RS256 "
        RSA! | "d":"@d"
        RSA! | "oth":[{"r":"AQAB","d":"AQAB","t":"AQAB"}]
        EC! | "p":""
        EC! | "q":0
        EC! | "dp":false
        EC! | "dq":[]
        EC! | "qi":{}
        EC! | "oth":true
        EC! | "d":""
        EC! | "\\u0064":"AAAA"
        EC! | "\\u0064\\u0070":"AQAB"
        EC! | "priv":"AQAB"
        EC! | "d":"@d";;"revoked":null
        EC! | "d":"@d";;+"d":"AQAB"
        EC! | "d":"@d";;"use":"enc";;"alg":1;;"exp":0
        EC384! | "d":"@d"
        EC521! | "d":"@d";;"key_ops":["verify"]
        OKP! | "d":"@d"
        OKP! | "d":"";;"use":"sig"
        RSA | "exp":"never"
        RSA | "exp":{}
        RSA | "exp":-1e-300
        RSA | "exp":1700000000
        RSA | "exp":1e309
        RSA | "nbf":9223372036854775808
        RSA | "nbf":4102444800000
        RSA | "nbf":[]
        RSA | "revoked":"no"
        RSA | "revoked":0
        RSA | "z":[[{"a":[{"b":1,"\\u0062":1}]}]]
        RSA | "z":"\\udfff"
        RSA | "\\ud800":1
        RSA | "z":-1e999
        RSA | "__proto__":1;;+"__proto__":1
        OKP | "kty":"EC"
        OKP | "kty":"okp"
        OKP | "crv":"ED25519"
        OKP | "crv":"Ed25519ph"
        OKP | "crv":"Ed448"
        OKP | "crv":"X25519"
        OKP | "crv":"P-256"
        OKP | "crv":"1.3.101.112"
        OKP | -crv
        OKP | -x
        OKP | "x":null
        OKP | "x":"@x="
        OKP | "x":"@xA"
        OKP | "x":"AA@x"
        OKP | "x":"@x@x"
        OKP | "x":["@x"]
        OKP | "x":"\\u00e9@x"
        OKP | "x":"7f___________________________________________38"
        OKP | +"x":"@x"
        OKP | "alg":"eddsa"
        OKP | "alg":"Ed25519ph"
        OKP | "alg":"ECDH-ES"
        OKP | "alg":"ES256"
        OKP | "alg":"Ed448"
        OKP | "key_ops":["deriveKey","deriveBits"]
        OKP | "use":"enc";;"key_ops":["verify"]
        EC384 | "crv":"P-256"
        EC384 | "crv":"P-384 "
        EC384 | "crv":"secp384r1"
        EC384 | "alg":"ES256"
        EC384 | "alg":"ES512"
        EC384 | "x":"AA@x"
        EC384 | "y":"@yAA"
        EC384 | -y
        EC384 | "x":"@y";;"y":"@x"
        EC521 | "crv":"P-512"
        EC521 | "alg":"ES521"
        EC521 | "x":"@xAAA"
        EC521 | "y":null
        EC521 | "y":"@x"
        EC | "crv":"P-256K"
        EC | "crv":"secp256k1"
        EC | "y":true
        EC | "x":"@x@y";;-y
        EC | "x":"BA@x"
        """;

    /** Each with nothing wrong. */
    static final String RIGHT = """
        RSA |
        EC |
        EC384 |
        EC521 |
        OKP |
        RSA | "e":"AAEAAQ"
        RSA | "alg":"RS256";;"use":"sig";;"key_ops":["verify"]
        RSA | "key_ops":["sign","verify","verify",1,null]
        RSA | "x5c":["MIIB"];;"x5u":"@trap";;"x5t":"AAAA";;"x5t#S256":7
        RSA | "jku":"@trap";;"iss":"https://evil.example.com/"
        RSA | "d":null;;"p":null;;"exp":null;;"nbf":null;;"revoked":null
        RSA | "exp":4102444800;;"nbf":0;;"iat":"soon"
        RSA | "z":[[[[[[[[[[[[{}]]]]]]]]]]]]
        RSA | "Use":"enc";;"ALG":"HS256";;"E":"AQ"
        OKP | "alg":"EdDSA"
        OKP | "alg":"Ed25519"
        OKP | "y":"@x"
        EC521 | "alg":"ES512"
        EC384 | "x5c":{};;"n":"AQAB";;"e":"AQ"
        """;

    private HostileKeyRows() {}
}
