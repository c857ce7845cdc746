package io.github.bearergate.jose;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyOperation;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.util.Base64URL;
import io.github.bearergate.spi.Algorithm;
import io.github.bearergate.spi.VerificationKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.text.ParseException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/**
 * Decisions compared with those of Nimbus's own verifiers and key set. Ed25519 is left out: theirs needs a library that is not
 * here.
 */
class NimbusDifferentialTest {
    private static final byte[] TEXT = Minted.utf8("eyJhbGciOiJ4In0.e30");

    @Property(tries = 150)
    void aSignatureIsJudgedAsNimbusJudgesIt(
            @ForAll("algorithms") Algorithm algorithm, @ForAll Change change, @ForAll int place, @ForAll byte value)
            throws JOSEException {
        byte[] signature =
                change.apply(Minted.sign(algorithm, Minted.pair(algorithm).getPrivate(), TEXT), place, value);
        JWSHeader header = new JWSHeader(JWSAlgorithm.parse(algorithm.name()));

        boolean theirs = verifier(algorithm).verify(header, TEXT, Base64URL.encode(signature));

        assertThat(ChosenSignatures.make()
                        .isSignature(algorithm, Minted.pair(algorithm).getPublic(), TEXT, 0, TEXT.length, signature))
                .isEqualTo(theirs);
        assertThat(theirs).isEqualTo(change == Change.NONE || change == Change.SAME);
    }

    @Property(tries = 250)
    void whereNimbusReadsAKeyWeUseItExactlyWhenItsMembersAllowIt(
            @ForAll("algorithms") Algorithm algorithm, @ForAll("members") List<String> members) {
        String[] namesAndValues = members.stream()
                .flatMap(member -> List.of(member.split("=", 2)).stream())
                .toArray(String[]::new);
        String key = Jwks.key(algorithm, namesAndValues);
        Optional<JWK> theirs = nimbus(key);

        if (theirs.isPresent()) {
            List<String> ours = Jwks.read(key).keys().stream()
                    .map(VerificationKey::thumbprint)
                    .toList();
            assertThat(ours)
                    .as(key)
                    .isEqualTo(theirs.filter(jwk -> isUsable(jwk, algorithm)).stream()
                            .map(NimbusDifferentialTest::thumbprint)
                            .toList());
        }
    }

    /** Ways to change a signature; the first two do not. */
    enum Change {
        NONE,
        SAME,
        BIT,
        SHORTER,
        LONGER,
        ZERO_HALF,
        SWAPPED_HALVES;

        byte[] apply(byte[] signature, int place, byte value) {
            int index = Math.floorMod(place, signature.length);
            int half = signature.length / 2;
            byte[] changed = signature.clone();
            switch (this) {
                case NONE -> {}
                case SAME -> changed[index] = signature[index];
                case BIT -> changed[index] ^= (byte) (1 << Math.floorMod(value, 8));
                case SHORTER -> changed = Arrays.copyOf(signature, signature.length - 1);
                case LONGER -> changed = Arrays.copyOf(signature, signature.length + 1);
                case ZERO_HALF -> Arrays.fill(changed, 0, half, (byte) 0);
                case SWAPPED_HALVES -> {
                    System.arraycopy(signature, 0, changed, half, half);
                    System.arraycopy(signature, half, changed, 0, half);
                }
            }
            return changed;
        }
    }

    @Provide
    Arbitrary<Algorithm> algorithms() {
        return Arbitraries.of(Algorithm.values()).filter(algorithm -> algorithm != Algorithm.EdDSA);
    }

    @Provide
    Arbitrary<List<String>> members() {
        return Arbitraries.of(
                        "use=\"sig\"",
                        "use=\"enc\"",
                        "use=null",
                        "key_ops=[\"verify\"]",
                        "key_ops=[\"encrypt\"]",
                        "key_ops=[]",
                        "key_ops=[\"sign\",\"verify\"]",
                        "alg=\"RS256\"",
                        "alg=\"PS512\"",
                        "alg=\"ES256\"",
                        "alg=\"ES512\"",
                        "alg=\"RSA-OAEP\"",
                        "alg=\"HS256\"",
                        "alg=null",
                        "kid=\"x\"",
                        "kid=null",
                        "exp=1700000001",
                        "exp=1700000000",
                        "exp=1",
                        "nbf=1700000001",
                        "nbf=1700000000",
                        "x5t=\"AAAA\"",
                        "unknown={\"a\":[1]}",
                        "iat=1700000000")
                .list()
                .ofMaxSize(4);
    }

    private static Optional<JWK> nimbus(String key) {
        try {
            return JWKSet.parse(Jwks.set(key)).getKeys().stream().findFirst();
        } catch (ParseException e) {
            return Optional.empty();
        }
    }

    private static boolean isUsable(JWK jwk, Algorithm algorithm) {
        return (jwk.getKeyUse() == null || KeyUse.SIGNATURE.equals(jwk.getKeyUse()))
                && (jwk.getKeyOperations() == null || jwk.getKeyOperations().contains(KeyOperation.VERIFY))
                && (jwk.getAlgorithm() == null
                        || Algorithm.named(jwk.getAlgorithm().getName())
                                .filter(named -> named.keyType() == algorithm.keyType())
                                .isPresent())
                && (jwk.getExpirationTime() == null
                        || jwk.getExpirationTime().toInstant().isAfter(Jwks.NOW))
                && (jwk.getNotBeforeTime() == null
                        || !jwk.getNotBeforeTime().toInstant().isAfter(Jwks.NOW));
    }

    private static String thumbprint(JWK jwk) {
        try {
            return jwk.computeThumbprint().toString();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private static JWSVerifier verifier(Algorithm algorithm) throws JOSEException {
        return Minted.pair(algorithm).getPublic() instanceof RSAPublicKey rsa
                ? new RSASSAVerifier(rsa)
                : new ECDSAVerifier((ECPublicKey) Minted.pair(algorithm).getPublic());
    }
}
