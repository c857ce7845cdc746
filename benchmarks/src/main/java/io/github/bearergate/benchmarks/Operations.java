package io.github.bearergate.benchmarks;

import io.github.bearergate.spi.Algorithm;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;

/**
 * Sets the benchmarks up that take turns in one JVM, each as JMH sets it up alone, but with the same keys where they are no
 * subject. To be closed before anything is measured. Not thread-safe.
 */
final class Operations implements AutoCloseable {
    private static final String RS256 = "RS256";
    private static final String PUBLISHED_KEYS = "publishedKeys";

    /** One for each number of tokens, because a hundred thousand take seconds to make. */
    private final Map<String, MemoBenchmark> memos = new HashMap<>();

    private final Map<Algorithm, Mint> mints = new EnumMap<>(Algorithm.class);

    Operation of(Turn turn) throws Exception {
        return switch (turn.benchmark()) {
            case "ComparisonBenchmark.accept" -> accept(turn);
            case "RefusalComparisonBenchmark.refuse" -> refuse(turn);
            case "KeySetBenchmark.accept" -> keys(turn);
            case "RejectionBenchmark.refuse" -> reject(turn);
            case "MemoBenchmark.hit" -> {
                MemoBenchmark memo = memo(turn);
                yield new Operation(memo::hit, memo::check);
            }
            case "MemoBenchmark.sha256" -> {
                MemoBenchmark memo = memo(turn);
                yield new Operation(memo::sha256, () -> {});
            }
            case "PolicyLookupBenchmark.hit" -> {
                PolicyLookupBenchmark rules = rules(turn);
                yield new Operation(rules::hit, () -> {});
            }
            case "PolicyLookupBenchmark.miss" -> {
                PolicyLookupBenchmark rules = rules(turn);
                yield new Operation(rules::miss, () -> {});
            }
            case "IssuersBenchmark.decideMemoHit" -> {
                IssuersBenchmark issuers = issuers(turn);
                yield new Operation(issuers::decideMemoHit, issuers::check);
            }
            case "IssuersBenchmark.decideMemoOff" -> {
                IssuersBenchmark issuers = issuers(turn);
                yield new Operation(issuers::decideMemoOff, issuers::check);
            }
            default -> throw new IllegalArgumentException(turn.benchmark() + " takes no turns");
        };
    }

    private Operation accept(Turn turn) {
        ComparisonBenchmark benchmark = new ComparisonBenchmark();
        benchmark.library = turn.param("library", Contender.OURS);
        benchmark.algorithm = Algorithm.valueOf(turn.param("algorithm", RS256));
        benchmark.provider = turn.param("provider", Cryptography.JDK);
        benchmark.prepare(mint(benchmark.algorithm));
        return new Operation(benchmark::accept, benchmark::end);
    }

    private Operation refuse(Turn turn) {
        RefusalComparisonBenchmark benchmark = new RefusalComparisonBenchmark();
        benchmark.library = turn.param("library", Contender.OURS);
        benchmark.refusal = Refusal.valueOf(turn.param("refusal", Refusal.BAD_SIGNATURE.name()));
        benchmark.algorithm = Algorithm.valueOf(turn.param("algorithm", RS256));
        benchmark.provider = turn.param("provider", Cryptography.JDK);
        benchmark.publishedKeys = Integer.parseInt(turn.param(PUBLISHED_KEYS, "1"));
        if (benchmark.publishedKeys == 1) {
            benchmark.prepare(mint(benchmark.algorithm));
        } else {
            benchmark.prepare();
        }
        return new Operation(benchmark::refuse, benchmark::end);
    }

    private static Operation keys(Turn turn) {
        KeySetBenchmark benchmark = new KeySetBenchmark();
        benchmark.library = turn.param("library", Contender.OURS);
        benchmark.keys = Integer.parseInt(turn.param("keys", "1"));
        benchmark.algorithm = Algorithm.valueOf(turn.param("algorithm", "ES256"));
        benchmark.provider = turn.param("provider", Cryptography.NATIVE);
        benchmark.prepare();
        return new Operation(benchmark::accept, benchmark::end);
    }

    private Operation reject(Turn turn) {
        RejectionBenchmark benchmark = new RejectionBenchmark();
        benchmark.refusal = Refusal.valueOf(turn.param("refusal", Refusal.BAD_SIGNATURE.name()));
        benchmark.algorithm = Algorithm.valueOf(turn.param("algorithm", RS256));
        benchmark.memoSize = Integer.parseInt(turn.param("memoSize", "" + Gates.USUAL_MEMO));
        benchmark.prepare(mint(benchmark.algorithm));
        return new Operation(benchmark::refuse, benchmark::check);
    }

    private Mint mint(Algorithm algorithm) {
        return mints.computeIfAbsent(algorithm, Mint::new);
    }

    @Override
    public void close() {
        mints.values().forEach(Mint::close);
    }

    private MemoBenchmark memo(Turn turn) {
        return memos.computeIfAbsent(turn.param("tokens", "1"), tokens -> {
            MemoBenchmark benchmark = new MemoBenchmark();
            benchmark.tokens = Integer.parseInt(tokens);
            benchmark.provider = turn.param("provider", Cryptography.NATIVE);
            benchmark.prepare();
            return benchmark;
        });
    }

    private static PolicyLookupBenchmark rules(Turn turn) {
        PolicyLookupBenchmark benchmark = new PolicyLookupBenchmark();
        benchmark.rules = Integer.parseInt(turn.param("rules", "10"));
        benchmark.prepare();
        return benchmark;
    }

    private static IssuersBenchmark issuers(Turn turn) {
        IssuersBenchmark benchmark = new IssuersBenchmark();
        benchmark.issuers = Integer.parseInt(turn.param("issuers", "1"));
        benchmark.prepare();
        return benchmark;
    }
}
