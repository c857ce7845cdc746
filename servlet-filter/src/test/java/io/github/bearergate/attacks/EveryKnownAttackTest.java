package io.github.bearergate.attacks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/** Every known attack that is due has a test, and in this run it was tried. The last class to run: the others fill the ledger. */
@Order(Integer.MAX_VALUE)
class EveryKnownAttackTest {
    private static final Pattern ID = Pattern.compile("\"id\": *\"([A-Z]{3}-[0-9]{2})\"");

    private final List<KnownAttack> known = KnownAttack.all();

    @Test
    void everyAttackIsListedOnceAndEveryTestTriesAListedOne() throws Exception {
        List<String> ids = known.stream().map(KnownAttack::id).toList();

        assertThat(ids).doesNotHaveDuplicates().hasSize(305);
        assertThat(AttackTests.find().ids()).isSubsetOf(ids);
    }

    @Test
    void everyAttackIsEitherDueAndHasATestOrNotDueAndHasNone() throws Exception {
        AttackTests tests = AttackTests.find();

        for (KnownAttack attack : known) {
            boolean tried = !tests.attempts(attack.id()).isEmpty()
                    || !tests.methods(attack.id()).isEmpty();
            assertThat(tried).as(attack.id()).isEqualTo(attack.notDue().isEmpty());
        }
    }

    @Test
    void everyAttackWasTriedInThisRunInEveryWay() throws Exception {
        assumeThat(System.getProperty("surefire.real.class.path"))
                .as("run by Maven")
                .isNotNull();
        assumeThat(System.getProperty("test")).as("only some of the tests").isNull();
        AttackTests tests = AttackTests.find();

        List<String> untried = new ArrayList<>();
        for (KnownAttack attack : known) {
            int expected = tests.attempts(attack.id()).size()
                    + tests.methods(attack.id()).size();
            if (AttackLedger.passed(attack.id()) < expected) {
                untried.add(attack.id());
            }
        }
        assertThat(untried).isEmpty();
    }

    @Test
    void noAttackOfTheCatalogueIsMissing() throws IOException {
        Path catalogue = Path.of(System.getProperty("bearergate.vectors", ""))
                .resolveSibling("design")
                .resolve("attacks.json");
        assumeThat(catalogue).as("the catalogue, which is not committed").isRegularFile();

        assertThat(known)
                .extracting(KnownAttack::id)
                .containsExactlyInAnyOrderElementsOf(ID.matcher(Files.readString(catalogue))
                        .results()
                        .map((MatchResult match) -> match.group(1))
                        .toList());
    }
}
