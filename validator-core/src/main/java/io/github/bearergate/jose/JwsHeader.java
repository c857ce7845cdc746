package io.github.bearergate.jose;

import io.github.bearergate.spi.Algorithm;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The header of a compact JWS (RFC 7515 section 4): a strict JSON object whose {@code alg}, {@code kid} and {@code typ} are
 * strings where present. Immutable, and not verified.
 */
public final class JwsHeader {
    /**
     * Members that would choose a key, change what is signed, or make the token another kind of thing. None is understood, so
     * none may be there, null included. Thumbprints ({@code x5t}, {@code x5t#S256}) only describe the key and are ignored.
     */
    private static final Set<String> FORBIDDEN = Set.of("crit", "b64", "jwk", "jku", "x5u", "x5c", "zip", "enc", "cty");

    private final Map<String, @Nullable Object> members;
    private final boolean forbidden;
    private final Optional<Algorithm> named;
    private final Optional<String> kid;

    private JwsHeader(Map<String, @Nullable Object> members) {
        this.members = members;
        this.forbidden = holdsForbidden(members.keySet());
        this.named = algorithm().flatMap(Algorithm::named);
        this.kid = string("kid");
    }

    static Optional<JwsHeader> parse(byte[] utf8) {
        return StrictJson.readObject(utf8)
                .filter(members -> isStringOrAbsent(members, "alg")
                        && isStringOrAbsent(members, "kid")
                        && isStringOrAbsent(members, "typ"))
                .map(JwsHeader::new);
    }

    /** {@code alg}, exactly as written; empty when absent, which no algorithm allows. */
    public Optional<String> algorithm() {
        return string("alg");
    }

    /** The algorithm that {@code alg} names; empty when it names none of ours. */
    public Optional<Algorithm> namedAlgorithm() {
        return named;
    }

    /** {@code kid}, exactly as written, of any length; empty when absent. The empty text is a kid like any other. */
    public Optional<String> kid() {
        return kid;
    }

    /** {@code typ}, exactly as written; empty when absent. */
    public Optional<String> type() {
        return string("typ");
    }

    /**
     * Tells whether {@code crit}, {@code b64}, {@code jwk}, {@code jku}, {@code x5u}, {@code x5c}, {@code zip}, {@code enc} or
     * {@code cty} is there in any form, null included.
     */
    public boolean hasForbiddenMember() {
        return forbidden;
    }

    private static boolean holdsForbidden(Set<String> names) {
        for (String name : names) {
            if (FORBIDDEN.contains(name)) {
                return true;
            }
        }
        return false;
    }

    private Optional<String> string(String name) {
        return Optional.ofNullable((String) members.get(name));
    }

    private static boolean isStringOrAbsent(Map<String, @Nullable Object> members, String name) {
        return members.get(name) instanceof String || !members.containsKey(name);
    }
}
