package io.github.bearergate.jose;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A token in the JWS compact serialization (RFC 7515 section 7.1) whose three parts are well-formed and whose header can be
 * read. Nothing in it is verified.
 *
 * <p>Immutable: its arrays are the package's, where nothing writes to them, and the caller's, who must not.
 */
public final class CompactJws {
    private final byte[] characters;
    private final int start;
    private final int headerEnd;
    private final int payloadEnd;
    private final JwsHeader header;
    private final byte[] payload;
    private final byte[] signature;

    private CompactJws(
            byte[] characters,
            int start,
            int headerEnd,
            int payloadEnd,
            JwsHeader header,
            byte[] payload,
            byte[] signature) {
        this.characters = characters;
        this.start = start;
        this.headerEnd = headerEnd;
        this.payloadEnd = payloadEnd;
        this.header = header;
        this.payload = payload;
        this.signature = signature;
    }

    /**
     * Reads a whole text as {@link #parse(byte[], int, KnownHeaders)} does.
     *
     * @param token the whole token; its length is the caller's to limit
     * @return empty when it is malformed
     */
    public static Optional<CompactJws> parse(String token) {
        // A character above U+00FF becomes '?', which base64url lacks; one from U+0080 on is refused as it is.
        return parse(token.getBytes(StandardCharsets.ISO_8859_1), 0, new KnownHeaders());
    }

    /**
     * Reads the outer form and the header: exactly two dots, three parts of strict base64url of which the signature is not empty,
     * and a header as {@link JwsHeader} describes it. The payload is read by {@link #claims()}, so that a token whose header is
     * refused costs no more.
     *
     * @param characters one character each byte; not to be changed afterwards
     * @param start where the token begins; it goes on to the end
     * @param known headers that need not be read again
     * @return empty when it is malformed
     */
    public static Optional<CompactJws> parse(byte[] characters, int start, KnownHeaders known) {
        int first = dot(characters, start);
        int second = dot(characters, first + 1);
        int end = characters.length;
        if (second >= end - 1 || dot(characters, second + 1) < end) {
            return Optional.empty();
        }
        JwsHeader header = header(characters, start, first, known);
        if (header == null) {
            return Optional.empty();
        }
        byte[] payload = Base64Url.decode(characters, first + 1, second);
        byte[] signature = Base64Url.decode(characters, second + 1, end);
        return payload == null || signature == null
                ? Optional.empty()
                : Optional.of(new CompactJws(characters, start, first, second, header, payload, signature));
    }

    private static @Nullable JwsHeader header(byte[] characters, int start, int end, KnownHeaders known) {
        JwsHeader seen = known.find(characters, start, end);
        if (seen != null) {
            return seen;
        }
        byte[] json = Base64Url.decode(characters, start, end);
        return json == null ? null : JwsHeader.parse(json).orElse(null);
    }

    /** Where the next dot is; the length of the text when there is none. */
    private static int dot(byte[] characters, int from) {
        int at = from;
        while (at < characters.length && characters[at] != '.') {
            at++;
        }
        return at;
    }

    /** The header; not verified. */
    public JwsHeader header() {
        return header;
    }

    /** Reads the payload, which must be a strict JSON object; empty when the token is malformed. */
    public Optional<UnverifiedClaims> claims() {
        return StrictJson.readObject(payload).map(members -> new UnverifiedClaims(this, members));
    }

    /** How many bytes of claims the token carries. */
    public int payloadLength() {
        return payload.length;
    }

    /** The header as the token spells it; a copy. */
    byte[] headerCharacters() {
        return Arrays.copyOfRange(characters, start, headerEnd);
    }

    /** The array that holds the token's text, one character each byte; the caller must not change it. */
    byte[] characters() {
        return characters;
    }

    /** Where in the array the token begins. */
    int start() {
        return start;
    }

    /** How many of the token's characters are signed: all before the second dot (RFC 7515 section 5.2). */
    int signedLength() {
        return payloadEnd - start;
    }

    /** The signature; the caller must not change it. */
    byte[] signature() {
        return signature;
    }
}
