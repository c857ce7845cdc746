package io.github.bearergate.attacks;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.AlgorithmParameterSpec;
import java.util.Base64;
import java.util.List;
import java.util.function.UnaryOperator;

/** Makes and takes apart compact JWS by hand, where a token builder would be too well-behaved. */
final class Jws {
    private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

    private Jws() {}

    /** A token of this header and payload, signed by {@code signer} over what a token's signature covers. */
    static String of(String header, String payload, UnaryOperator<byte[]> signer) {
        String input = encode(header) + '.' + encode(payload);
        return input + '.' + encode(signer.apply(input.getBytes(StandardCharsets.US_ASCII)));
    }

    /** The same token with another signature. */
    static String withSignature(String token, byte[] signature) {
        return input(token) + '.' + encode(signature);
    }

    /** What the signature covers. */
    static String input(String token) {
        return token.substring(0, token.lastIndexOf('.'));
    }

    static List<String> segments(String token) {
        return List.of(token.split("\\.", -1));
    }

    static byte[] signature(String token) {
        return decode(segments(token).get(2));
    }

    /** The payload's text. */
    static String payload(String token) {
        return new String(decode(segments(token).get(1)), StandardCharsets.UTF_8);
    }

    static byte[] decode(String segment) {
        return Base64.getUrlDecoder().decode(segment);
    }

    static String encode(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    static String encode(String text) {
        return encode(text.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Every other text that a lenient decoder reads as the same bytes because it ignores the unused bits of the last character.
     * None when the length leaves no bit unused.
     */
    static List<String> aliases(String segment) {
        int unused = switch (segment.length() % 4) {
            case 2 -> 16;
            case 3 -> 4;
            default -> 1;
        };
        int last = ALPHABET.indexOf(segment.charAt(segment.length() - 1));
        return ALPHABET.substring(last, last + unused)
                .chars()
                .skip(1)
                .mapToObj(c -> segment.substring(0, segment.length() - 1) + (char) c)
                .toList();
    }

    /** Signs with the JDK. */
    static UnaryOperator<byte[]> signer(String jcaName, PrivateKey key) {
        return input -> sign(Jws::none, jcaName, key, input);
    }

    /** Signs with the JDK and these parameters. */
    static UnaryOperator<byte[]> signer(String jcaName, PrivateKey key, AlgorithmParameterSpec parameters) {
        return input -> sign(signature -> signature.setParameter(parameters), jcaName, key, input);
    }

    private interface Setup {
        void on(Signature signature) throws GeneralSecurityException;
    }

    private static void none(Signature signature) {}

    private static byte[] sign(Setup setup, String jcaName, PrivateKey key, byte[] input) {
        try {
            Signature signature = Signature.getInstance(jcaName);
            setup.on(signature);
            signature.initSign(key);
            signature.update(input);
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
