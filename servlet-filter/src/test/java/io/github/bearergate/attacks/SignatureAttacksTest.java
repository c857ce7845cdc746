package io.github.bearergate.attacks;

import static io.github.bearergate.Reason.BAD_SIGNATURE;
import static io.github.bearergate.Reason.REVOKED;
import static io.github.bearergate.Reason.UNKNOWN_KEY;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.bearergate.jwks.KeySourceStatus;
import java.math.BigInteger;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Attacks on the mathematics of signatures, and keys that are too weak to trust. */
class SignatureAttacksTest extends AttackTable {
    private static final BigInteger ORDER_OF_P256 =
            new BigInteger("FFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551", 16);
    private static final BigInteger FIELD_OF_P256 =
            new BigInteger("FFFFFFFF00000001000000000000000000000000FFFFFFFFFFFFFFFFFFFFFFFF", 16);
    private static final BigInteger ORDER_OF_ED25519 =
            BigInteger.ONE.shiftLeft(252).add(new BigInteger("27742317777372353535851937790883648493"));

    @Override
    void attacks() {
        ellipticCurves();
        edwards();
        rsa();
        weakKeys();
    }

    private void ellipticCurves() {
        Row special = attack("SIG-02");
        Map<String, BigInteger> numbers = Map.of(
                "0",
                BigInteger.ZERO,
                "1",
                BigInteger.ONE,
                "n - 1",
                ORDER_OF_P256.subtract(BigInteger.ONE),
                "n",
                ORDER_OF_P256,
                "n + 1",
                ORDER_OF_P256.add(BigInteger.ONE),
                "p",
                FIELD_OF_P256,
                "2^256 - 1",
                BigInteger.ONE.shiftLeft(256).subtract(BigInteger.ONE));
        numbers.forEach((rName, r) -> numbers.forEach((sName, s) -> special.refused(
                BAD_SIGNATURE,
                "r = " + rName + ", s = " + sName,
                world -> Jws.withSignature(world.valid(), joined(r, s)))));
        special.refused(BAD_SIGNATURE, "r + n", world -> {
                    byte[] genuine = Jws.signature(world.valid());
                    return Jws.withSignature(
                            world.valid(), joined(half(genuine, 0).add(ORDER_OF_P256), half(genuine, 1)));
                })
                .refused(BAD_SIGNATURE, "r and s exchanged", world -> {
                    String token = world.valid();
                    return Jws.withSignature(
                            token, joined(half(Jws.signature(token), 1), half(Jws.signature(token), 0)));
                })
                .refused(
                        BAD_SIGNATURE,
                        "DER instead of two numbers",
                        world -> Jws.withSignature(
                                world.valid(),
                                Jws.signer(
                                                "SHA256withECDSA",
                                                world.general
                                                        .key(world.general.kid())
                                                        .getPrivate())
                                        .apply(Jws.input(world.valid())
                                                .getBytes(java.nio.charset.StandardCharsets.US_ASCII))))
                .refused(
                        BAD_SIGNATURE,
                        "the signature of another token",
                        world -> Jws.withSignature(
                                world.valid(),
                                Jws.signature(world.token().subject("other").sign())));
        for (int length : new int[] {1, 63, 65, 96, 132, 0x1000}) {
            special.refused(
                    BAD_SIGNATURE, length + " zero bytes", world -> Jws.withSignature(world.valid(), new byte[length]));
        }
        attack("SIG-05")
                .accepted("the other signature of the same token is genuine", world -> mirrored(world.valid()))
                .refused(
                        REVOKED,
                        "but no way around a revocation",
                        world -> mirrored(world.token().jti(World.REVOKED).sign()))
                .refused(
                        REVOKED,
                        "a revoked token as it was issued",
                        world -> world.token().jti(World.REVOKED).sign());
    }

    private void edwards() {
        Row lengths = attack("SIG-06");
        for (byte more : new byte[] {0, 1, (byte) 0xFF}) {
            lengths.refused(BAD_SIGNATURE, "one byte more: " + more, world -> {
                String token = world.token().algorithm("EdDSA").sign();
                byte[] longer = Arrays.copyOf(Jws.signature(token), 65);
                longer[64] = more;
                return Jws.withSignature(token, longer);
            });
        }
        for (int length : new int[] {0x20, 63, 66, 128}) {
            lengths.refused(BAD_SIGNATURE, length + " bytes", world -> {
                String token = world.token().algorithm("EdDSA").sign();
                return Jws.withSignature(token, Arrays.copyOf(Jws.signature(token), length));
            });
        }
        Row large = attack("SIG-07");
        for (int times : new int[] {1, 2, 7}) {
            large.refused(BAD_SIGNATURE, "S + " + times + " L", world -> {
                String token = world.token().algorithm("EdDSA").sign();
                byte[] signature = Jws.signature(token);
                BigInteger s = littleEndian(signature, 32).add(ORDER_OF_ED25519.multiply(BigInteger.valueOf(times)));
                byte[] bytes = s.toByteArray();
                Arrays.fill(signature, 32, 64, (byte) 0);
                for (int i = 0; i < Math.min(bytes.length, 32); i++) {
                    signature[32 + i] = bytes[bytes.length - 1 - i];
                }
                return Jws.withSignature(token, signature);
            });
        }
        large.refused(
                        BAD_SIGNATURE,
                        "nothing but zeros",
                        world -> Jws.withSignature(
                                world.token().algorithm("EdDSA").sign(), new byte[64]))
                .refused(BAD_SIGNATURE, "the highest bit of S", world -> {
                    String token = world.token().algorithm("EdDSA").sign();
                    byte[] signature = Jws.signature(token);
                    signature[63] |= (byte) 0x80;
                    return Jws.withSignature(token, signature);
                });
        attack("SIG-08")
                .accepted(
                        "a genuine one",
                        world -> world.token().algorithm("EdDSA").sign());
    }

