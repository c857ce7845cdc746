package io.github.bearergate.policyaudit;

import io.github.bearergate.policy.PathPattern;
import io.github.bearergate.policy.Policy;
import io.github.bearergate.policy.RequestSpace;
import io.github.bearergate.policy.RequestSpace.Cell;
import io.github.bearergate.policy.Rule;
import io.github.bearergate.policyaudit.Finding.Weight;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What an OpenAPI document and a policy say otherwise, exactly: every request is in one cell of a space that neither the policy
 * nor a path template looks inside, and every caller who gets in has what one of the least callers has.
 *
 * <p>A document says nothing of issuers and of claims: an alternative of scopes is served when the tokens of some issuer with
 * exactly these scopes, and with the right claims, get in.
 */
final class SpecComparison {
    /** An operation, and the rule that decides some of its requests; empty for the last line. */
    private record Piece(SpecOperation operation, Optional<Rule> rule) {}

    private final String file;
    private final Policy policy;
    private final SpecApi api;
    private final SpecTemplates templates;
    private final Map<Piece, Difference> differences = new LinkedHashMap<>();
    private final Map<Set<SpecOperation>, String> ambiguous = new LinkedHashMap<>();
    private final Set<Rule> used = new HashSet<>();

    private SpecComparison(String file, Policy policy, SpecApi api) {
        this.file = file;
        this.policy = policy;
        this.api = api;
        this.templates = new SpecTemplates(api.templates());
        List<PathPattern> patterns =
                api.templates().stream().map(SpecTemplate::paths).distinct().toList();
        List<Cell> cells = RequestSpace.of(List.of(policy), patterns).cells();
        Set<String> literals = new HashSet<>();
        cells.forEach(cell -> literals.addAll(List.of(cell.closure().text().split("/", -1))));
        cells.forEach(cell -> compare(cell, literals));
    }

    /** The differences, those of the document by its lines, then those of the policy by its. */
    static List<Finding> findings(String file, Policy policy, SpecApi api) {
        SpecComparison comparison = new SpecComparison(file, policy, api);
        Stream<Finding> ofDocument = Stream.of(
                        api.findings().stream(),
                        comparison.ofSchemes(),
                        comparison.ofOperations(),
                        comparison.ofAmbiguity())
                .flatMap(each -> each)
                .sorted(Comparator.comparingInt(Finding::line));
        return Stream.concat(ofDocument, comparison.ofRules()).toList();
    }

    private void compare(Cell cell, Set<String> literals) {
        String closure = cell.closure().text();
        List<SpecTemplate> matching = templates.near(cell.example()).stream()
                .filter(template -> template.reaches(closure, cell.example()))
                .toList();
        matching.stream()
                .filter(template -> matching.stream()
                        .noneMatch(other -> other.isInside(template) && other.takesAll(closure, template)))
                .forEach(template -> {
                    compare(
                            template,
                            matching,
                            cell.examples().stream()
                                    .map(path -> template.example(closure, path, literals))
                                    .toList());
                    meet(template, matching, closure, template.example(closure, cell.example(), literals), literals);
                });
    }

    /** Notes templates with forms at different segments: their own examples miss each other, and other paths have both forms. */
    private void meet(
            SpecTemplate template, List<SpecTemplate> matching, String closure, String path, Set<String> literals) {
        for (SpecTemplate other : matching) {
            String both = other.example(closure, path, literals);
            if (!other.matches(path) && template.matches(both) && isNearest(template, both) && isNearest(other, both)) {
                for (SpecOperation operation : api.operations(template)) {
                    rivals(operation, List.of(other), both)
                            .forEach(rival ->
                                    ambiguous.putIfAbsent(Set.of(operation, rival), operation.method() + " " + both));
                }
            }
        }
    }

    private boolean isNearest(SpecTemplate template, String path) {
        return templates.near(path).stream().noneMatch(other -> other.matches(path) && other.isInside(template));
    }

