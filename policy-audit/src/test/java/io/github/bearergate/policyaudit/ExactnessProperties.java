package io.github.bearergate.policyaudit;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bearergate.policy.Policy;
import io.github.bearergate.policy.RequestSpace;
import io.github.bearergate.policy.Rule;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;

/** The answers of the commands, against all requests and callers of a small world. */
class ExactnessProperties {
    @Property(tries = 1_000, shrinking = ShrinkingMode.OFF)
    void aRowHoldsWhatItsRuleMatchesAndTheExceptionsDoNot(@ForAll long seed) {
        Policy policy = Generated.policy(seed);

        for (MatrixRow row : Matrix.of("generated", policy, Baseline.EMPTY).rows()) {
            for (String method : Generated.methods()) {
                for (String path : Generated.paths()) {
                    boolean held = row.rule().matches(method, path)
                            && row.except().stream().noneMatch(other -> other.matches(method, path));
                    assertThat(held)
                            .as("%s %s in row %s of\n%s", method, path, row, policy.print())
                            .isEqualTo(policy.ruleFor(method, path).equals(Optional.of(row.rule())));
                }
            }
        }
    }

    @Property(tries = 1_000, shrinking = ShrinkingMode.OFF)
    void aRowNamesExactlyTheIssuersWhoseTokensGetIn(@ForAll long seed) {
        Policy policy = Generated.policy(seed);
        List<Caller> callers = Generated.callers(policy);

        for (MatrixRow row : Matrix.of("generated", policy, Baseline.EMPTY).rows()) {
            Optional<Rule> rule = Optional.of(row.rule());
            policy.issuers().forEach(issuer -> {
                boolean reached = !row.access().equals("open")
                        && Generated.any(
                                callers,
                                (method, path, caller) -> caller.issuer().equals(Optional.of(issuer.issuer()))
                                        && policy.ruleFor(method, path).equals(rule)
                                        && caller.mayCall(policy, method, path));
                assertThat(row.issuers().contains(issuer.alias()))
                        .as("%s of %s in\n%s", issuer, row.rule(), policy.print())
                        .isEqualTo(reached);
            });
        }
    }

    @Property(tries = 1_000, shrinking = ShrinkingMode.OFF)
    void aDifferenceIsFoundExactlyWhenARequestShowsIt(@ForAll long seed) {
        List<Policy> pair = Generated.pair(seed);
        Policy before = pair.get(0);
        Policy after = pair.get(1);
        List<Change> changes = PolicyDiff.between(before, after);

        assertThat(changes.stream().anyMatch(change -> change.opened().isPresent()))
                .as("opened between\n%s\nand\n%s", before.print(), after.print())
                .isEqualTo(Generated.any(
                        Generated.callers(after),
                        (method, path, caller) ->
                                caller.mayCall(after, method, path) && !caller.mayCall(before, method, path)));
        assertThat(changes.stream().anyMatch(change -> change.closed().isPresent()))
                .as("closed between\n%s\nand\n%s", before.print(), after.print())
                .isEqualTo(Generated.any(
                        Generated.callers(before),
                        (method, path, caller) ->
                                caller.mayCall(before, method, path) && !caller.mayCall(after, method, path)));
        for (Change change : changes) {
            change.opened()
                    .ifPresent(shown -> assertThat(shown)
                            .matches(w -> w.caller().mayCall(after, w.method(), w.path()))
                            .matches(w -> !w.caller().mayCall(before, w.method(), w.path())));
            change.closed()
                    .ifPresent(shown -> assertThat(shown)
                            .matches(w -> w.caller().mayCall(before, w.method(), w.path()))
                            .matches(w -> !w.caller().mayCall(after, w.method(), w.path())));
        }
    }

    @Example
    void twoVariablesOfOneClaimAreEqualAlsoWhereAnotherPathNamesOneOfThem() {
        aSentenceHoldsExactlyWhenNoRequestBreaksIt(-1_902);
    }

