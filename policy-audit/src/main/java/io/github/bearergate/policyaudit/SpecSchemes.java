package io.github.bearergate.policyaudit;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The security schemes of an OpenAPI document, and what its security requirements ask of a token. */
final class SpecSchemes {
    /**
     * One scheme.
     *
     * @param name its name in the document
     * @param line its line
     * @param kind its type, such as {@code oauth2} or {@code http basic}
     * @param bearer whether it is a Bearer token
     * @param issuer the issuer that its URLs tell of; empty when none does
     */
    record Scheme(String name, int line, String kind, boolean bearer, Optional<Issuer> issuer) {}

    /**
     * An issuer as far as a document tells.
     *
     * @param url its URL
     * @param source the URL of the document that it was taken from
     * @param certain whether the source names the issuer, not only its host
     */
    record Issuer(String url, String source, boolean certain) {}

    private static final String DISCOVERY = "/.well-known/openid-configuration";

    private final Map<String, Scheme> schemes = new LinkedHashMap<>();
    private final Map<String, Set<String>> scopes = new LinkedHashMap<>();
    private final Map<String, List<String>> users = new LinkedHashMap<>();
    private final Map<String, Integer> undefined = new LinkedHashMap<>();

    private SpecSchemes(SpecDocument document) {
        document.root()
                .member("components")
                .flatMap(components -> components.member("securitySchemes"))
                .ifPresent(all -> all.members()
                        .forEach((name, scheme) ->
                                schemes.put(name, scheme(name, scheme.line(), document.resolved(scheme)))));
    }

    static SpecSchemes of(SpecDocument document) {
        return new SpecSchemes(document);
    }

    private static Scheme scheme(String name, int line, Map<String, SpecNode> members) {
        String type = text(members, "type");
        String http = type.equals("http") ? " " + text(members, "scheme").toLowerCase(Locale.ROOT) : "";
        boolean bearer = type.equals("oauth2") || type.equals("openIdConnect") || http.equals(" bearer");
        return new Scheme(name, line, type + http, bearer, issuer(members));
    }

    private static String text(Map<String, SpecNode> members, String name) {
        return members.containsKey(name) ? members.get(name).text() : "";
    }

    private static Optional<Issuer> issuer(Map<String, SpecNode> members) {
        String discovery = text(members, "openIdConnectUrl");
        if (discovery.startsWith("https://") && discovery.endsWith(DISCOVERY)) {
            String issuer = discovery.substring(0, discovery.length() - DISCOVERY.length());
            return Optional.of(new Issuer(issuer, discovery, true));
        }
        List<String> urls = new ArrayList<>(List.of(discovery));
        if (members.containsKey("flows")) {
            members.get("flows").members().forEach((flow, settings) -> {
                if (settings.isObject()) {
                    settings.textOf("tokenUrl").ifPresent(urls::add);
                    settings.textOf("authorizationUrl").ifPresent(urls::add);
                }
            });
        }
        return urls.stream()
                .filter(url -> url.matches("https://[A-Za-z0-9.-]+(:[0-9]+)?(/.*)?"))
                .map(url -> new Issuer(url.replaceAll("(https://[^/]+).*", "$1/"), url, false))
                .findFirst();
    }

    /** What a list of security requirements asks; noted for the operation that it belongs to. */
    SpecAccess access(SpecNode requirements, String operation) {
        List<Set<String>> alternatives = new ArrayList<>();
        List<SpecNode> items = requirements.items();
        boolean open = items.isEmpty();
        for (SpecNode item : items) {
            Map<String, SpecNode> parts = item.members();
            open |= parts.isEmpty();
            boolean token = false;
            Set<String> together = new TreeSet<>();
            for (Map.Entry<String, SpecNode> part : parts.entrySet()) {
                List<SpecNode> asked = part.getValue().items();
                if (isBearer(part.getKey(), part.getValue().line(), operation)) {
                    token = true;
                    asked.forEach(scope -> together.add(scope.text()));
                }
            }
            if (token) {
                alternatives.add(together);
                parts.keySet()
                        .forEach(name -> scopes.computeIfAbsent(name, each -> new TreeSet<>())
                                .addAll(together));
            }
        }
        return new SpecAccess(open, open ? List.of() : alternatives);
    }

    private boolean isBearer(String name, int line, String operation) {
        Scheme scheme = schemes.get(name);
        if (scheme == null) {
            undefined.putIfAbsent(name, line);
            return false;
        }
        users.computeIfAbsent(name, each -> new ArrayList<>()).add(operation);
        return scheme.bearer();
    }

    /** The schemes that some operation names and that no policy can ask for. */
    List<Scheme> foreign() {
        return schemes.values().stream()
                .filter(scheme -> !scheme.bearer() && users.containsKey(scheme.name()))
                .toList();
    }

    /** The operations that name a scheme. */
    List<String> users(String scheme) {
        return users.getOrDefault(scheme, List.of());
    }

    /** The names that no scheme has, each with the first line that uses it. */
    Map<String, Integer> undefined() {
        return undefined;
    }

    /** The issuers of the schemes that operations name, each with the scopes that are asked under it. */
    Map<Issuer, Set<String>> issuers() {
        Map<String, Issuer> byUrl = new LinkedHashMap<>();
        Map<Issuer, Set<String>> issuers = new LinkedHashMap<>();
        schemes.values().stream()
                .filter(scheme -> scheme.bearer() && users.containsKey(scheme.name()))
                .forEach(scheme -> scheme.issuer().ifPresent(found -> {
                    Issuer issuer = byUrl.merge(found.url(), found, (first, second) -> first);
                    issuers.computeIfAbsent(issuer, each -> new LinkedHashSet<>())
                            .addAll(scopes.getOrDefault(scheme.name(), Set.of()));
                }));
        return issuers;
    }
}
