package io.github.bearergate.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyType;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class KeyLifecycleTest {
    private final TestIssuer issuer = TestIssuer.builder().algorithms("ES256").start();

    @AfterEach
    void close() {
        issuer.close();
    }

    @Test
    void aRotationPublishesANewKeySignsWithItAndKeepsTheOldOne() throws Exception {
        String old = issuer.kid();
        String fresh = issuer.rotate();

        assertThat(fresh).isNotEqualTo(old).isEqualTo(issuer.kid());
        assertThat(kidOf(issuer.token())).isEqualTo(fresh);
        assertThat(served()).containsExactly(old, fresh).isEqualTo(issuer.kids());
    }

    @Test
    void aKeyCanBePublishedBeforeItSigns() throws Exception {
        String old = issuer.kid();
        String next = issuer.addKey("ES256");

        assertThat(kidOf(issuer.token())).isEqualTo(old);
        assertThat(served()).containsExactly(old, next);

        issuer.signWith(next);
        assertThat(kidOf(issuer.token())).isEqualTo(next);
    }

    @Test
    void aKeyCanSignBeforeItIsPublished() throws Exception {
        String old = issuer.kid();
        String hasty = issuer.signBeforePublishing();

        assertThat(kidOf(issuer.token())).isEqualTo(hasty);
        assertThat(served()).containsExactly(old);

        issuer.publish(hasty);
        assertThat(served()).containsExactly(old, hasty);
    }

    @Test
    void aRemovedKeyIsNotServedButWhoeverStoleItCanStillSign() throws Exception {
        String stolen = issuer.kid();
        issuer.rotate();

        assertThat(issuer.removeKey(stolen)).isTrue();
        assertThat(issuer.removeKey(stolen)).isFalse();
        assertThat(served()).doesNotContain(stolen);
        assertThat(kidOf(issuer.token().signedBy(stolen))).isEqualTo(stolen);

        issuer.publish(stolen);
        assertThat(served()).contains(stolen);
    }

    @Test
    void aKeyOfTheCallersOwnIsPublishedUnderItsName() throws Exception {
        issuer.addKey("mine", "ES384", JwsAlgorithm.KeyKind.P_384.generate());
        issuer.signWith("mine");

        assertThat(served()).contains("mine");
        assertThat(kidOf(issuer.token().algorithm("ES384"))).isEqualTo("mine");
        assertThat(issuer.kid("ES384")).isEqualTo("mine");
        assertThat(kidOf(issuer.token())).isNotEqualTo("mine");
    }

    @Test
    void strangeElementsStandInTheSetAsTheyAreGiven() throws Exception {
        issuer.publishElement("{\"kty\":\"LATTICE\",\"kid\":\"later\"}");
        issuer.publishElement("17");

        assertThat(Http.get(issuer.jwksUri()).body())
                .startsWith("{\"keys\":[{\"kid\":\"" + issuer.kid() + "\"")
                .endsWith(",{\"kty\":\"LATTICE\",\"kid\":\"later\"},17]}");
    }

    @Test
    void aKeyIsShownAsTheSetShowsIt() throws Exception {
        assertThat(issuer.jwks()).isEqualTo("{\"keys\":[" + issuer.jwk(issuer.kid()) + "]}");
    }

    @Test
    void theSetNeverShowsAPrivateKey() throws Exception {
        try (TestIssuer everything = TestIssuer.builder().everyAlgorithm().start()) {
            assertThat(JWKSet.parse(everything.jwks()).getKeys()).hasSize(11).noneMatch(JWK::isPrivate);
        }
    }

    @Test
    void aKeyThatNeverWasIsRefused() {
        assertThatThrownBy(() -> issuer.token().signedBy("no-such-key"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("this issuer never had a key \"no-such-key\"");
    }

    @Test
    void issuersThatLiveAtTheSameTimeAndRotationsNeverShareAKey() throws Exception {
        Set<String> thumbprints = new HashSet<>();
        try (TestIssuer one = TestIssuer.builder().algorithms("RS256", "PS256").start();
                TestIssuer two =
                        TestIssuer.builder().algorithms("RS256", "PS256").start()) {
            one.rotate();
            for (TestIssuer each : List.of(one, two)) {
                for (JWK key : JWKSet.parse(each.jwks()).getKeys()) {
                    assertThat(key.getKeyType()).isEqualTo(KeyType.RSA);
                    assertThat(thumbprints.add(key.computeThumbprint().toString()))
                            .isTrue();
                }
            }
        }
        assertThat(thumbprints).hasSize(5);
    }

    @Test
    void manyThreadsMintWhileOthersRotateAndEveryTokenNamesAKeyThatWasPublished() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            List<Callable<List<Object>>> work =
                    List.of(this::mint, this::rotateAndMint, this::mint, this::rotateAndMint);
            for (Future<List<Object>> minted : threads.invokeAll(work)) {
                assertThat(minted.get()).hasSize(25).allMatch(issuer.kids()::contains);
            }
        } finally {
            threads.shutdownNow();
        }
        assertThat(issuer.kids()).hasSize(1 + 2 * 25).doesNotHaveDuplicates();
    }

    private List<Object> mint() {
        return IntStream.range(0, 25).mapToObj(i -> kidOf(issuer.token())).toList();
    }

    private List<Object> rotateAndMint() {
        return IntStream.range(0, 25)
                .mapToObj(i -> {
                    issuer.rotate();
                    return kidOf(issuer.token());
                })
                .toList();
    }

    @Test
    void aClosedIssuerSignsNothingBecauseItsKeysMayBeAnothers() {
        issuer.close();

        assertThatThrownBy(() -> issuer.token().sign()).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(issuer::rotate).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> issuer.token().forged()).isInstanceOf(IllegalStateException.class);
    }

    private List<String> served() throws Exception {
        return JWKSet.parse(Http.get(issuer.jwksUri()).body()).getKeys().stream()
                .map(JWK::getKeyID)
                .toList();
    }

    private static Object kidOf(TokenBuilder token) {
        return Decoded.of(token.sign()).header().getOrDefault("kid", "none");
    }
}