    @Property(tries = 1_000, shrinking = ShrinkingMode.OFF)
    void aSentenceHoldsExactlyWhenNoRequestBreaksIt(@ForAll long seed) {
        Policy policy = Generated.policy(seed);
        List<Caller> callers = Generated.callers(policy);
        Map<String, Generated.Condition> breaches = Map.of(
                "no request under /a is open",
                (method, path, caller) ->
                        isUnder("/a", path) && caller.issuer().isEmpty() && caller.mayCall(policy, method, path),
                "every POST DELETE needs a scope ending in :write",
                (method, path, caller) -> List.of("POST", "DELETE").contains(method)
                        && !caller.scopes().contains("s:write")
                        && caller.mayCall(policy, method, path),
                "every GET needs s:read and s:write",
                (method, path, caller) -> List.of("GET", "HEAD").contains(method)
                        && !caller.scopes().containsAll(Generated.SCOPES)
                        && caller.mayCall(policy, method, path),
                "only issuer two.example.com can reach /*/b",
                (method, path, caller) -> path.matches("/[^/]+/b")
                        && !caller.issuer().equals(Optional.of("https://two.example.com/"))
                        && caller.mayCall(policy, method, path),
                "every request under /b is denied",
                (method, path, caller) -> isUnder("/b", path) && caller.mayCall(policy, method, path),
                "every GET at /a/* is open",
                (method, path, caller) -> List.of("GET", "HEAD").contains(method)
                        && path.matches("/a/[^/]+")
                        && !Caller.ANYONE.mayCall(policy, method, path));

        breaches.forEach((sentence, breach) -> assertThat(
                        AssertionReader.read(policy, sentence).counterexample(policy))
                .as("%s in\n%s", sentence, policy.print())
                .matches(found -> found.isPresent() == Generated.any(callers, breach)));
    }

    @Property(tries = 1_000, shrinking = ShrinkingMode.OFF)
    void whateverAnyoneMayChangeIsWarnedOfAndEveryWitnessIsDecidedByItsRule(@ForAll long seed) {
        Policy policy = Generated.policy(seed);
        List<Finding> findings = Findings.of("generated", policy);

        boolean changes = Generated.any(
                List.of(Caller.ANYONE),
                (method, path, caller) ->
                        !List.of("GET", "HEAD").contains(method) && caller.mayCall(policy, method, path));
        boolean warned = findings.stream()
                .anyMatch(finding -> List.of("open-mutation", "open-any").contains(finding.id())
                        && finding.witness().isPresent());
        assertThat(warned).as(policy.print()).isEqualTo(changes);
        for (Finding finding : findings) {
            finding.witness().ifPresent(request -> {
                List<String> parts = List.of(request.split(" ", -1));
                assertThat(policy.ruleFor(parts.get(0), parts.get(1)).map(Rule::id))
                        .isEqualTo(finding.subject());
            });
        }
    }

    @Property(tries = 1_000, shrinking = ShrinkingMode.OFF)
    void everyPathIsInExactlyOneCellWhoseExampleIsDecidedAlike(@ForAll long seed) {
        Policy policy = Generated.policy(seed);
        List<RequestSpace.Cell> cells =
                RequestSpace.of(List.of(policy), List.of()).cells();

        for (String path : Generated.paths()) {
            RequestSpace.Cell home = cells.stream()
                    .filter(cell -> cell.closure().matches(path))
                    .reduce((one, other) -> one.closure().contains(other.closure()) ? other : one)
                    .orElseThrow();
            for (String method : Generated.methods()) {
                assertThat(policy.ruleFor(method, path))
                        .as("%s %s in %s of\n%s", method, path, home, policy.print())
                        .isEqualTo(policy.ruleFor(method, home.example()));
            }
        }
    }

    private static boolean isUnder(String place, String path) {
        return path.equals(place) || path.startsWith(place + "/");
    }
}
