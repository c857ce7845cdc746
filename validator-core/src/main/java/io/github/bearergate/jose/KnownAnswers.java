package io.github.bearergate.jose;

import io.github.bearergate.spi.Algorithm;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.EnumMap;
import java.util.Map;

/** Right signatures, on which a provider is tried before any token depends on it. */
final class KnownAnswers {
    private static final byte[] TEXT =
            "A right signature is accepted, and a wrong one is not.".getBytes(StandardCharsets.US_ASCII);

    private static final class Answer {
        private final PublicKey key;
        private final byte[] signature;

        private Answer(PublicKey key, byte[] signature) {
            this.key = key;
            this.signature = signature;
        }
    }

    private final Map<Algorithm, Answer> answers = new EnumMap<>(Algorithm.class);

    private KnownAnswers() {}

    /**
     * Reads the answers that come with the library; their keys are made by the JDK, as those of issuers are.
     *
     * @throws IllegalStateException when the library is not whole
     */
    static KnownAnswers read() {
        KnownAnswers known = new KnownAnswers();
        try (InputStream resource = KnownAnswers.class.getResourceAsStream("known-answers.txt")) {
            if (resource == null) {
                throw new IllegalStateException("known-answers.txt is missing from the library");
            }
            new String(resource.readAllBytes(), StandardCharsets.US_ASCII)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .forEach(known::add);
            return known;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Tells whether these signatures accept the right one of an algorithm, and refuse it changed, and of a changed text. */
    boolean areGivenBy(Signatures signatures, Algorithm algorithm) {
        Answer answer = answers.get(algorithm);
        return answer != null
                && accepts(signatures, algorithm, answer, TEXT, answer.signature)
                && !accepts(signatures, algorithm, answer, TEXT, changed(answer.signature))
                && !accepts(signatures, algorithm, answer, changed(TEXT), answer.signature);
    }

    private static boolean accepts(
            Signatures signatures, Algorithm algorithm, Answer answer, byte[] text, byte[] signature) {
        return signatures.isSignature(algorithm, answer.key, text, 0, text.length, signature);
    }

    private static byte[] changed(byte[] bytes) {
        byte[] changed = bytes.clone();
        changed[changed.length / 2] ^= 1;
        return changed;
    }

    private void add(String line) {
        String[] parts = line.split(" ", -1);
        Algorithm algorithm = Algorithm.valueOf(parts[0]);
        try {
            PublicKey key = KeyFactory.getInstance(keyType(algorithm))
                    .generatePublic(
                            new X509EncodedKeySpec(Base64.getUrlDecoder().decode(parts[1])));
            answers.put(algorithm, new Answer(key, Base64.getUrlDecoder().decode(parts[2])));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("known-answers.txt has no key for " + algorithm, e);
        }
    }

    private static String keyType(Algorithm algorithm) {
        return switch (algorithm.keyType()) {
            case RSA -> "RSA";
            case P_256, P_384, P_521 -> "EC";
            case ED25519 -> "Ed25519";
        };
    }
}
