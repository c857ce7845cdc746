package io.github.bearergate;

import java.util.function.Supplier;

/** Decides whether the expensive step of a validation runs, or its result is there already. */
@FunctionalInterface
interface SignatureStep {
    /** Verifies the signature and checks the claims each time. */
    SignatureStep ALWAYS = Supplier::get;

    /** Returns what the verification finds, or has found. */
    Attempt run(Supplier<Attempt> verification);
}
