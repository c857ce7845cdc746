package io.github.bearergate;

import static java.util.stream.Collectors.toCollection;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Holds the table of the architecture (docs/architecture.md): who may import whom. An edge that is not in it fails the build. */
class LayersTest {
    private static final String ROOT = "io.github.bearergate";

    /** Rooms of the house and libraries outside it, by package prefix; the longest prefix decides. */
    private static final Map<String, String> ROOMS = Map.ofEntries(
            Map.entry(ROOT, "root"),
            Map.entry(ROOT + ".policy", "policy"),
            Map.entry(ROOT + ".spi", "spi"),
            Map.entry(ROOT + ".jose", "jose"),
            Map.entry(ROOT + ".jwks", "jwks"),
            Map.entry(ROOT + ".store", "store"),
            Map.entry("java", "jdk"),
            Map.entry("javax", "jdk"),
            Map.entry("org.jspecify", "jdk"),
            Map.entry("com.nimbusds", "nimbus"),
            Map.entry("com.github.benmanes.caffeine", "caffeine"));

    private static final Map<String, Set<String>> MAY_IMPORT = Map.of(
            "root", Set.of("policy", "spi", "jose", "jwks", "store"),
            "policy", Set.of("spi"),
            "spi", Set.of(),
            "jose", Set.of("spi", "nimbus"),
            "jwks", Set.of("spi", "jose", "caffeine"),
            "store", Set.of("spi", "caffeine"));

    private static final Set<String> LIBRARIES = Set.of("nimbus", "caffeine");

    private static final JavaClasses CORE = new ClassFileImporter().importPath(Path.of("target", "classes"));

    @Test
    void noPackageImportsWhatTheTableDoesNotAllow() {
        Set<String> edges = CORE.stream().flatMap(LayersTest::forbiddenEdges).collect(toCollection(TreeSet::new));

        assertThat(edges).isEmpty();
    }

    @Test
    void everyRoomOfTheTableIsLivedIn() {
        Set<String> rooms =
                CORE.stream().map(type -> roomOf(type.getPackageName())).collect(toCollection(TreeSet::new));

        assertThat(rooms).containsExactlyInAnyOrderElementsOf(MAY_IMPORT.keySet());
    }

    @Test
    void anEdgeThatIsNotInTheTableIsNoticed() {
        assertThat(isForbidden("policy", "jose")).isTrue();
        assertThat(isForbidden("jwks", "root")).isTrue();
        assertThat(isForbidden("root", "nimbus")).isTrue();
        assertThat(isForbidden("spi", roomOf("org.slf4j"))).isTrue();
        assertThat(isForbidden("root", roomOf("jakarta.servlet.http"))).isTrue();
        assertThat(isForbidden("root", "policy")).isFalse();
    }

    @Test
    void noPublicSignatureMentionsALibrary() {
        Set<String> mentions = CORE.stream()
                .filter(type -> isPublic(type) && !roomOf(type.getPackageName()).equals("jose"))
                .flatMap(type -> type.getMethods().stream())
                .filter(method -> method.getModifiers().contains(JavaModifier.PUBLIC))
                .filter(LayersTest::mentionsALibrary)
                .map(JavaMethod::getFullName)
                .collect(toCollection(TreeSet::new));

        assertThat(mentions).isEmpty();
    }

    @Test
    void theCoreExportsAtMostFortyTopLevelTypesBesidesTheWordsOfThePolicyLanguage() {
        Set<String> exported = CORE.stream()
                .filter(type -> isPublic(type) && type.getEnclosingClass().isEmpty())
                .filter(type -> !Set.of("jose", "policy").contains(roomOf(type.getPackageName())))
                .map(JavaClass::getName)
                .collect(toCollection(TreeSet::new));

        assertThat(exported).hasSizeLessThanOrEqualTo(40);
    }

    private static Stream<String> forbiddenEdges(JavaClass type) {
        String from = roomOf(type.getPackageName());
        return type.getDirectDependenciesFromSelf().stream()
                .map(dependency -> dependency.getTargetClass().getBaseComponentType())
                .filter(target -> !target.isPrimitive())
                .filter(target -> isForbidden(from, roomOf(target.getPackageName())))
                .map(target -> type.getName() + " -> " + target.getName());
    }

    private static boolean isForbidden(String from, String to) {
        return !from.equals(to)
                && !to.equals("jdk")
                && !MAY_IMPORT.getOrDefault(from, Set.of()).contains(to);
    }

    private static String roomOf(String packageName) {
        String prefix = packageName;
        while (!ROOMS.containsKey(prefix)) {
            int dot = prefix.lastIndexOf('.');
            if (dot < 0) {
                return "unknown: " + packageName;
            }
            prefix = prefix.substring(0, dot);
        }
        return prefix.equals(ROOT) && !packageName.equals(ROOT) ? "unknown: " + packageName : ROOMS.get(prefix);
    }

    private static boolean isPublic(JavaClass type) {
        return type.getModifiers().contains(JavaModifier.PUBLIC);
    }

    private static boolean mentionsALibrary(JavaMethod method) {
        return Stream.concat(Stream.of(method.getRawReturnType()), method.getRawParameterTypes().stream())
                .map(type -> roomOf(type.getBaseComponentType().getPackageName()))
                .anyMatch(LIBRARIES::contains);
    }
}
