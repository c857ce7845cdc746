package io.github.bearergate.policy;

import io.github.bearergate.spi.Algorithm;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** Checks the words of one issuer. */
final class IssuerReader {
    private static final Pattern ALIAS = Pattern.compile("[A-Za-z0-9._:\\[\\]-]{1,255}");

    /** The name under which metrics and logs count tokens of issuers that the policy does not have. */
    private static final String UNKNOWN = "unknown";

    /** The algorithms of RFC 7518 section 3.2: issuer and verifier share one secret. */
    private static final Set<String> WEAK = Set.of("HS256", "HS384", "HS512");

    private final IssuerDraft draft;
    private final SettingReader settings;

    IssuerReader(IssuerDraft draft, Problems problems) {
        this.draft = draft;
        this.settings = new SettingReader(draft, problems);
    }

    /** The alias of an issuer as far as it is known: the written one, else the host of the URL. */
    static Optional<String> alias(IssuerDraft draft) {
        Optional<String> host =
                draft.url().flatMap(Locations::http).map(url -> url.getHost().toLowerCase(Locale.ROOT));
        return draft.has(Setting.ALIAS)
                ? draft.words(Setting.ALIAS).values().stream().findFirst()
                : host;
    }

    /** Reads the issuer; empty when anything is wrong, which was reported. */
    Optional<IssuerPolicy> read() {
        readUrl();
        checkAudience();
        IssuerPolicy.Terms terms = new IssuerPolicy.Terms(
                draft.url().orElse(""),
                settings.values(Setting.AUDIENCE).stream().sorted().toList(),
                readKeys(),
                readAlgorithms(),
                readProfile(),
                settings.duration(Setting.LEEWAY).orElse(Duration.ZERO),
                settings.duration(Setting.LIFETIME).orElse(Duration.ZERO),
                claims(Setting.SCOPE_CLAIM).stream().findFirst(),
                claims(Setting.REQUIRES),
                readGrants(),
                readAlias(),
                settings.duration(Setting.REFRESH),
                settings.duration(Setting.MAX_STALE).orElse(Duration.ZERO),
                settings.duration(Setting.TIMEOUT).orElse(Duration.ZERO));
        return settings.areSound()
                ? Optional.of(new IssuerPolicy(terms, draft.place().line(), draft.lines()))
                : Optional.empty();
    }

    private void readUrl() {
        if (draft.url().isEmpty()) {
            settings.fail();
            return;
        }
        String text = draft.url().get();
        if (Locations.http(text).filter(url -> url.getRawQuery() == null).isEmpty()) {
            settings.refuse(
                    draft.place(),
                    ProblemKind.BAD_ISSUER,
                    "`" + text + "` is not an issuer; write an https URL with a"
                            + " host, without user, query and fragment, exactly as in `iss`");
        }
    }

    private void checkAudience() {
        if (draft.lacks(Setting.AUDIENCE)) {
            settings.refuse(
                    draft.place(),
                    ProblemKind.MISSING_SETTING,
                    "the issuer has no `audience`; add the name by which its" + " tokens call this API");
        }
        if (!draft.has(Setting.AUDIENCE)) {
            settings.fail();
        }
    }

    private KeyLocation readKeys() {
        List<String> values = settings.values(Setting.KEYS);
        String text = values.isEmpty() ? Locations.DISCOVERY : values.get(0);
        Place place = settings.place(Setting.KEYS);
        if (text.equals(Locations.DISCOVERY)) {
            checkSafe(place, draft.url().flatMap(Locations::http), "the issuer's metadata");
            return new KeyLocation.Discovery();
        }
        if (text.startsWith("file:")) {
            return readFile(text, place);
        }
        Optional<URI> url = Locations.http(text);
        if (url.isEmpty()) {
            settings.refuse(
                    place,
                    ProblemKind.BAD_VALUE,
                    "`" + text + "` is not a place for keys; write `discovery`, an https URL"
                            + " without user and fragment, or `file:` and an absolute path");
            return new KeyLocation.Discovery();
        }
        checkSafe(place, url, "the keys");
        return new KeyLocation.JwksUrl(url.get());
    }

