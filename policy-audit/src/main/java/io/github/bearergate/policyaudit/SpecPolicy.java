package io.github.bearergate.policyaudit;

import io.github.bearergate.policyaudit.SpecSchemes.Issuer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A first policy, written from the security requirements of an OpenAPI document. */
final class SpecPolicy {
    private static final String PLACEHOLDER_ISSUER = "${FILL_IN_THE_URL_OF_THE_ISSUER}";
    private static final String PLACEHOLDER_AUDIENCE = "${FILL_IN_THE_AUDIENCE_OF_THE_TOKENS}";

    private final SpecApi api;
    private final StringBuilder text = new StringBuilder();
    private final List<String> notes = new ArrayList<>();

    private SpecPolicy(SpecApi api, Optional<String> audience) {
        this.api = api;
        List<SpecLine> lines = lines();
        line("policy 1");
        line("");
        comment(api.document().title() + ", first written from "
                + api.document().name());
        comment("by policy-audit openapi --generate. Read every line before it decides anything.");
        line("");
        if (lines.stream().anyMatch(line -> line.needsToken())) {
            issuers(audience);
        }
        int methods =
                lines.stream().mapToInt(line -> line.methods().length()).max().orElse(0);
        int paths = lines.stream().mapToInt(line -> line.path().length()).max().orElse(0);
        for (SpecLine line : lines) {
            line.remarks().forEach(this::comment);
            line(pad(line.methods(), methods) + "  " + pad(line.path(), paths) + "  "
                    + line.requirement().text());
        }
        line("everything else is denied");
    }

    static SpecPolicy of(SpecApi api, Optional<String> audience) {
        return new SpecPolicy(api, audience);
    }

    private List<SpecLine> lines() {
        api.findings().forEach(finding -> note(finding.line(), finding.message()));
        SpecLines lines = new SpecLines(api.templates());
        for (SpecOperation operation : api.operations()) {
            if (operation.template().line().isEmpty()) {
                note(
                        operation.line(),
                        "`" + operation.id() + "` has a parameter that is part of a segment; no line can say"
                                + " that, and it is left out");
            } else if (operation.method().equals("TRACE")) {
                note(operation.line(), "`" + operation.id() + "` is left out: TRACE is always denied");
            } else {
                lines.add(operation);
            }
        }
        List<SpecLine> all = lines.all();
        all.forEach(line -> line.remarks().forEach(remark -> note(line.line(), remark)));
        api.schemes()
                .foreign()
                .forEach(scheme -> note(
                        scheme.line(),
                        "`" + scheme.name() + "` is " + scheme.kind()
                                + ", which no policy can ask for; operations that ask nothing" + " else are denied"));
        return all;
    }

    private void issuers(Optional<String> givenAudience) {
        Map<Issuer, Set<String>> issuers = api.schemes().issuers();
        Optional<String> server = api.server();
        String audience = givenAudience.or(() -> server).orElse(PLACEHOLDER_AUDIENCE);
        if (issuers.isEmpty()) {
            comment("The document does not say who issues the tokens: write the URL that stands in their claim iss.");
            issuer(PLACEHOLDER_ISSUER, audience, givenAudience.isPresent(), List.of());
        }
        issuers.forEach((issuer, scopes) -> {
            comment(
                    issuer.certain()
                            ? "From " + issuer.source() + "; it must be the claim iss of the tokens to the character."
                            : "Guessed from " + issuer.source()
                                    + "; write the URL that stands in the tokens' claim iss.");
            List<String> grants = scopes.stream().filter(SpecLines::isScope).toList();
            issuer(
                    issuer.url(),
                    audience,
                    givenAudience.isPresent(),
                    issuers.size() == 1 ? List.of() : grants.isEmpty() ? List.of("openid") : grants);
        });
    }

    private void issuer(String url, String audience, boolean given, List<String> grants) {
        line("issuer " + url);
        if (!given) {
            comment(
                    "    ",
                    audience.equals(PLACEHOLDER_AUDIENCE)
                            ? "Write what stands in the tokens' claim aud."
                            : "Guessed from the servers; write what stands in the tokens' claim aud.");
        }
        line("    audience  " + audience);
        if (!grants.isEmpty()) {
            line("    grants    " + String.join(" ", grants));
        }
        line("");
    }

    private void note(int line, String message) {
        notes.add((line > 0 ? ":" + line : "") + ": " + message);
    }

    private void comment(String words) {
        comment("", words);
    }

    /** Whatever stands in a document, it cannot end the comment that it stands in. */
    private void comment(String indentation, String words) {
        line(indentation + "# " + words.replaceAll("[\\p{C}\\p{Zl}\\p{Zp}]+", " "));
    }

    private void line(String words) {
        text.append(words).append('\n');
    }

    private static String pad(String words, int width) {
        return words + " ".repeat(width - words.length());
    }

    /** The policy. */
    String text() {
        return text.toString();
    }

    /** What the document says and no policy can, each from its line on. */
    List<String> notes() {
        return notes;
    }
}
