package io.github.bearergate.trace;

import com.sun.source.tree.AnnotationTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.ModifiersTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreeScanner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;

/** The tests of all modules, read as source: no module can have every other one on its class path. */
final class TestSources {
    private static final Set<String> TESTS =
            Set.of("Test", "ParameterizedTest", "RepeatedTest", "TestFactory", "TestTemplate", "Property", "Example");

    /** The methods that begin a row of a table of attacks with its id. */
    private static final Set<String> ROWS = Set.of("attack", "ambiguous", "contained");

    private final Path root;
    private final Map<Path, Contents> read = new HashMap<>();

    TestSources(Path root) {
        this.root = root;
    }

    /** What is wrong with a reference; empty when it names a test that the build runs. */
    Optional<String> problemWith(TestReference reference) throws IOException {
        List<Path> files = files(reference);
        if (files.size() != 1) {
            return Optional.of(reference + ": " + files.size() + " files have this name");
        }
        if (!reference.type().matches("\\w+(Test|Properties)")) {
            return Optional.of(reference + ": the build takes classes named Test and Properties only");
        }
        Contents contents = contents(files.get(0));
        boolean known = reference.isAttack()
                ? contents.attacks.contains(reference.attack())
                : contents.tests.contains(reference.name());
        return known ? Optional.empty() : Optional.of(reference + ": no such test, or it is disabled");
    }

    /** The file of a test, as a path from the root. */
    Path file(TestReference reference) throws IOException {
        List<Path> files = files(reference);
        if (files.isEmpty()) {
            throw new IllegalArgumentException("no file has the class of " + reference);
        }
        return root.relativize(files.get(0));
    }

    private List<Path> files(TestReference reference) throws IOException {
        Path directory = root.resolve(reference.module()).resolve("src/test/java");
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(directory)) {
            return files.filter(file -> file.getFileName().toString().equals(reference.type() + ".java"))
                    .toList();
        }
    }

    private Contents contents(Path file) throws IOException {
        Contents known = read.get(file);
        if (known != null) {
            return known;
        }
        Contents contents = new Contents();
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        try (StandardJavaFileManager manager = compiler.getStandardFileManager(null, null, null)) {
            JavacTask task =
                    (JavacTask) compiler.getTask(null, manager, null, null, null, manager.getJavaFileObjects(file));
            for (CompilationUnitTree unit : task.parse()) {
                contents.scan(unit, null);
            }
        }
        read.put(file, contents);
        return contents;
    }

    /** What the build runs of one file: methods, and attacks in tables or as tags of methods. */
    private static final class Contents extends TreeScanner<@Nullable Void, @Nullable Void> {
        private final Set<String> tests = new HashSet<>();
        private final Set<String> attacks = new HashSet<>();

        @Override
        public @Nullable Void visitClass(ClassTree type, @Nullable Void nothing) {
            return isDisabled(type.getModifiers()) ? null : super.visitClass(type, null);
        }

        @Override
        public @Nullable Void visitMethod(MethodTree method, @Nullable Void nothing) {
            ModifiersTree modifiers = method.getModifiers();
            if (isDisabled(modifiers)) {
                return null;
            }
            if (modifiers.getAnnotations().stream().anyMatch(annotation -> TESTS.contains(name(annotation)))) {
                tests.add(method.getName().toString());
                modifiers.getAnnotations().stream()
                        .filter(annotation -> name(annotation).equals("Tag"))
                        .forEach(annotation -> addText(annotation.getArguments()));
            }
            return super.visitMethod(method, null);
        }

        @Override
        public @Nullable Void visitMethodInvocation(MethodInvocationTree call, @Nullable Void nothing) {
            if (ROWS.contains(call.getMethodSelect().toString())) {
                addText(call.getArguments());
            }
            return super.visitMethodInvocation(call, null);
        }

        private void addText(List<? extends ExpressionTree> arguments) {
            arguments.stream()
                    .filter(LiteralTree.class::isInstance)
                    .map(argument -> String.valueOf(((LiteralTree) argument).getValue()))
                    .forEach(attacks::add);
        }

        private static boolean isDisabled(ModifiersTree modifiers) {
            return modifiers.getAnnotations().stream()
                    .anyMatch(annotation -> name(annotation).startsWith("Disabled"));
        }

        private static String name(AnnotationTree annotation) {
            return annotation.getAnnotationType().toString();
        }
    }
}
