package io.github.bearergate.policyaudit;

import io.github.bearergate.policy.Policy;
import io.github.bearergate.policy.PolicyException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Policies of a small world, and every request and caller that can matter in it. */
final class Generated {
    static final List<String> SCOPES = List.of("s:read", "s:write");
    private static final List<String> SEGMENTS = List.of("a", "b", "*", "{t}", "{u}");
    private static final List<String> TAILS = List.of("", "", "/", "/**", "/**");
    private static final List<String> METHODS =
            List.of("GET", "HEAD", "POST", "GET POST", "DELETE", "POST DELETE", "ANY", "ANY");
    private static final List<String> NEEDS = List.of(
            "is open",
            "is denied",
            "needs a valid token",
            "needs s:read",
            "needs s:write",
            "needs s:read and s:write",
            "needs s:read or s:write");
    private static final List<String> TESTS = List.of(
            "tenant is a",
            "tenant is b",
            "tenant has a",
            "tenant is {t}",
            "tenant is {u}",
            "tenant has {t}",
            "iss is \"https://two.example.com/\"");

    private static final List<String> OF_VARIABLES =
            List.of("tenant is {t}", "tenant is {u}", "tenant has {t}", "tenant has {t} and tenant has {u}");

    private Generated() {}

    /** A policy from a seed; never refused, and seldom small. */
    static Policy policy(long seed) {
        Random random = new Random(seed);
        List<String> rules = new ArrayList<>();
        int wanted = 1 + random.nextInt(6);
        Policy policy = parse(rules, random.nextInt(4));
        int grants = random.nextInt(4);
        for (int tries = 0; rules.size() < wanted && tries < 40; tries++) {
            List<String> longer = new ArrayList<>(rules);
            longer.add(rule(random));
            Optional<Policy> sound = sound(longer, grants);
            if (sound.isPresent()) {
                policy = sound.get();
                rules = longer;
            }
        }
        return policy;
    }

    /** A policy, and the same with one or two rules or the grants changed. */
    static List<Policy> pair(long seed) {
        Random random = new Random(seed);
        Policy before = policy(random.nextLong());
        List<String> rules =
                new ArrayList<>(before.rules().stream().map(Object::toString).toList());
        if (random.nextInt(4) == 0) {
            List<Policy> told = differByVariables(rules, random);
            if (!told.isEmpty()) {
                return told;
            }
        }
        for (int tries = 0; tries < 10; tries++) {
            List<String> changed = new ArrayList<>(rules);
            if (!changed.isEmpty() && random.nextBoolean()) {
                changed.remove(random.nextInt(changed.size()));
            }
            if (random.nextInt(4) > 0) {
                changed.add(rule(random));
            }
            Optional<Policy> after = sound(changed, random.nextInt(4));
            if (after.isPresent()) {
                return List.of(before, after.get());
            }
        }
        return List.of(before, before);
    }

    /** Two policies with a rule whose variables are tested otherwise: only paths with different segments tell them apart. */
    private static List<Policy> differByVariables(List<String> rules, Random random) {
        String head =
                pick(METHODS, random) + " /{t}/{u}" + pick(TAILS, random) + " " + pick(NEEDS.subList(2, 7), random);
        return Stream.concat(
                        sound(plus(rules, head + " where " + pick(OF_VARIABLES, random)), random.nextInt(4)).stream(),
                        sound(plus(rules, head + " where " + pick(OF_VARIABLES, random)), random.nextInt(4)).stream())
                .collect(
                        Collectors.collectingAndThen(Collectors.toList(), both -> both.size() == 2 ? both : List.of()));
    }

    private static List<String> plus(List<String> rules, String rule) {
        return Stream.concat(rules.stream(), Stream.of(rule)).toList();
    }

    private static Optional<Policy> sound(List<String> rules, int grants) {
        try {
            return Optional.of(parse(rules, grants));
        } catch (PolicyException e) {
            return Optional.empty();
        }
    }

    private static Policy parse(List<String> rules, int grants) {
        return Policy.parse("generated", """
            policy 1
            issuer https://one.example.com/
                audience api
                grants %s
            issuer https://two.example.com/
                audience api
                grants %s
            %s
            everything else is denied
            """.formatted(
                        grants % 2 == 0 ? "s:read s:write" : "s:read",
                        grants / 2 == 0 ? "s:write" : "other",
                        String.join("\n", rules)));
    }

    private static String rule(Random random) {
        Set<String> segments = new LinkedHashSet<>();
        StringBuilder path = new StringBuilder();
        int depth = random.nextInt(3);
        for (int i = 0; i < depth; i++) {
            String segment = pick(SEGMENTS, random);
            path.append('/').append(segment.startsWith("{") && !segments.add(segment) ? "*" : segment);
        }
        String tail = pick(TAILS, random);
        path.append(path.isEmpty() && tail.isEmpty() ? "/" : tail);
        String needs = pick(NEEDS, random);
        if (needs.startsWith("needs") && random.nextInt(3) == 0) {
            needs += " where " + pick(TESTS, random) + (random.nextInt(4) == 0 ? " and " + pick(TESTS, random) : "");
        }
        return pick(METHODS, random) + " " + path + " " + needs;
    }

    private static String pick(List<String> items, Random random) {
        return items.get(random.nextInt(items.size()));
    }

    /** Every method that a generated policy tells apart. */
    static List<String> methods() {
        return List.of("GET", "HEAD", "POST", "DELETE", "PUT", "MKCOL", "PURGE", "TRACE");
    }

    /** Paths of up to three segments, of which two are named nowhere. */
    static List<String> paths() {
        List<String> all = new ArrayList<>(List.of("/"));
        List<String> level = List.of("");
        for (int depth = 0; depth < 3; depth++) {
            level = level.stream()
                    .flatMap(path -> List.of("a", "b", "c", "d").stream().map(segment -> path + "/" + segment))
                    .toList();
            level.forEach(path -> all.addAll(List.of(path, path + "/")));
        }
        return all;
    }

    /** Every caller of a policy: without a token, or with any scopes that the issuer may give and any tenant. */
    static List<Caller> callers(Policy policy) {
        List<Object> tenants = List.of(
                "", "a", "b", "c", "d", List.of("a"), List.of("b"), List.of("c"), List.of("a", "b"), List.of("a", "c"));
        List<Caller> callers = new ArrayList<>(List.of(Caller.ANYONE));
        policy.issuers().forEach(issuer -> {
            for (int bits = 0; bits < 4; bits++) {
                Set<String> scopes = new LinkedHashSet<>();
                for (int i = 0; i < 2; i++) {
                    if ((bits & 1 << i) != 0) {
                        scopes.add(SCOPES.get(i));
                    }
                }
                if (issuer.grants().orElseThrow().containsAll(scopes)) {
                    tenants.forEach(tenant -> callers.add(new Caller(
                            Optional.of(issuer.issuer()),
                            scopes,
                            tenant.equals("")
                                    ? Map.of("iss", issuer.issuer())
                                    : Map.of("iss", issuer.issuer(), "tenant", tenant))));
                }
            }
        });
        return callers;
    }

    /** Looks through every request and caller for one that satisfies a condition. */
    static boolean any(List<Caller> callers, Condition condition) {
        List<String> paths = paths();
        return methods().stream()
                .anyMatch(method -> paths.stream()
                        .anyMatch(path -> callers.stream().anyMatch(caller -> condition.holds(method, path, caller))));
    }

    /** Says something of one request by one caller. */
    interface Condition {
        boolean holds(String method, String path, Caller caller);
    }
}