    private void compare(SpecTemplate template, List<SpecTemplate> matching, List<String> paths) {
        for (SpecOperation operation : api.operations(template)) {
            operation
                    .answered()
                    .forEach(method -> policy.ruleFor(method, paths.get(0)).ifPresent(used::add));
            List<SpecOperation> rivals = rivals(operation, matching, paths.get(0));
            if (rivals.isEmpty()) {
                compare(operation, paths);
            } else {
                Set<SpecOperation> all = new HashSet<>(rivals);
                all.add(operation);
                ambiguous.putIfAbsent(all, operation.method() + " " + paths.get(0));
            }
        }
    }

    /** The operations that the document offers for the same request, none of them closer to it, with other callers. */
    private List<SpecOperation> rivals(SpecOperation operation, List<SpecTemplate> matching, String path) {
        SpecTemplate template = operation.template();
        return matching.stream()
                .filter(other -> !other.isInside(template)
                        && !template.isInside(other)
                        && other.matches(path)
                        && isNearest(other, path))
                .flatMap(other -> api.operations(other).stream())
                .filter(other -> other.method().equals(operation.method())
                        && !other.access().equals(operation.access()))
                .toList();
    }

    private void compare(SpecOperation operation, List<String> paths) {
        Optional<Rule> rule = policy.ruleFor(operation.method(), paths.get(0));
        differences
                .computeIfAbsent(new Piece(operation, rule), piece -> new Difference(policy, operation, rule))
                .add(paths);
    }

    private Stream<Finding> ofOperations() {
        return differences.values().stream()
                .flatMap(difference -> difference.finding(api.document().name()).stream());
    }

    private Stream<Finding> ofSchemes() {
        SpecSchemes schemes = api.schemes();
        Stream<Finding> foreign = schemes.foreign().stream()
                .map(scheme -> finding(
                        scheme.line(),
                        "scheme-beyond-policies",
                        "`" + scheme.name() + "` is " + scheme.kind()
                                + ", which no policy can ask for; see that something else enforces it for "
                                + MatrixView.shortList(schemes.users(scheme.name())),
                        scheme.name()));
        Stream<Finding> undefined = schemes.undefined().entrySet().stream()
                .map(name -> finding(
                        name.getValue(),
                        "undefined-scheme",
                        "the document has no security scheme `" + name.getKey()
                                + "`; define it below components/securitySchemes",
                        name.getKey()));
        return Stream.concat(foreign, undefined);
    }

    private Finding finding(int line, String id, String message, String subject) {
        return new Finding(
                api.document().name(),
                line,
                id,
                Weight.WARNING,
                message,
                Optional.of(subject),
                Optional.empty(),
                Optional.empty());
    }

    private Stream<Finding> ofAmbiguity() {
        return ambiguous.entrySet().stream().map(entry -> {
            List<SpecOperation> operations = entry.getKey().stream()
                    .sorted(Comparator.comparingInt(SpecOperation::line))
                    .toList();
            return new Finding(
                    api.document().name(),
                    operations.get(0).line(),
                    "ambiguous-operations",
                    Weight.WARNING,
                    "the document does not say which of "
                            + MatrixView.shortList(
                                    operations.stream().map(SpecOperation::id).toList())
                            + " answers such a request, and they let in different callers; give it a path without"
                            + " parameters",
                    Optional.of(operations.get(0).id()),
                    Optional.of(entry.getValue()),
                    Optional.empty());
        });
    }

    /** The rules that let somebody in, and never to an operation; to deny what is no operation is no difference. */
    private Stream<Finding> ofRules() {
        List<Rule> unused = policy.rules().stream()
                .filter(rule -> !used.contains(rule)
                        && !rule.requirement().alternatives().isEmpty())
                .toList();
        if (unused.isEmpty()) {
            return Stream.of();
        }
        Decided decided = Decided.by(policy, RequestSpace.of(List.of(policy), List.of()));
        return unused.stream()
                .sorted(Comparator.comparingInt(Rule::line))
                .map(rule -> new Finding(
                        file,
                        rule.line(),
                        "rule-without-operation",
                        Weight.WARNING,
                        "`" + rule + "` decides no request of an operation of the document; remove the line, or"
                                + " document what it is for",
                        Optional.of(rule.id()),
                        Optional.of(decided.parts(rule).get(0).example()),
                        Optional.empty()));
    }
}