    private void rsa() {
        Row lengths = attack("SIG-09");
        for (String algorithm : List.of("RS256", "PS256")) {
            lengths.refused(
                            BAD_SIGNATURE,
                            algorithm + ", a zero byte in front",
                            world -> resized(world, algorithm, 1, 0))
                    .refused(
                            BAD_SIGNATURE, algorithm + ", a zero byte behind", world -> resized(world, algorithm, 0, 1))
                    .refused(
                            BAD_SIGNATURE,
                            algorithm + ", many zero bytes in front",
                            world -> resized(world, algorithm, 256, 0))
                    .refused(BAD_SIGNATURE, algorithm + ", the modulus added", world -> {
                        String token = world.token().algorithm(algorithm).sign();
                        RSAPublicKey key = (RSAPublicKey)
                                world.general.key(world.general.kid(algorithm)).getPublic();
                        return Jws.withSignature(
                                token,
                                new BigInteger(1, Jws.signature(token))
                                        .add(key.getModulus())
                                        .toByteArray());
                    })
                    .refused(
                            BAD_SIGNATURE,
                            algorithm + ", zero",
                            world -> Jws.withSignature(
                                    world.token().algorithm(algorithm).sign(), new byte[256]))
                    .refused(BAD_SIGNATURE, algorithm + ", one", world -> {
                        byte[] one = new byte[256];
                        one[255] = 1;
                        return Jws.withSignature(
                                world.token().algorithm(algorithm).sign(), one);
                    });
        }
        Row salts = attack("SIG-11");
        for (int salt : new int[] {0, 1, 20, 31, 33, 48, 64, 222}) {
            salts.refused(
                    BAD_SIGNATURE,
                    "a salt of " + salt + " bytes",
                    world -> pss(world, "SHA-256", MGF1ParameterSpec.SHA256, salt));
        }
        salts.refused(
                        BAD_SIGNATURE,
                        "another hash for the mask",
                        world -> pss(world, "SHA-256", MGF1ParameterSpec.SHA1, 32))
                .refused(BAD_SIGNATURE, "another hash", world -> pss(world, "SHA-384", MGF1ParameterSpec.SHA384, 32))
                .accepted("a salt of 32 bytes", world -> pss(world, "SHA-256", MGF1ParameterSpec.SHA256, 32));
    }

    private void weakKeys() {
        Map<String, List<String>> weak = Map.of(
                "SIG-13", List.of("rsa-e1"),
                "SIG-14", List.of("rsa-e3", "rsa-e17"),
                "SIG-15", List.of("rsa-even", "rsa-by-3", "rsa-by-167", "rsa-1024", "rsa-2047"),
                "SIG-16", List.of("rsa-roca"),
                "SIG-17", List.of("rsa-16384", "rsa-long-e"),
                "SIG-20",
                        List.of(
                                "secp256k1",
                                "brainpool",
                                "ed448",
                                "akp",
                                "off-curve",
                                "no-numbers",
                                "ed25519-neutral"));
        weak.forEach((id, kids) -> {
            Row row = attack(id);
            kids.forEach(kid -> row.refused(UNKNOWN_KEY, kid, world -> world.oddKeys.token(kid, world.valid())));
        });
    }

    @Test
    @Tag("SIG-20")
    void noneOfTheOddKeysIsInUseAndAllSoundOnesAre(World world) {
        assertThat(world.guard.keySources())
                .filteredOn(source -> source.alias().equals("general"))
                .extracting(KeySourceStatus::keys)
                .containsExactly(World.SOUND_KEYS);
    }

    private static byte[] joined(BigInteger r, BigInteger s) {
        byte[] signature = new byte[64];
        copy(r, signature, 32);
        copy(s, signature, 64);
        return signature;
    }

    private static void copy(BigInteger number, byte[] to, int end) {
        byte[] bytes = number.toByteArray();
        int length = Math.min(bytes.length, 32);
        System.arraycopy(bytes, bytes.length - length, to, end - length, length);
    }

    private static BigInteger half(byte[] signature, int which) {
        return new BigInteger(1, Arrays.copyOfRange(signature, 32 * which, 32 * which + 32));
    }

    /** The same token with (r, n - s): by the nature of ECDSA it is as good a signature as (r, s). */
    private static String mirrored(String token) {
        byte[] signature = Jws.signature(token);
        return Jws.withSignature(token, joined(half(signature, 0), ORDER_OF_P256.subtract(half(signature, 1))));
    }

    private static BigInteger littleEndian(byte[] bytes, int from) {
        byte[] bigEndian = new byte[32];
        for (int i = 0; i < 32; i++) {
            bigEndian[31 - i] = bytes[from + i];
        }
        return new BigInteger(1, bigEndian);
    }

    private static String resized(World world, String algorithm, int before, int after) {
        String token = world.token().algorithm(algorithm).sign();
        byte[] signature = Jws.signature(token);
        byte[] resized = new byte[before + signature.length + after];
        System.arraycopy(signature, 0, resized, before, signature.length);
        return Jws.withSignature(token, resized);
    }

    private static String pss(World world, String hash, MGF1ParameterSpec mask, int salt) {
        String kid = world.general.kid("PS256");
        String header = "{\"alg\":\"PS256\",\"typ\":\"at+jwt\",\"kid\":\"" + kid + "\"}";
        PSSParameterSpec parameters = new PSSParameterSpec(hash, "MGF1", mask, salt, 1);
        return Jws.of(
                header,
                Jws.payload(world.valid()),
                Jws.signer("RSASSA-PSS", world.general.key(kid).getPrivate(), parameters));
    }
}
