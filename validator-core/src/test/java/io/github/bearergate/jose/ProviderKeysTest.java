package io.github.bearergate.jose;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Security;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.RSAPublicKeySpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ProviderKeysTest {
    /** More than there are places, so that some keys must share one. */
    private static final int MANY = 3_000;

    private static final BigInteger EXPONENT = BigInteger.valueOf(65_537);

    @Test
    void noKeyIsTakenForAnotherHoweverManyThereAre() throws GeneralSecurityException {
        KeyFactory factory = KeyFactory.getInstance("RSA");
        Random random = new Random(7);
        List<PublicKey> keys = new ArrayList<>();
        for (int i = 0; i < MANY; i++) {
            BigInteger modulus = new BigInteger(2_048, random).setBit(2_047).setBit(0);
            keys.add(factory.generatePublic(new RSAPublicKeySpec(modulus, EXPONENT)));
        }
        ProviderKeys translated = new ProviderKeys(Security.getProvider("SunRsaSign"));

        for (int round = 0; round < 2; round++) {
            for (PublicKey key : keys) {
                assertThat(((RSAPublicKey) translated.of(key)).getModulus())
                        .isEqualTo(((RSAPublicKey) key).getModulus());
            }
        }
    }
}