    private KeyLocation readFile(String text, Place place) {
        if (text.startsWith("file://") && !text.startsWith("file:///")) {
            settings.refuse(
                    place,
                    ProblemKind.INSECURE_KEYS,
                    "`" + text + "` is a file of another host; write `file:` and the"
                            + " absolute path of a local file");
            return new KeyLocation.Discovery();
        }
        return Locations.file(text)
                .<KeyLocation>map(KeyLocation.StaticFile::new)
                .orElseGet(() -> {
                    settings.refuse(
                            place,
                            ProblemKind.BAD_VALUE,
                            "`" + text + "` is not a file; write an absolute path, such as"
                                    + " `file:/etc/api/keys.json`");
                    return new KeyLocation.Discovery();
                });
    }

    private void checkSafe(Place place, Optional<URI> url, String what) {
        url.filter(known -> !Locations.isSafe(known))
                .ifPresent(
                        known -> settings.refuse(
                                place,
                                ProblemKind.INSECURE_KEYS,
                                what + " at `" + known + "` would come"
                                        + " without TLS, so anyone between could replace them; write https (http is for loopback hosts)"));
    }

    private Set<Algorithm> readAlgorithms() {
        Place place = settings.place(Setting.ALGORITHMS);
        Set<Algorithm> algorithms = EnumSet.noneOf(Algorithm.class);
        for (String name : settings.values(Setting.ALGORITHMS)) {
            Optional<Algorithm> algorithm = Algorithm.named(name);
            if (algorithm.isPresent()) {
                if (!algorithms.add(algorithm.get())) {
                    settings.refuse(
                            place,
                            ProblemKind.VALUE_TWICE,
                            "`" + name + "` stands twice; `EdDSA` and `Ed25519` are one" + " algorithm");
                }
            } else if (name.equalsIgnoreCase("none")) {
                settings.refuse(
                        place,
                        ProblemKind.WEAK_ALGORITHM,
                        "`" + name + "` means no signature at all; use"
                                + " asymmetric algorithms only, such as RS256 or ES256");
            } else if (WEAK.contains(name.toUpperCase(Locale.ROOT))) {
                settings.refuse(
                        place,
                        ProblemKind.WEAK_ALGORITHM,
                        "`" + name + "` lets whoever can verify a token forge one; use"
                                + " asymmetric algorithms only, such as RS256 or ES256");
            } else {
                List<String> known = Arrays.stream(Algorithm.values())
                        .flatMap(each -> each.names().stream())
                        .toList();
                settings.refuse(
                        place,
                        ProblemKind.UNKNOWN_ALGORITHM,
                        "`" + name + "` is not one of the supported algorithms " + String.join(", ", known)
                                + Suggestions.didYouMean(name, known));
            }
        }
        return Collections.unmodifiableSet(algorithms);
    }

    private Profile readProfile() {
        String word = settings.values(Setting.PROFILE).stream().findFirst().orElse("");
        Optional<Profile> profile = Arrays.stream(Profile.values())
                .filter(each -> each.word().equals(word))
                .findFirst();
        if (profile.isEmpty()) {
            settings.refuse(
                    settings.place(Setting.PROFILE),
                    ProblemKind.BAD_VALUE,
                    "`" + word + "` is not a profile; write `general` or" + " `rfc9068`");
        }
        return profile.orElse(Profile.GENERAL);
    }

    private List<ClaimPath> claims(Setting setting) {
        return settings.values(setting).stream().sorted().map(ClaimPath::new).toList();
    }

    private Optional<Set<String>> readGrants() {
        List<String> values = settings.values(Setting.GRANTS);
        for (String scope : values) {
            Scopes.fault(scope)
                    .ifPresent(fault -> settings.refuse(
                            settings.place(Setting.GRANTS),
                            ProblemKind.BAD_SCOPE,
                            "the scope `" + scope + "` " + fault));
        }
        return values.isEmpty() ? Optional.empty() : Optional.of(Collections.unmodifiableSet(new TreeSet<>(values)));
    }

    private String readAlias() {
        settings.values(Setting.ALIAS);
        String alias = alias(draft).orElse(UNKNOWN);
        boolean nameless = draft.url().flatMap(Locations::http).isEmpty() && !draft.has(Setting.ALIAS);
        if (!nameless && (alias.equals(UNKNOWN) || !ALIAS.matcher(alias).matches())) {
            settings.refuse(
                    settings.place(Setting.ALIAS),
                    ProblemKind.BAD_VALUE,
                    "`" + alias + "` cannot be an alias; write one of" + " letters, digits and . _ : - other than `"
                            + UNKNOWN + "`");
        }
        return alias;
    }
}
