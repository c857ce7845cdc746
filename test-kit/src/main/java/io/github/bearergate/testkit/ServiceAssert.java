package io.github.bearergate.testkit;

import io.github.bearergate.policy.Policy;
import io.github.bearergate.policy.RequestSpace;
import io.github.bearergate.policy.Rule;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What is asserted of a running service that is to enforce a policy. It is asked over raw sockets, since HTTP clients tidy paths up. */
public final class ServiceAssert {
    private static final int MOST_REQUESTS = 10_000;
    private static final int PATIENCE_MILLIS = 10_000;
    private static final int LONGEST_STATUS_LINE = 256;
    private static final int MOST_LINES = 10;

    private final PolicyAssert asserted;
    private final URI base;

    /** A request that a rule decides, the same for its whole effective set. */
    private record Request(String method, String path, Rule rule) {}

    ServiceAssert(PolicyAssert asserted, URI base) {
        boolean usable = "http".equals(base.getScheme())
                && base.getHost() != null
                && base.getRawQuery() == null
                && base.getRawFragment() == null;
        if (!usable) {
            throw new IllegalArgumentException(
                    base + " is not where a service can be asked; write it as" + " http://127.0.0.1:8080/context");
        }
        this.asserted = asserted;
        this.base = base;
    }

    /**
     * Without a token, nothing that the policy protects can be reached, however its path is spelt.
     *
     * <p>For each rule that is not open one request is sent in all ways of {@link Spellings}, without a body, at most 10,000
     * requests in all; with more, evenly chosen ones. The plain spelling must be answered with 401. The others must be refused
     * too (400 to 499, 501 or 505), by the filter or the container before it, unless the policy opens the path that the filter
     * reads: {@link PolicyAssert#noSpellingIsWeaker} is about those. Use it on a service whose data may be lost: a service
     * without its filter would do what the requests say.
     *
     * @throws AssertionError when a request got another answer
     * @throws UncheckedIOException when the service cannot be reached, or does not answer within 10 seconds
     */
    public ServiceAssert noSpellingPassesWithoutToken() {
        List<String> passed = new ArrayList<>();
        List<Request> requests = requests();
        int share = MOST_REQUESTS / Math.max(1, requests.size());
        for (Request request : requests) {
            List<Spelling> spellings = Spellings.of(request.path());
            int step = Math.max(1, (spellings.size() + share - 1) / Math.max(1, share));
            for (int i = 0; i < spellings.size(); i += step) {
                Spelling spelling = spellings.get(i);
                if (!isIgnored(spelling) && !isOpen(request.method(), spelling)) {
                    int status = status(request.method(), spelling.target());
                    if (!isRefusal(status, spelling)) {
                        passed.add("  " + request.method() + " " + spelling + " was answered with " + status + "; "
                                + request.path() + " is " + Wording.decidedBy(policy(), Optional.of(request.rule())));
                    }
                }
            }
        }
        report(passed);
        return this;
    }

    private Policy policy() {
        return asserted.policy();
    }

    private boolean isIgnored(Spelling spelling) {
        return asserted.ignored().contains(spelling.kind());
    }

    private boolean isOpen(String method, Spelling spelling) {
        return spelling.path()
                .flatMap(path -> policy().ruleFor(method, path))
                .filter(rule -> rule.requirement().isOpen())
                .isPresent();
    }

    private static boolean isRefusal(int status, Spelling spelling) {
        return spelling.kind() == SpellingKind.PLAIN
                ? status == 401
                : (status >= 400 && status < 500) || status == 501 || status == 505;
    }

    /** One request for each rule that is not open. */
    private List<Request> requests() {
        Map<Rule, Request> byRule = new LinkedHashMap<>();
        for (RequestSpace.Cell cell :
                RequestSpace.of(List.of(policy()), List.of()).cells()) {
            for (String method : RequestSpace.methods()) {
                policy().ruleFor(method, cell.example())
                        .filter(rule -> !rule.requirement().isOpen())
                        .ifPresent(rule -> byRule.putIfAbsent(rule, new Request(method, cell.example(), rule)));
            }
        }
        return List.copyOf(byRule.values());
    }

    private static void report(List<String> passed) {
        if (!passed.isEmpty()) {
            String more = passed.size() > MOST_LINES ? "\n  and " + (passed.size() - MOST_LINES) + " more" : "";
            throw new AssertionError(
                    "the service did not refuse requests without a token:\n"
                            + String.join("\n", passed.subList(0, Math.min(MOST_LINES, passed.size()))) + more
                            + "\nMap the filter to /* and before every other filter, and look at what stands before the service");
        }
    }

    private int status(String method, String target) {
        int port = base.getPort() < 0 ? 80 : base.getPort();
        String context = base.getRawPath().endsWith("/")
                ? base.getRawPath().substring(0, base.getRawPath().length() - 1)
                : base.getRawPath();
        String head = method + " " + context + target + " HTTP/1.1\r\nHost: " + base.getRawAuthority()
                + "\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(base.getHost(), port), PATIENCE_MILLIS);
            socket.setSoTimeout(PATIENCE_MILLIS);
            socket.getOutputStream().write(head.getBytes(StandardCharsets.ISO_8859_1));
            return status(socket.getInputStream());
        } catch (IOException e) {
            throw new UncheckedIOException(base + " did not answer " + method + " " + target, e);
        }
    }

    private static int status(InputStream stream) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = stream.read(); c >= 0 && c != '\n' && line.length() < LONGEST_STATUS_LINE; c = stream.read()) {
            line.append((char) c);
        }
        if (!line.toString().matches("HTTP/1\\.[01] [0-9]{3}( .*)?\r?")) {
            throw new IOException("this is no HTTP answer: " + line);
        }
        return Integer.parseInt(line.substring(9, 12));
    }
}
