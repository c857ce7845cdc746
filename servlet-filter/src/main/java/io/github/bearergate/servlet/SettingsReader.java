package io.github.bearergate.servlet;

import io.github.bearergate.policy.Policy;
import io.github.bearergate.policy.PolicyException;
import jakarta.servlet.FilterConfig;
import jakarta.servlet.ServletException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** Reads the init-params of a filter, and collects all that is wrong with them before it refuses. */
final class SettingsReader {
    private static final List<String> KNOWN = List.of("policy", "realm", "audit", "coverage", "signature-provider");

    private final FilterConfig config;
    private final List<String> problems = new ArrayList<>();

    private SettingsReader(FilterConfig config) {
        this.config = config;
    }

    /**
     * Reads the settings.
     *
     * @throws ServletException with every problem, the policy's included, a line each
     */
    static FilterSettings read(FilterConfig config) throws ServletException {
        return new SettingsReader(config).read();
    }

    /**
     * Reads the settings of a filter that was made with a guard, which has been told all else that it needs.
     *
     * @throws ServletException with every problem, a line each
     */
    static CoverageSetting readBesideGuard(FilterConfig config) throws ServletException {
        SettingsReader reader = new SettingsReader(config);
        names(config).stream()
                .filter(name -> !name.equals("coverage"))
                .map(name -> "init-param " + name
                        + ": a filter that is made with a guard takes none but coverage; remove it, or make the filter"
                        + " without a guard")
                .forEach(reader.problems::add);
        CoverageSetting coverage = reader.coverage();
        reader.refuseProblems();
        return coverage;
    }

    private FilterSettings read() throws ServletException {
        unknownNames();
        Optional<String> realm = realm();
        AuditSetting audit = audit();
        CoverageSetting coverage = coverage();
        SignatureSetting signatures = signatures();
        Optional<PolicySource> source = policySource();
        Optional<Policy> policy = source.flatMap(this::policy);
        refuseProblems();
        return new FilterSettings(
                policy.orElseThrow(), source.orElseThrow().location(), realm, audit, coverage, signatures);
    }

    private void refuseProblems() throws ServletException {
        if (!problems.isEmpty()) {
            throw refusal(config, problems);
        }
    }

    private void unknownNames() {
        for (String name : names(config)) {
            if (!KNOWN.contains(name)) {
                problems.add("init-param " + name + ": there is no such parameter; the parameters are "
                        + String.join(", ", KNOWN));
            }
        }
    }

    private Optional<String> realm() {
        String realm = config.getInitParameter("realm");
        if (realm != null && !Realm.isValid(realm)) {
            problems.add("init-param realm: " + Realm.RULE + ", or leave the parameter out to name no realm");
        }
        return Optional.ofNullable(realm);
    }

    private AuditSetting audit() {
        String name = config.getInitParameter("audit");
        Optional<AuditSetting> setting = name == null ? Optional.of(AuditSetting.DENIALS) : AuditSetting.named(name);
        if (setting.isEmpty()) {
            problems.add("init-param audit: \"" + name + "\" is no setting; write denials, all or off");
        }
        return setting.orElse(AuditSetting.DENIALS);
    }

    private SignatureSetting signatures() {
        String name = config.getInitParameter("signature-provider");
        Optional<SignatureSetting> setting =
                name == null ? Optional.of(SignatureSetting.JDK) : SignatureSetting.named(name);
        if (setting.isEmpty()) {
            problems.add("init-param signature-provider: \"" + name + "\" is no provider; write jdk or native");
        }
        return setting.orElse(SignatureSetting.JDK);
    }

    /** Where gaps stop the start, they are problems like the others. */
    private CoverageSetting coverage() {
        String name = config.getInitParameter("coverage");
        Optional<CoverageSetting> setting =
                name == null ? Optional.of(CoverageSetting.REPORT) : CoverageSetting.named(name);
        if (setting.isEmpty()) {
            problems.add("init-param coverage: \"" + name + "\" is no setting; write report or strict");
        } else if (setting.get() == CoverageSetting.STRICT) {
            problems.addAll(CoverageReport.of(config).gaps());
        }
        return setting.orElse(CoverageSetting.REPORT);
    }

    private Optional<PolicySource> policySource() {
        try {
            return Optional.of(PolicySource.read(config.getInitParameter("policy"), config.getServletContext()));
        } catch (PolicySource.UnreadableException e) {
            problems.add("init-param policy: " + e.getMessage());
            return Optional.empty();
        }
    }

    private Optional<Policy> policy(PolicySource source) {
        try {
            return Optional.of(Policy.parse(source.name(), source.utf8(), System::getenv));
        } catch (PolicyException e) {
            problems.add(e.getMessage());
            return Optional.empty();
        }
    }

    private static List<String> names(FilterConfig config) {
        return Collections.list(config.getInitParameterNames()).stream()
                .sorted()
                .toList();
    }

    /** What the container logs: the filter's name and every problem, a line each. */
    static ServletException refusal(FilterConfig config, List<String> problems) {
        return new ServletException("BearerTokenFilter \"" + config.getFilterName()
                + "\" is configured wrongly, so nothing is deployed:\n" + String.join("\n", problems));
    }
}
