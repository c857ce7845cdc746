package io.github.bearergate.benchmarks;

import io.github.bearergate.testkit.TokenBuilder;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** How to make one request. Without state. */
@FunctionalInterface
interface Recipe {
    /** Makes the request with tokens of this mint. */
    Call prepare(Mint mint);

    /** A request that carries a token which differs from a good one as said. */
    static Recipe tokenThat(UnaryOperator<TokenBuilder> differs) {
        return mint -> Call.with(differs.apply(mint.token()).sign());
    }

    /** A request with a good token, for this path. */
    static Recipe goodTokenFor(String path) {
        return mint -> new Call(path, Call.with(mint.token().sign()).authorization());
    }

    /** A request with a token made of two good ones: what the first says, and the signature of the second. */
    static Recipe forgery(Function<Mint, TokenBuilder> says) {
        return mint -> {
            String said = says.apply(mint).sign();
            String other = mint.token().sign();
            return Call.with(said.substring(0, said.lastIndexOf('.')) + other.substring(other.lastIndexOf('.')));
        };
    }

    /** A request with these characters for a token. */
    static Recipe characters(String token) {
        return mint -> Call.with(token);
    }
}
