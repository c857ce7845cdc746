package io.github.bearergate.jose;

import com.nimbusds.jose.JOSEException;
import io.github.bearergate.spi.Algorithm;
import io.github.bearergate.spi.Algorithm.KeyType;
import io.github.bearergate.spi.VerificationKey;
import java.math.BigDecimal;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Judges one JWK (RFC 7517 section 4): its members first, then its numbers.
 *
 * <p>A member that is null counts as absent. Unknown members, certificates ({@code x5c}) and their thumbprints are ignored.
 */
final class JwkReader {
    private static final int LONGEST_KID = 256;
    private static final Set<String> TYPES = Set.of("RSA", "EC", "OKP");
    private static final Map<String, KeyType> CURVES = Map.of(
            "EC P-256", KeyType.P_256,
            "EC P-384", KeyType.P_384,
            "EC P-521", KeyType.P_521,
            "OKP Ed25519", KeyType.ED25519);
    private static final BigDecimal NANOS = BigDecimal.valueOf(1_000_000_000L);

    private final Map<?, ?> members;

    private JwkReader(Map<?, ?> members) {
        this.members = members;
    }

    /** What became of an element. */
    sealed interface Reading {
        /** Calls the one that it concerns. */
        void tell(Consumer<VerificationKey> usable, Consumer<SkipCause> skipped);

        /** It may verify tokens. */
        record Usable(VerificationKey key) implements Reading {
            @Override
            public void tell(Consumer<VerificationKey> usable, Consumer<SkipCause> skipped) {
                usable.accept(key);
            }
        }

        /** It is not used. */
        record Skipped(SkipCause cause) implements Reading {
            @Override
            public void tell(Consumer<VerificationKey> usable, Consumer<SkipCause> skipped) {
                skipped.accept(cause);
            }
        }
    }

    static Reading read(JwkElement element, Instant now) {
        Map<?, ?> members = element.members();
        if (members == null) {
            return new Reading.Skipped(SkipCause.NOT_AN_OBJECT);
        }
        JwkReader reader = new JwkReader(members);
        SkipCause objection = reader.objectionToForm(element);
        if (objection == null) {
            objection = reader.objectionToPurpose();
        }
        if (objection == null) {
            objection = reader.objectionToTime(now);
        }
        return objection == null ? reader.key() : new Reading.Skipped(objection);
    }

    /** Tells whether the numbers of an element are those of a strong key, whatever else it says. */
    static boolean describesKey(JwkElement element) {
        Map<?, ?> members = element.members();
        JwkReader reader = new JwkReader(members == null ? Map.of() : members);
        KeyType type = reader.keyType();
        return type != null && reader.key(algorithmsOf(type), type) instanceof Reading.Usable;
    }

    private @Nullable SkipCause objectionToForm(JwkElement element) {
        Object type = members.get("kty");
        if (element.isPrivate()) {
            return SkipCause.PRIVATE_MEMBERS;
        }
        if ("oct".equals(type)) {
            return SkipCause.SYMMETRIC;
        }
        if (element.flaw() != null) {
            return element.flaw() == JsonTree.Flaw.DUPLICATE_MEMBER ? SkipCause.DUPLICATE_MEMBER : SkipCause.MALFORMED;
        }
        if (!(type instanceof String name)) {
            return SkipCause.MALFORMED;
        }
        if (!TYPES.contains(name)) {
            return SkipCause.UNKNOWN_TYPE;
        }
        Object kid = members.get("kid");
        return kid == null || (kid instanceof String text && text.length() <= LONGEST_KID) ? null : SkipCause.BAD_KID;
    }

    private @Nullable SkipCause objectionToPurpose() {
        if (members.get("revoked") != null) {
            return SkipCause.REVOKED;
        }
        Object use = members.get("use");
        if (use != null && !use.equals("sig")) {
            return use instanceof String ? SkipCause.OTHER_USE : SkipCause.MALFORMED;
        }
        Object operations = members.get("key_ops");
        if (operations instanceof List<?> several) {
            return several.contains("verify") ? null : SkipCause.CANNOT_VERIFY;
        }
        return operations == null ? null : SkipCause.MALFORMED;
    }

    private @Nullable SkipCause objectionToTime(Instant now) {
        Object expiry = members.get("exp");
        Object start = members.get("nbf");
        if (!(expiry == null || expiry instanceof Number) || !(start == null || start instanceof Number)) {
            return SkipCause.MALFORMED;
        }
        BigDecimal seconds = BigDecimal.valueOf(now.getEpochSecond())
                .add(BigDecimal.valueOf(now.getNano()).divide(NANOS));
        if (expiry != null && seconds.compareTo(number(expiry)) >= 0) {
            return SkipCause.EXPIRED;
        }
        return start != null && seconds.compareTo(number(start)) < 0 ? SkipCause.NOT_YET_VALID : null;
    }

    private static BigDecimal number(Object number) {
        return number instanceof BigDecimal exact ? exact : BigDecimal.valueOf((Long) number);
    }

    private Reading key() {
        KeyType type = keyType();
        if (type == null) {
            return new Reading.Skipped(
                    members.get("crv") instanceof String ? SkipCause.UNKNOWN_CURVE : SkipCause.MALFORMED);
        }
        Set<Algorithm> algorithms = algorithms(type);
        if (algorithms.isEmpty()) {
            return new Reading.Skipped(
                    members.get("alg") instanceof String ? SkipCause.OTHER_ALGORITHM : SkipCause.MALFORMED);
        }
        return key(algorithms, type);
    }

    private Reading key(Set<Algorithm> algorithms, KeyType type) {
        if (!JwkNumbers.areWellFormed(type, members)) {
            return new Reading.Skipped(SkipCause.MALFORMED);
        }
        try {
            Optional<String> kid = Optional.ofNullable(members.get("kid")).map(Object::toString);
            return new Reading.Usable(VerificationKey.of(kid, algorithms, JwkNumbers.publicKey(type, members)));
        } catch (JOSEException | GeneralSecurityException | IllegalArgumentException | IllegalStateException e) {
            return new Reading.Skipped(weakness(type));
        }
    }

    private SkipCause weakness(KeyType type) {
        if (type != KeyType.RSA) {
            return SkipCause.OFF_CURVE;
        }
        return JwkNumbers.hasStrongExponent(members) ? SkipCause.WEAK_RSA : SkipCause.BAD_EXPONENT;
    }

    /** The type by {@code kty} and {@code crv}; null when the curve is missing or unknown. */
    private @Nullable KeyType keyType() {
        if ("RSA".equals(members.get("kty"))) {
            return KeyType.RSA;
        }
        return members.get("crv") instanceof String curve ? CURVES.get(members.get("kty") + " " + curve) : null;
    }

    /** The algorithm that {@code alg} names, or all of the type when it is absent; empty when it names another. */
    private Set<Algorithm> algorithms(KeyType type) {
        Object name = members.get("alg");
        Set<Algorithm> fitting = algorithmsOf(type);
        fitting.removeIf(algorithm -> name != null
                && !(name instanceof String text && algorithm.names().contains(text)));
        return fitting;
    }

    private static Set<Algorithm> algorithmsOf(KeyType type) {
        Set<Algorithm> fitting = EnumSet.allOf(Algorithm.class);
        fitting.removeIf(algorithm -> algorithm.keyType() != type);
        return fitting;
    }
}
