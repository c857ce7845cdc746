package io.github.bearergate.attacks;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.EdECPrivateKey;
import java.security.spec.ECPoint;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A row of a table of keys: a sound key, what is changed in its JWK, and the tokens that it signs nevertheless.
 *
 * <p>A row says the kind, with an exclamation mark if the key is to be in no other row, a bar, and members that are put in place of those of their names, parted by {@code ;;}. A member behind
 * a plus sign stands beside the one of its name, and a name behind a minus sign is taken away. {@code @n}, {@code @x} and the like
 * stand for the numbers of the sound key, {@code @d} for its private one.
 *
 * @param kid the key's name in the set
 * @param element the JWK
 * @param algorithm what it signs with
 * @param signer makes its signatures
 */
record KeyRow(String kid, String element, String algorithm, UnaryOperator<byte[]> signer) {
    private static final Map<Kind, Sound> SHARED = new ConcurrentHashMap<>();
    private static final Pattern NAME = Pattern.compile("\"((?:[^\"\\\\]|\\\\.)*)\".*", Pattern.DOTALL);

    /** What a key is for. */
    enum Kind {
        RSA("RS256", "\"kty\":\"RSA\""),
        EC("ES256", "\"kty\":\"EC\";;\"crv\":\"P-256\""),
        EC384("ES384", "\"kty\":\"EC\";;\"crv\":\"P-384\""),
        EC521("ES512", "\"kty\":\"EC\";;\"crv\":\"P-521\""),
        OKP("EdDSA", "\"kty\":\"OKP\";;\"crv\":\"Ed25519\"");

        private final String algorithm;
        private final String members;

        Kind(String algorithm, String members) {
            this.algorithm = algorithm;
            this.members = members;
        }

        private Sound newSound() {
            return switch (algorithm) {
                case "RS256" -> Sound.rsa();
                case "ES256" -> Sound.point("secp256r1", 32, "SHA256withECDSAinP1363Format");
                case "ES384" -> Sound.point("secp384r1", 48, "SHA384withECDSAinP1363Format");
                case "ES512" -> Sound.point("secp521r1", 66, "SHA512withECDSAinP1363Format");
                default -> Sound.edwards();
            };
        }
    }

    /** A sound key: its numbers by their names, and how it signs. */
    private record Sound(Map<String, String> numbers, UnaryOperator<byte[]> signer) {
        static Sound rsa() {
            AnyRsa key = AnyRsa.ofPrimes(2, 1_024);
            String n = AnyRsa.unsigned(key.modulus());
            return new Sound(Map.of("n", n, "e", AnyRsa.unsigned(key.exponent()), "d", "AQAB"), key::sign);
        }

        static Sound point(String curve, int length, String jcaName) {
            KeyPair pair = OddKeys.generate(curve);
            ECPoint point = ((ECPublicKey) pair.getPublic()).getW();
            String x = fixed(point.getAffineX(), length);
            String y = fixed(point.getAffineY(), length);
            String d = fixed(((ECPrivateKey) pair.getPrivate()).getS(), length);
            return new Sound(Map.of("x", x, "y", y, "d", d), Jws.signer(jcaName, pair.getPrivate()));
        }

        static Sound edwards() {
            try {
                KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
                byte[] encoded = pair.getPublic().getEncoded();
                String x = Jws.encode(Arrays.copyOfRange(encoded, encoded.length - 32, encoded.length));
                byte[] d = ((EdECPrivateKey) pair.getPrivate()).getBytes().orElseThrow();
                return new Sound(Map.of("x", x, "d", Jws.encode(d)), Jws.signer("Ed25519", pair.getPrivate()));
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    static KeyRow of(String kid, String row) {
        int bar = row.indexOf('|');
        String name = row.substring(0, bar).strip();
        Kind kind = Kind.valueOf(name.replace("!", ""));
        Sound sound = name.endsWith("!") ? kind.newSound() : SHARED.computeIfAbsent(kind, Kind::newSound);
        Map<String, String> members = new LinkedHashMap<>();
        for (String member : ("\"kid\":\"" + kid + "\";;" + kind.members).split(";;", -1)) {
            members.put(name(member), member);
        }
        sound.numbers.keySet().stream()
                .filter(number -> !number.equals("d"))
                .forEach(number -> members.put(number, '"' + number + "\":\"@" + number + '"'));
        for (String edit : row.substring(bar + 1).strip().split(";;", -1)) {
            edit(members, edit.strip());
        }
        String element = members.values().stream().collect(Collectors.joining(",", "{", "}"));
        for (Map.Entry<String, String> number : sound.numbers.entrySet()) {
            element = element.replace("@" + number.getKey(), number.getValue());
        }
        return new KeyRow(kid, element, kind.algorithm, sound.signer);
    }

    private static void edit(Map<String, String> members, String edit) {
        if (edit.startsWith("-")) {
            members.remove(edit.substring(1));
        } else if (edit.startsWith("+")) {
            members.put(edit, edit.substring(1));
        } else if (!edit.isEmpty()) {
            members.put(name(edit), edit);
        }
    }

    /** A token with this payload that the sound key signs and that names the key by its kid. */
    String token(String payload) {
        return token(payload, '"' + kid + '"');
    }

    /** The same with another kid, as JSON. */
    String token(String payload, String otherKid) {
        String header = "{\"alg\":\"" + algorithm + "\",\"typ\":\"at+jwt\",\"kid\":" + otherKid + '}';
        return Jws.of(header, payload, signer);
    }

    private static String name(String member) {
        Matcher name = NAME.matcher(member);
        if (!name.matches()) {
            throw new IllegalArgumentException("not a member: " + member);
        }
        return name.group(1);
    }

    private static String fixed(BigInteger number, int length) {
        byte[] bytes = number.toByteArray();
        byte[] fixed = new byte[length];
        for (int i = 1; i <= Math.min(length, bytes.length); i++) {
            fixed[length - i] = bytes[bytes.length - i];
        }
        return Jws.encode(fixed);
    }
}
