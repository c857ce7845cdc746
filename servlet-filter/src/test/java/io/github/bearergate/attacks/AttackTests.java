package io.github.bearergate.attacks;

import java.io.IOException;
import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Disabled;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;

/** The tests of this package by the attacks that they try, as their tables and tags say. */
final class AttackTests {
    private final Map<String, List<Attempt>> attempts = new TreeMap<>();
    private final Map<String, Set<String>> tables = new TreeMap<>();
    private final Map<String, Set<String>> methods = new TreeMap<>();
    private final Map<String, Set<String>> properties = new TreeMap<>();

    private AttackTests() {}

    /** Looks through all compiled classes of the package. */
    static AttackTests find() throws IOException, ReflectiveOperationException, URISyntaxException {
        AttackTests found = new AttackTests();
        for (Class<?> type : classes()) {
            if (AttackTable.class.isAssignableFrom(type) && !Modifier.isAbstract(type.getModifiers())) {
                found.addTable(type);
            }
            for (Method method : type.getDeclaredMethods()) {
                found.addMethod(type, method);
            }
        }
        return found;
    }

    /** All attacks that any test names. */
    Set<String> ids() {
        Set<String> ids = new TreeSet<>(attempts.keySet());
        ids.addAll(methods.keySet());
        ids.addAll(properties.keySet());
        return ids;
    }

    /** The ways in which tables try an attack. */
    List<Attempt> attempts(String id) {
        return attempts.getOrDefault(id, List.of());
    }

    /** The classes whose tables try an attack. */
    Set<String> tables(String id) {
        return tables.getOrDefault(id, Set.of());
    }

    /** Class and name of the tests that try an attack by themselves. */
    Set<String> methods(String id) {
        return methods.getOrDefault(id, Set.of());
    }

    /** Class and name of the properties that try an attack. */
    Set<String> properties(String id) {
        return properties.getOrDefault(id, Set.of());
    }

    private void addTable(Class<?> type) throws ReflectiveOperationException {
        AttackTable table = (AttackTable) type.getDeclaredConstructor().newInstance();
        for (Attempt attempt : table.attempts()) {
            attempts.computeIfAbsent(attempt.id(), id -> new ArrayList<>()).add(attempt);
            tables.computeIfAbsent(attempt.id(), id -> new TreeSet<>()).add(type.getSimpleName());
        }
    }

    private void addMethod(Class<?> type, Method method) {
        String name = type.getSimpleName() + '.' + method.getName();
        boolean isTest = (has(method, Test.class) || has(method, ParameterizedTest.class))
                && !has(method, Disabled.class)
                && !has(type, Disabled.class);
        if (isTest) {
            Stream.of(type, method)
                    .flatMap(tagged -> Arrays.stream(tagged.getAnnotationsByType(Tag.class)))
                    .forEach(tag -> methods.computeIfAbsent(tag.value(), id -> new TreeSet<>())
                            .add(name));
        } else if (has(method, Property.class)) {
            Stream.of(type, method)
                    .flatMap(tagged -> Arrays.stream(tagged.getAnnotationsByType(net.jqwik.api.Tag.class)))
                    .forEach(tag -> properties
                            .computeIfAbsent(tag.value(), id -> new TreeSet<>())
                            .add(name));
        }
    }

    private static boolean has(AnnotatedElement element, Class<? extends Annotation> annotation) {
        return element.isAnnotationPresent(annotation);
    }

    private static List<Class<?>> classes() throws IOException, URISyntaxException, ClassNotFoundException {
        Path root = Path.of(AttackTests.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        List<Path> files;
        try (Stream<Path> listed =
                Files.list(root.resolve(AttackTests.class.getPackageName().replace('.', '/')))) {
            files = listed.sorted().collect(Collectors.toList());
        }
        List<Class<?>> classes = new ArrayList<>();
        for (Path file : files) {
            String name = String.valueOf(file.getFileName());
            // What Surefire does not take for a test does not count as one.
            if (name.endsWith("Test.class") || name.endsWith("Properties.class")) {
                String type = AttackTests.class.getPackageName() + '.' + name.replace(".class", "");
                classes.add(Class.forName(type, false, AttackTests.class.getClassLoader()));
            }
        }
        return classes;
    }
}
