package io.github.bearergate.benchmarks;

import io.github.bearergate.benchmarks.peers.TokenCheck;
import java.util.function.Function;

/**
 * One contender with one token: set up, checked before and after that it decides as it should, and asked again and again.
 *
 * @param check the contender
 * @param token the token
 * @param good whether it is to be accepted
 * @param cryptography what is put back at the end
 */
record Trial(TokenCheck check, String token, boolean good, Cryptography cryptography) {
    /**
     * Sets one up with the keys that the mint publishes now.
     *
     * @param library a name of {@link Contender}
     * @param provider a name of {@link Cryptography}
     * @param token makes the token
     * @param good whether it is to be accepted
     */
    static Trial of(String library, Mint mint, String provider, Function<Mint, String> token, boolean good) {
        Cryptography cryptography = Cryptography.named(provider);
        Trial trial = new Trial(Contender.open(library, mint, cryptography), token.apply(mint), good, cryptography);
        Expect.equal(good, trial.decide());
        return trial;
    }

    boolean decide() {
        return check.accepts(token);
    }

    /** Checks once more, and ends what the library has started. */
    void end() {
        Expect.equal(good, decide());
        check.close();
        cryptography.close();
    }
}
