package io.github.bearergate.jose;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * A token in the JWS compact serialization (RFC 7515 section 7.1) whose three parts are well-formed and whose header can be
 * read. Nothing in it is verified.
 *
 * <p>Immutable: its arrays stay in this package, where nothing writes to them.
 */
public final class CompactJws {
    private final byte[] characters;
    private final int signedLength;
    private final JwsHeader header;
    private final byte[] payload;
    private final byte[] signature;

    private CompactJws(byte[] characters, int signedLength, JwsHeader header, byte[] payload, byte[] signature) {
        this.characters = characters;
        this.signedLength = signedLength;
        this.header = header;
        this.payload = payload;
        this.signature = signature;
    }

    /**
     * Reads the outer form and the header: exactly two dots, three parts of strict base64url of which the signature is not empty,
     * and a header as {@link JwsHeader} describes it. The payload is read by {@link #claims()}, so that a token whose header is
     * refused costs no more.
     *
     * @param token the whole token; its length is the caller's to limit
     * @return empty when it is malformed
     */
    public static Optional<CompactJws> parse(String token) {
        int first = token.indexOf('.');
        int second = token.indexOf('.', first + 1);
        if (first < 0 || second < 0 || second == token.length() - 1 || token.indexOf('.', second + 1) >= 0) {
            return Optional.empty();
        }
        // A character above U+00FF becomes '?', which base64url lacks; one from U+0080 on is refused as it is.
        byte[] characters = token.getBytes(StandardCharsets.ISO_8859_1);
        byte[] header = Base64Url.decode(characters, 0, first);
        byte[] payload = Base64Url.decode(characters, first + 1, second);
        byte[] signature = Base64Url.decode(characters, second + 1, characters.length);
        return header == null || payload == null || signature == null
                ? Optional.empty()
                : JwsHeader.parse(header).map(read -> new CompactJws(characters, second, read, payload, signature));
    }

    /** The header; not verified. */
    public JwsHeader header() {
        return header;
    }

    /** Reads the payload, which must be a strict JSON object; empty when the token is malformed. */
    public Optional<UnverifiedClaims> claims() {
        return StrictJson.readObject(payload).map(members -> new UnverifiedClaims(this, members));
    }

    /** The text of the token, one character each byte; the caller must not change it. */
    byte[] characters() {
        return characters;
    }

    /** How many of the characters are signed: all before the second dot (RFC 7515 section 5.2). */
    int signedLength() {
        return signedLength;
    }

    /** The signature; the caller must not change it. */
    byte[] signature() {
        return signature;
    }
}
