package io.github.bearergate.attacks;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bearergate.Reason;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A group of known attacks, each with several ways to try it. */
@ExtendWith(WorldExtension.class)
@TestInstance(Lifecycle.PER_CLASS)
abstract class AttackTable {
    private final List<Attempt> attempts = new ArrayList<>();

    /** Says all attacks of the group, by {@link #attack}. */
    abstract void attacks();

    List<Attempt> attempts() {
        attempts.clear();
        attacks();
        return attempts;
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("attempts")
    void isAnsweredAsItMustBe(Attempt attempt, World world) throws IOException, InterruptedException {
        Trial trial = new Trial(world, attempt.expected());
        if (attempt.credentials().isPresent()) {
            trial.ask(attempt.credentials().get().apply(world));
        }
        if (attempt.request().isPresent()) {
            trial.send(attempt.request().get().apply(world));
        }
        assertThat(world.trap.requests())
                .as("requests to a server of the attacker's choice")
                .isZero();
    }

    /** Starts the row of an attack. */
    final Row attack(String id) {
        return new Row(id);
    }

    /** Where the ways to try one attack are added. */
    final class Row {
        private final String id;

        private Row(String id) {
            this.id = id;
        }

        /** A token that is refused, asked about directly and sent. */
        Row refused(Reason reason, String name, Function<World, String> token) {
            return token(Expected.refused(reason), name, token);
        }

        /** A token that is accepted, asked about directly and sent. */
        Row accepted(String name, Function<World, String> token) {
            return token(Expected.served(), name, token);
        }

        /** A token, asked about directly and sent. */
        Row token(Expected expected, String name, Function<World, String> token) {
            return add(
                    name,
                    expected,
                    Optional.of(world -> List.of("Bearer " + token.apply(world))),
                    Optional.of(world -> RawRequest.get(World.PATH).bearer(token.apply(world))));
        }

        /** Authorization fields that the guard is asked about directly, since a container would not hand them on. */
        Row asked(Reason reason, String name, Function<World, List<String>> credentials) {
            return add(name, Expected.refused(reason), Optional.of(credentials), Optional.empty());
        }

        /** A request that is sent. */
        Row sent(Expected expected, String name, Function<World, RawRequest> request) {
            return add(name, expected, Optional.empty(), Optional.of(request));
        }

        private Row add(
                String name,
                Expected expected,
                Optional<Function<World, List<String>>> credentials,
                Optional<Function<World, RawRequest>> request) {
            attempts.add(new Attempt(id, name, expected, credentials, request));
            return this;
        }
    }
}
