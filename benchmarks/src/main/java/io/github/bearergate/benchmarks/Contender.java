package io.github.bearergate.benchmarks;

import io.github.bearergate.RequestGuard;
import io.github.bearergate.benchmarks.peers.Peer;
import io.github.bearergate.benchmarks.peers.TokenCheck;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** What is measured side by side, by its name in parameters: the floors, ours, and the other libraries. */
final class Contender {
    /** The signature check alone, of one good token whatever it is asked about. */
    static final String RAW = "raw";

    /** The digest of the token alone: the floor of remembering tokens by it. */
    static final String SHA_256 = "sha256";

    /** A guard with the policy of {@link Gates} that remembers nothing. */
    static final String OURS = "bearergate";

    /** The same guard as it is by default, remembering verified tokens. */
    static final String OURS_REMEMBERING = "bearergate-memo";

    private Contender() {}

    /** Every name that means something on every version of Java. */
    static List<String> names() {
        return Stream.concat(
                        Stream.of(RAW, SHA_256, OURS, OURS_REMEMBERING),
                        Arrays.stream(Peer.values())
                                .filter(Peer::worksEverywhere)
                                .map(Peer::parameter))
                .toList();
    }

    /**
     * Sets one up with the keys that the mint publishes now.
     *
     * @throws IllegalStateException when it takes a bad token of {@link #verify} for a good one or the reverse
     */
    static TokenCheck open(String name, Mint mint, Cryptography cryptography) {
        TokenCheck check = switch (name) {
            case RAW -> raw(mint, cryptography);
            case SHA_256 -> token -> sha256(token).length > 0;
            case OURS -> guard(mint, 0, cryptography);
            case OURS_REMEMBERING -> guard(mint, Gates.USUAL_MEMO, cryptography);
            default -> peer(name, mint, cryptography);
        };
        if (!isFloor(name)) {
            verify(name, check, mint);
        }
        return check;
    }

    static boolean isFloor(String name) {
        return name.equals(RAW) || name.equals(SHA_256);
    }

    /** Checks that a good token is accepted and bad ones are refused, each bad in one thing: nothing else is measured. */
    static void verify(String name, TokenCheck check, Mint mint) {
        String good = mint.token().sign();
        require(check.accepts(good), name, "a good token");
        for (Refusal bad : List.of(
                Refusal.UNKNOWN_ISSUER,
                Refusal.WRONG_AUDIENCE,
                Refusal.EXPIRED,
                Refusal.NOT_YET_VALID,
                Refusal.BAD_SIGNATURE,
                Refusal.INSUFFICIENT_SCOPE)) {
            require(!check.accepts(bad.prepare(mint).token()), name, bad.name());
        }
        require(check.accepts(good), name, "a good token, again");
    }

    private static void require(boolean right, String name, String token) {
        if (!right) {
            throw new IllegalStateException(name + " decides wrongly about " + token);
        }
    }

    private static TokenCheck raw(Mint mint, Cryptography cryptography) {
        RawVerification verification = RawVerification.of(
                mint.token().sign(), mint.algorithm(), mint.key().publicKey(), cryptography.provider());
        return token -> {
            try {
                return verification.verify();
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException(e);
            }
        };
    }

    private static byte[] sha256(String token) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.ISO_8859_1));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static TokenCheck peer(String name, Mint mint, Cryptography cryptography) {
        Peer peer = Arrays.stream(Peer.values())
                .filter(each -> each.parameter().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(name + " is none of " + names()));
        if (!peer.verifies(mint.algorithm().name())) {
            throw new IllegalArgumentException(peer.title() + " does not verify " + mint.algorithm());
        }
        cryptography.install();
        return peer.open(mint.setting());
    }

    /** A guard that has its keys from a file, by the same code as from a network. */
    private static TokenCheck guard(Mint mint, int memoSize, Cryptography cryptography) {
        try {
            Path keys = Files.createTempFile("benchmark", ".jwks");
            keys.toFile().deleteOnExit();
            Files.writeString(keys, mint.setting().jwks());
            return new Guarded(Gates.guard(mint.algorithm(), keys, memoSize, cryptography.provider()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The whole decision about a request with the token, the policy's rule included. */
    private static final class Guarded implements TokenCheck {
        private final RequestGuard guard;
        /** A container holds the field's value ready: to join it anew for each request would be the benchmark's cost, not ours. */
        private Field field = Field.of("");

        Guarded(RequestGuard guard) {
            this.guard = guard;
        }

        @Override
        @SuppressWarnings("ReferenceEquality") // the caller's own text, or else another field is made
        public boolean accepts(String token) {
            Field held = field;
            if (held.token() != token) {
                held = Field.of(token);
                field = held;
            }
            return guard.decide(held.call().request()).fold(allowed -> true, denied -> false, unavailable -> false);
        }

        @Override
        public void close() {
            guard.close();
        }
    }

    /** An Authorization field and the token in it. */
    private record Field(String token, Call call) {
        static Field of(String token) {
            return new Field(token, Call.with(token));
        }
    }
}
