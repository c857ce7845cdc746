package io.github.bearergate.attacks;

import static io.github.bearergate.Reason.BAD_SIGNATURE;
import static io.github.bearergate.Reason.MALFORMED_TOKEN;
import static io.github.bearergate.Reason.REVOKED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.bearergate.store.TokenDigest;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Attacks on what is remembered, shared and bounded. */
class MemoryAttacksTest extends AttackTable {
    /** As many names of sixteen characters as are well within the longest token. */
    private static final int MANY = 256;

    @Override
    void attacks() {
        Row unverified = attack("CAC-01");
        altered(
                unverified,
                "another payload, the remembered signature",
                token -> Jws.segments(token).get(0)
                        + '.'
                        + Jws.encode(Jws.payload(token).replace("orders:read", "orders:admin"))
                        + '.'
                        + Jws.segments(token).get(2));
        altered(
                unverified,
                "another header, the remembered signature",
                token -> Jws.encode("{\"alg\":\"ES256\",\"typ\":\"at+jwt\",\"kid\":\"shared\"}")
                        + '.'
                        + Jws.segments(token).get(1)
                        + '.'
                        + Jws.segments(token).get(2));
        unverified.refused(BAD_SIGNATURE, "the same jti, sub and iss in a forgery", world -> {
            remember(world, world.token().jti("remembered").sign());
            return world.token().jti("remembered").forged().sign();
        });
        Row stripped = attack("CAC-02");
        altered(stripped, "zeros", token -> Jws.withSignature(token, new byte[64]));
        altered(stripped, "one bit", token -> {
            byte[] signature = Jws.signature(token);
            signature[63] ^= 1;
            return Jws.withSignature(token, signature);
        });
        altered(stripped, "the first bit", token -> {
            byte[] signature = Jws.signature(token);
            signature[0] ^= (byte) 0x80;
            return Jws.withSignature(token, signature);
        });
        stripped.refused(MALFORMED_TOKEN, "none", world -> {
            String token = world.valid();
            remember(world, token);
            return Jws.input(token) + '.';
        });
        attack("CAC-08")
                .refused(
                        MALFORMED_TOKEN,
                        "many names of one hash, one of them twice",
                        world -> world.token()
                                .editClaims(json -> "{" + colliding(MANY) + colliding(1) + json.substring(1))
                                .sign())
                .accepted(
                        "many names of one hash",
                        world -> world.token()
                                .editClaims(json -> "{" + colliding(MANY) + json.substring(1))
                                .sign())
                .accepted(
                        "the same in the header",
                        world -> world.token()
                                .editHeader(json -> "{" + colliding(MANY) + json.substring(1))
                                .sign());
        Row aliases = attack("CAC-10")
                .refused(REVOKED, "as issued", MemoryAttacksTest::revoked)
                .refused(
                        REVOKED,
                        "signed again",
                        world -> world.token()
                                .jti(World.REVOKED)
                                .header("x", "y")
                                .sign())
                .refused(
                        REVOKED,
                        "with another algorithm",
                        world -> world.token()
                                .jti(World.REVOKED)
                                .algorithm("EdDSA")
                                .sign())
                .refused(MALFORMED_TOKEN, "padded", world -> revoked(world) + "==")
                .refused(MALFORMED_TOKEN, "a tilde behind", world -> revoked(world) + "~")
                .refused(MALFORMED_TOKEN, "other unused bits", world -> {
                    String token = revoked(world);
                    return Jws.input(token)
                            + '.'
                            + Jws.aliases(Jws.segments(token).get(2)).get(0);
                })
                .refused(
                        REVOKED,
                        "the jti written with escapes",
                        world -> world.token()
                                .jti(World.REVOKED)
                                .editClaims(json -> json.replace("jti-revoked", "\\u006ati-revoked"))
                                .sign());
        aliases.accepted(
                "another jti in other letters is another token",
                world -> world.token().jti("JTI-REVOKED-8E1B").sign());
    }

    @Test
    @Tag("CAC-12")
    void aPolicyInForceCannotBeChanged(World world) {
        assertThatThrownBy(() -> world.policy.rules().clear()).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> world.policy.issuers().clear()).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> world.policy.issuers().get(0).algorithms().clear())
                .isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> world.policy.issuers().get(0).audience().clear())
                .isInstanceOf(UnsupportedOperationException.class);
        assertThat(world.guard.policy()).isSameAs(world.policy);
    }

    @Test
    @Tag("CAC-08")
    void namesOfOneHashCostNoMoreThanOthers(World world) {
        String colliding = world.token()
                .editClaims(json -> "{" + colliding(MANY) + json.substring(1))
                .sign();
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        long start = threads.getCurrentThreadCpuTime();
        for (int i = 0; i < 20; i++) {
            assertThat(World.verdict(world.ask("Bearer " + colliding))).isEqualTo(Expected.ALLOWED);
        }
        // Some milliseconds, whatever else the machine does.
        assertThat((threads.getCurrentThreadCpuTime() - start) / 1_000_000).isLessThan(5_000);
    }

    @Test
    @Tag("RSP-12")
    void whatIsComparedIsADigestThatGuessingCharacterByCharacterDoesNotComeNearerTo(World world) throws IOException {
        String token = world.valid();
        assertThat(world.send(RawRequest.get(World.PATH).bearer(token)).status())
                .isEqualTo(200);
        TokenDigest remembered = digest(token);
        for (int shared = token.length() - 1; shared >= Jws.input(token).length(); shared--) {
            char other = token.charAt(shared) == 'A' ? 'B' : 'A';
            String guess = token.substring(0, shared) + other + token.substring(shared + 1);
            // How long a comparison goes on tells how much of the digest is right, and that says nothing of the token.
            assertThat(digest(guess).first()).isNotEqualTo(remembered.first());
            assertThat(world.send(RawRequest.get(World.PATH).bearer(guess)).status())
                    .isEqualTo(401);
        }
    }

    /** A token that is altered after the gate has come to know it. */
    private void altered(Row row, String name, UnaryOperator<String> edit) {
        row.refused(BAD_SIGNATURE, name, world -> {
            String token = world.valid();
            remember(world, token);
            return edit.apply(token);
        });
    }

    /** Presents a token twice, so that the second time it is remembered. */
    private static void remember(World world, String token) {
        try {
            for (int i = 0; i < 2; i++) {
                int before = world.server.reached();
                assertThat(world.send(RawRequest.get(World.PATH).bearer(token)).status())
                        .isEqualTo(200);
                assertThat(world.server.reached()).isEqualTo(before + 1);
            }
            world.settle();
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String revoked(World world) {
        return world.token().jti(World.REVOKED).sign();
    }

    /** Members whose names all have the same {@link String#hashCode}. */
    private static String colliding(int count) {
        List<String> names = new ArrayList<>(List.of(""));
        while (names.size() < count) {
            List<String> longer = new ArrayList<>();
            names.forEach(name -> longer.addAll(List.of(name + "Aa", name + "BB")));
            names.clear();
            names.addAll(longer);
        }
        StringBuilder members = new StringBuilder();
        names.subList(0, count)
                .forEach(name -> members.append('"')
                        .append(name.isEmpty() ? "AaAaAaAaAaAaAaAa" : name)
                        .append("\":1,"));
        return members.toString();
    }

    private static TokenDigest digest(String token) {
        return Objects.requireNonNull(TokenDigest.of(token, 0));
    }
}
