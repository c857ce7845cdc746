package io.github.bearergate.policyaudit;

import io.github.bearergate.ApiRequest;
import io.github.bearergate.Decision;
import io.github.bearergate.RequestGuard;
import io.github.bearergate.RequestGuardBuilder;
import io.github.bearergate.jose.JwkSet;
import io.github.bearergate.jose.JwkSetReader;
import io.github.bearergate.policy.IssuerPolicy;
import io.github.bearergate.policy.Policy;
import io.github.bearergate.spi.KeyQuery;
import io.github.bearergate.spi.VerificationKey;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code explain}: the checks of one request, up to the response. */
@Command(
        name = "explain",
        mixinStandardHelpOptions = true,
        description = {
            "Decides one request as the service would, and shows every check in its order.",
            "Without a token, --scopes and --claims describe the holder of a valid one, which is signed with a key"
                    + " made for this run."
        },
        footer = {"", "Exit codes: 0 the request gets in, 1 it does not, 2 could not run."})
final class ExplainCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private Reading reading = new Reading();

    @Parameters(index = "0", paramLabel = "FILE", description = "The policy file.")
    private String file = "";

    @Parameters(index = "1", paramLabel = "METHOD", description = "The request's method.")
    private String method = "";

    @Parameters(index = "2", paramLabel = "PATH", description = "The decoded path inside the application.")
    private String path = "";

    @Option(names = "--scopes", paramLabel = "SCOPE", split = "[ ,]+", description = "Scopes of the caller's token.")
    private @Nullable List<String> scopes;

    @Option(names = "--claims", paramLabel = "FILE", description = "A JSON object of further claims of that token.")
    private Optional<String> claims = Optional.empty();

    @Option(names = "--token", paramLabel = "FILE", description = "A real token; - reads it from the standard input.")
    private Optional<String> token = Optional.empty();

    @Option(names = "--jwks", paramLabel = "FILE", description = "The keys to verify a real token with.")
    private Optional<String> jwks = Optional.empty();

    @Option(names = "--format", paramLabel = "FORMAT", description = "text (default) or json.")
    private ReportFormat format = ReportFormat.TEXT;

    @Override
    public Integer call() {
        Policy policy = reading.policy(file).parseSound();
        if (token.isPresent() != jwks.isPresent()) {
            throw new CannotRunException("--token and --jwks are given together");
        }
        if (token.isPresent() && (scopes != null || claims.isPresent())) {
            throw new CannotRunException(
                    "--scopes and --claims describe a token that is made for this run; a real one has its own");
        }
        Optional<String> presented = Optional.empty();
        RequestGuardBuilder guard = RequestGuard.builder(policy).memoSize(0);
        if (token.isPresent() && jwks.isPresent()) {
            presented = Optional.of(readToken(token.get()));
            takeKeys(guard, policy, readKeys(jwks.get()));
        } else if (scopes != null || claims.isPresent()) {
            TrialCaller caller = TrialCaller.of(policy, scopes == null ? List.of() : scopes, claims);
            presented = Optional.of(caller.token());
            takeKeys(guard, policy, List.of(caller.key()));
        } else {
            takeKeys(guard, policy, List.of());
        }
        return explain(policy, guard, presented);
    }

    /** The name is not told when it is no file, since it may be the token. */
    private static String readToken(String file) {
        try {
            return new String(Reading.bytes(file), StandardCharsets.UTF_8).strip();
        } catch (CannotRunException e) {
            throw new CannotRunException(
                    "the file of --token cannot be read, and its name is not shown, since it may be"
                            + " the token; give the token's file, or - and the token on the standard input");
        }
    }

    private static List<VerificationKey> readKeys(String file) {
        return JwkSetReader.read(Reading.bytes(file), Instant.now())
                .map(JwkSet::keys)
                .orElseThrow(() -> new CannotRunException(file + ": not a JWK Set"));
    }

    /** Nothing is fetched: all issuers have the given keys. */
    private static void takeKeys(RequestGuardBuilder guard, Policy policy, List<VerificationKey> keys) {
        for (IssuerPolicy issuer : policy.issuers()) {
            guard.keySource(
                    issuer.issuer(),
                    query -> keys.stream().filter(key -> fits(key, query)).toList());
        }
    }

    private static boolean fits(VerificationKey key, KeyQuery query) {
        return key.algorithms().contains(query.algorithm())
                && (query.kid().isEmpty() || query.kid().equals(key.kid()));
    }

    private int explain(Policy policy, RequestGuardBuilder builder, Optional<String> presented) {
        List<String> authorization =
                presented.map(text -> "Bearer " + text).stream().toList();
        try (RequestGuard guard = builder.build()) {
            Decision decision = guard.decide(ApiRequest.of(method, path, authorization));
            List<Step> steps = Explanation.of(policy, method, path, decision, presented.map(TokenFacts::of));
            String answer = HttpAnswer.of(decision, method);
            PrintWriter out = spec.commandLine().getOut();
            switch (format) {
                case TEXT -> out.print(text(steps) + "\n" + answer);
                case JSON ->
                    out.print(Json.text(Json.object(
                            "request",
                            Printable.withoutTokens(method + " " + path),
                            "digest",
                            policy.digest(),
                            "steps",
                            steps.stream().map(Step::json).toList(),
                            "answer",
                            answer)));
            }
            return decision instanceof Decision.Allow ? PolicyAudit.CLEAN : PolicyAudit.FINDINGS;
        }
    }

    private static String text(List<Step> steps) {
        List<List<String>> rows = new ArrayList<>();
        for (Step step : steps) {
            rows.add(List.of(
                    Integer.toString(rows.size() + 1), step.check(), step.outcome(), step.expected(), step.actual()));
        }
        return new Table(List.of("#", "CHECK", "OUTCOME", "EXPECTED", "ACTUAL"), rows).text();
    }
}
