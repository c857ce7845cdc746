package io.github.bearergate.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jwt.SignedJWT;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.HexFormat;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Tokens against an independent verifier that knows only the published key set. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SignaturesTest {
    private final TestIssuer issuer = TestIssuer.builder().everyAlgorithm().start();

    @AfterAll
    void close() {
        issuer.close();
    }

    @ParameterizedTest
    @EnumSource
    void aTokenOfEveryAlgorithmVerifiesWithThePublishedKeyThatItNames(JwsAlgorithm algorithm) throws Exception {
        SignedJWT token =
                SignedJWT.parse(issuer.token().algorithm(algorithm.name()).sign());
        JWK key = JWKSet.parse(Http.get(issuer.jwksUri()).body())
                .getKeyByKeyId(token.getHeader().getKeyID());

        assertThat(token.getHeader().getAlgorithm().getName()).isEqualTo(algorithm.name());
        assertThat(key.getAlgorithm().getName()).isEqualTo(algorithm.name());
        assertThat(verifies(token, key)).isTrue();
    }

    @ParameterizedTest
    @EnumSource
    void aForgeryOfEveryAlgorithmDoesNotVerify(JwsAlgorithm algorithm) throws Exception {
        String kid = issuer.kid(algorithm.name());
        SignedJWT token = SignedJWT.parse(issuer.token()
                .algorithm(algorithm.name())
                .signedBy(algorithm.keyKind().generate())
                .kid(kid)
                .sign());

        assertThat(verifies(token, JWKSet.parse(issuer.jwks()).getKeyByKeyId(kid)))
                .isFalse();
    }

    @Test
    void anAlgorithmThatTheIssuerHasNoKeyForIsRefusedWithTheWayOut() {
        try (TestIssuer small = TestIssuer.builder().algorithms("ES256").start()) {
            assertThatThrownBy(() -> small.token().algorithm("ES384").sign())
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("this issuer signs with [ES256], not with ES384:"
                            + " start it with TestIssuer.builder().algorithms(...)");
        }
    }

    @Test
    void aKeyIsNotUsedForAnAlgorithmItIsNotPublishedFor() {
        try (TestIssuer small = TestIssuer.builder().algorithms("RS256").start()) {
            assertThatThrownBy(() -> small.token().algorithm("RS512").sign())
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void anUnknownAlgorithmIsRefusedAtOnce() {
        assertThatThrownBy(() -> issuer.token().algorithm("HS256"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("cannot sign with HS256, only with [RS256,");
    }

    @Test
    void aKeyOfAnotherKindCannotSign() {
        String rsa = issuer.kid("RS256");

        assertThatThrownBy(() -> issuer.token().algorithm("ES256").signedBy(rsa).sign())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("this key cannot sign ES256");
    }

    private static boolean verifies(SignedJWT token, JWK key) throws Exception {
        return switch (key.getKeyType().getValue()) {
            case "RSA" -> token.verify(new RSASSAVerifier(key.toRSAKey()));
            case "EC" -> token.verify((JWSVerifier) new ECDSAVerifier(key.toECKey()));
            default -> verifiesEd25519(token, key.toOctetKeyPair());
        };
    }

    /** By hand, because Nimbus needs another library for it. */
    private static boolean verifiesEd25519(SignedJWT token, OctetKeyPair key) throws Exception {
        byte[] prefix = HexFormat.of().parseHex("302a300506032b6570032100");
        byte[] encoded = HexFormat.of()
                .parseHex(HexFormat.of().formatHex(prefix)
                        + HexFormat.of().formatHex(key.getX().decode()));
        PublicKey publicKey = KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(encoded));
        Signature signature = Signature.getInstance("Ed25519");
        signature.initVerify(publicKey);
        signature.update(token.getSigningInput());
        return signature.verify(token.getSignature().decode());
    }
}
