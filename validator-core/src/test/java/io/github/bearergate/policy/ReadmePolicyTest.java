package io.github.bearergate.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What README.md shows of policies is what policies are. */
class ReadmePolicyTest {
    @Test
    void thePolicyOfTheReadmeIsOneWithoutProblems() throws IOException {
        String policy = blocks().stream()
                .filter(block -> block.startsWith("policy 1\n"))
                .findFirst()
                .orElseThrow();

        assertThat(Policies.problemsOf(policy)).isEmpty();
    }

    @Test
    void theProblemsOfTheReadmeAreToldInItsWords() throws IOException {
        String text =
                "policy 1\n\nissuer https://login.example.com/\n    algorithms  HS256\neverything else is denied\n";
        String told = Policies.problemsOf(text).stream()
                .map(problem -> problem.text("api.policy") + "\n")
                .collect(Collectors.joining());

        assertThat(blocks()).contains(told);
    }

    private static List<String> blocks() throws IOException {
        String readme = Files.readString(Path.of(System.getProperty("bearergate.root"), "README.md"));
        return Pattern.compile("```\\w*\\n(.*?)```", Pattern.DOTALL)
                .matcher(readme)
                .results()
                .map(block -> block.group(1))
                .toList();
    }
}
