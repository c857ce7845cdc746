package io.github.bearergate.jose;

import static io.github.bearergate.spi.Algorithm.ES256;
import static io.github.bearergate.spi.Algorithm.RS256;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.bearergate.spi.Algorithm;
import java.security.InvalidKeyException;
import java.security.InvalidParameterException;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.ProviderException;
import java.security.PublicKey;
import java.security.Security;
import java.security.SignatureException;
import java.security.SignatureSpi;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A provider chosen by the caller, and providers that object in every way they can. */
class SignaturesProviderTest {
    @ParameterizedTest
    @EnumSource
    void aProviderDoesWhatItCanAndTheJdkTheRest(Algorithm algorithm) {
        for (String name : List.of("SunRsaSign", "SunEC", "SUN")) {
            Signatures signatures = new Signatures(Objects.requireNonNull(Security.getProvider(name)));

            assertThat(isVerified(signatures, algorithm)).as(name).isTrue();
        }
    }

    @Test
    void theChosenProviderIsAskedAndNoOther() {
        Hostile.behaviour = () -> true;
        Signatures signatures = new Signatures(new Hostile.Offering());

        assertThat(isVerified(signatures, RS256, "AAAA".repeat(85) + "AA")).isTrue();
        assertThat(isVerified(signatures, RS256, "AAAA")).isFalse();
        assertThat(isVerified(signatures, ES256, "A".repeat(86))).isFalse();
    }

    @Test
    void whateverAProviderThrowsIsARefusal() {
        for (Exception exception : List.of(
                new SignatureException("bad"),
                new InvalidKeyException("bad"),
                new IllegalArgumentException("bad"),
                new ArrayIndexOutOfBoundsException(7),
                new ProviderException("bad"))) {
            Hostile.behaviour = () -> {
                throw exception;
            };

            assertThat(isVerified(new Signatures(new Hostile.Offering()), RS256))
                    .as(exception.toString())
                    .isFalse();
        }
        Hostile.behaviour = () -> false;
        assertThat(isVerified(new Signatures(new Hostile.Offering()), RS256)).isFalse();
    }

    private static boolean isVerified(Signatures signatures, Algorithm algorithm) {
        String token = Minted.token(algorithm);
        return isVerified(signatures, algorithm, token.substring(token.lastIndexOf('.') + 1));
    }

    private static boolean isVerified(Signatures signatures, Algorithm algorithm, String signature) {
        String token = Minted.token(algorithm);
        return CompactJws.parse(token.substring(0, token.lastIndexOf('.') + 1) + signature)
                .flatMap(CompactJws::claims)
                .flatMap(claims -> signatures.verify(claims, Minted.key(algorithm), algorithm))
                .isPresent();
    }

    /** Answers as {@link #behaviour} says, whatever it is asked. */
    public static final class Hostile extends SignatureSpi {
        private static Callable<Boolean> behaviour = () -> false;

        static void behave(Callable<Boolean> answer) {
            behaviour = answer;
        }

        @Override
        protected void engineInitVerify(PublicKey publicKey) {}

        @Override
        protected void engineInitSign(PrivateKey privateKey) {}

        @Override
        protected void engineUpdate(byte b) {}

        @Override
        protected void engineUpdate(byte[] b, int off, int len) {}

        @Override
        protected byte[] engineSign() {
            return new byte[0];
        }

        @Override
        protected boolean engineVerify(byte[] signature) throws SignatureException {
            try {
                return behaviour.call();
            } catch (SignatureException | RuntimeException e) {
                throw e;
            } catch (Exception e) {
                throw new SignatureException(e);
            }
        }

        @Override
        @Deprecated
        protected void engineSetParameter(String param, Object value) {}

        @Override
        @Deprecated
        protected Object engineGetParameter(String param) {
            throw new InvalidParameterException(param);
        }

        /** Offers RS256 alone. */
        static final class Offering extends Provider {
            private static final long serialVersionUID = 1L;

            Offering() {
                super("Hostile", "1", "for tests");
                putService(
                        new Service(this, "Signature", "SHA256withRSA", Hostile.class.getName(), List.of(), Map.of()));
            }
        }
    }
}
