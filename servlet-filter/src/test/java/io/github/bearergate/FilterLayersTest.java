package io.github.bearergate;

import static java.util.stream.Collectors.toCollection;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Who may import whom in the filter. An edge that is not in the table fails the build. */
class FilterLayersTest {
    private static final String ROOT = "io.github.bearergate";

    /** Rooms of the house and libraries outside it, by package prefix; the longest prefix decides. */
    private static final Map<String, String> ROOMS = Map.ofEntries(
            Map.entry(ROOT, "root"),
            Map.entry(ROOT + ".policy", "policy"),
            Map.entry(ROOT + ".jwks", "jwks"),
            Map.entry(ROOT + ".store", "store"),
            Map.entry(ROOT + ".spi", "spi"),
            Map.entry(ROOT + ".servlet", "servlet"),
            Map.entry(ROOT + ".metrics", "metrics"),
            Map.entry(ROOT + ".audit", "audit"),
            Map.entry("java", "jdk"),
            Map.entry("javax.xml", "jdk"),
            Map.entry("org.w3c.dom", "jdk"),
            Map.entry("org.xml.sax", "jdk"),
            Map.entry("org.jspecify", "jdk"),
            Map.entry("jakarta.servlet", "servlet-api"),
            Map.entry("io.micrometer", "micrometer"));

    private static final Map<String, Set<String>> MAY_IMPORT = Map.of(
            "servlet", Set.of("root", "policy", "metrics", "audit", "servlet-api"),
            "metrics", Set.of("root", "policy", "jwks", "store", "audit", "micrometer"),
            "audit", Set.of("root", "policy", "spi"));

    private static final JavaClasses FILTER = new ClassFileImporter().importPath(Path.of("target", "classes"));

    @Test
    void noPackageImportsWhatTheTableDoesNotAllow() {
        Set<String> edges =
                FILTER.stream().flatMap(FilterLayersTest::forbiddenEdges).collect(toCollection(TreeSet::new));

        assertThat(edges).isEmpty();
    }

    @Test
    void everyEdgeOfTheTableIsUsedSoThatNoneIsLeftOpen() {
        Set<String> used = FILTER.stream().flatMap(FilterLayersTest::edges).collect(toCollection(TreeSet::new));
        Set<String> allowed = MAY_IMPORT.entrySet().stream()
                .flatMap(row -> row.getValue().stream().map(to -> row.getKey() + " -> " + to))
                .collect(toCollection(TreeSet::new));

        assertThat(used).isEqualTo(allowed);
    }

    @Test
    void onlyWhatCallersUseIsPublic() {
        Set<String> exported = FILTER.stream()
                .filter(type -> type.getModifiers().contains(com.tngtech.archunit.core.domain.JavaModifier.PUBLIC))
                .map(JavaClass::getSimpleName)
                .collect(toCollection(TreeSet::new));

        assertThat(exported)
                .containsExactly(
                        "AccessTokens",
                        "AuditLog",
                        "AuditSink",
                        "BearerTokenFilter",
                        "MicrometerListener",
                        "NativeSignatures",
                        "RequestOrigin");
    }

    private static Stream<String> forbiddenEdges(JavaClass type) {
        String from = roomOf(type);
        return targets(type)
                .filter(target -> !MAY_IMPORT.getOrDefault(from, Set.of()).contains(roomOf(target)))
                .map(target -> type.getName() + " -> " + target.getName());
    }

    private static Stream<String> edges(JavaClass type) {
        return targets(type).map(target -> roomOf(type) + " -> " + roomOf(target));
    }

    /** What a class uses outside its own room and the JDK. */
    private static Stream<JavaClass> targets(JavaClass type) {
        return type.getDirectDependenciesFromSelf().stream()
                .map(dependency -> dependency.getTargetClass().getBaseComponentType())
                .filter(target -> !target.isPrimitive())
                .filter(target ->
                        !roomOf(target).equals(roomOf(type)) && !roomOf(target).equals("jdk"));
    }

    private static String roomOf(JavaClass type) {
        String prefix = type.getPackageName();
        while (!ROOMS.containsKey(prefix)) {
            int dot = prefix.lastIndexOf('.');
            if (dot < 0) {
                return "unknown: " + type.getPackageName();
            }
            prefix = prefix.substring(0, dot);
        }
        return ROOMS.getOrDefault(prefix, "unknown");
    }
}
