package io.github.bearergate.servlet;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.bearergate.Challenge;
import io.github.bearergate.Decision;
import io.github.bearergate.Outage;
import io.github.bearergate.Reason;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What is written of a refusal, field by field; {@link RefusalsOverHttpTest} sees the same on the wire. */
class AnswersTest {
    private static final Map<Integer, String> TITLES =
            Map.of(400, "Bad Request", 401, "Unauthorized", 403, "Forbidden", 503, "Service Unavailable");

    /** A response that keeps what is written to it. The container's own are no part of these tests. */
    private static final class Written implements InvocationHandler {
        private final Map<String, String> fields = new TreeMap<>();
        private final ByteArrayOutputStream body = new ByteArrayOutputStream();
        private final boolean writerIsTaken;
        private final PrintWriter writer = new PrintWriter(body, true, StandardCharsets.US_ASCII);
        private boolean reset;

        private Written(boolean writerIsTaken) {
            this.writerIsTaken = writerIsTaken;
        }

        static Written of(Answer answer, boolean bodiless, boolean writerIsTaken) throws IOException {
            Written written = new Written(writerIsTaken);
            answer.writeTo(
                    (HttpServletResponse) Proxy.newProxyInstance(
                            AnswersTest.class.getClassLoader(), new Class<?>[] {HttpServletResponse.class}, written),
                    bodiless);
            written.writer.flush();
            return written;
        }

        @Override
        public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments) {
            switch (method.getName()) {
                case "resetBuffer" -> reset = true;
                case "setStatus" -> fields.put("status", text(arguments, 0));
                case "setHeader" -> fields.put(text(arguments, 0), text(arguments, 1));
                case "setContentType" -> fields.put("Content-Type", text(arguments, 0));
                case "setContentLength" -> fields.put("Content-Length", text(arguments, 0));
                case "getWriter" -> {
                    return writer;
                }
                case "getOutputStream" -> {
                    return stream();
                }
                default -> throw new AssertionError("an answer has no use for " + method);
            }
            return null;
        }

        private static String text(Object @Nullable [] arguments, int index) {
            return String.valueOf(requireNonNull(arguments)[index]);
        }

        private ServletOutputStream stream() {
            if (writerIsTaken) {
                throw new IllegalStateException("the writer is taken");
            }
            return new ServletOutputStream() {
                @Override
                public boolean isReady() {
                    return true;
                }

                @Override
                public void setWriteListener(WriteListener listener) {
                    throw new AssertionError("an answer is written at once");
                }

                @Override
                public void write(int octet) {
                    body.write(octet);
                }
            };
        }

        String body() {
            return body.toString(StandardCharsets.US_ASCII);
        }
    }

    private static Answer denial(Reason reason, Optional<Challenge> challenge) {
        return new Answers(Optional.of("api")).to(new Decision.Deny(Optional.empty(), reason, challenge));
    }

    @ParameterizedTest
    @EnumSource
    void everyReasonIsAnsweredWithItsStatusItsChallengeAndItsSentence(Reason reason) throws IOException {
        Challenge challenge = new Challenge(reason.error(), reason.description(), Optional.empty());

        Written written = Written.of(denial(reason, Optional.of(challenge)), false, false);

        String detail = reason.description()
                .map(sentence -> ",\"detail\":\"" + sentence + "\"")
                .orElse("");
        String body = "{\"type\":\"about:blank\",\"title\":\"" + TITLES.get(reason.status()) + "\",\"status\":"
                + reason.status() + detail + "}";
        Map<String, String> fields = Map.of(
                "status", Integer.toString(reason.status()),
                "Cache-Control", "no-store",
                "Content-Type", "application/problem+json",
                "Content-Length", Integer.toString(body.length()),
                "WWW-Authenticate", challenge.headerValue(Optional.of("api")));
        assertThat(written.fields).isEqualTo(fields);
        assertThat(written.body()).isEqualTo(body);
        assertThat(written.reset).as("what the application wrote is gone").isTrue();
    }

    @Test
    void theChallengeOfOneRuleIsNotThatOfAnother() throws IOException {
        Answers answers = new Answers(Optional.empty());
        for (String scope : new String[] {"a", "b", "a"}) {
            Challenge challenge =
                    new Challenge(Optional.of("insufficient_scope"), Optional.empty(), Optional.of(scope));
            Answer answer =
                    answers.to(new Decision.Deny(Optional.empty(), Reason.INSUFFICIENT_SCOPE, Optional.of(challenge)));

            assertThat(Written.of(answer, false, false).fields)
                    .containsEntry("WWW-Authenticate", challenge.headerValue(Optional.empty()));
        }
    }

    @Test
    void aHeadRequestGetsTheSameFieldsAndNoBody() throws IOException {
        Answer answer = denial(Reason.EXPIRED, Optional.empty());

        assertThat(Written.of(answer, true, false).fields).isEqualTo(Written.of(answer, false, false).fields);
        assertThat(Written.of(answer, true, false).body()).isEmpty();
    }

    @Test
    void withoutAChallengeNoneIsWritten() throws IOException {
        assertThat(Written.of(denial(Reason.DENIED_BY_POLICY, Optional.empty()), false, false).fields)
                .doesNotContainKeys("WWW-Authenticate", "Retry-After");
    }

    @Test
    void whereTheApplicationHasTakenTheWriterTheSameBodyGoesThere() throws IOException {
        Answer answer = denial(Reason.EXPIRED, Optional.empty());

        assertThat(Written.of(answer, false, true).body())
                .isEqualTo(Written.of(answer, false, false).body())
                .isNotEmpty();
    }

    @ParameterizedTest
    @CsvSource({"0, 1", "1, 1", "999, 1", "1000, 1", "1001, 2", "5000, 5", "5001, 6"})
    void anOutageIsAnsweredWithItsWaitInWholeSecondsRoundedUpAndNeverNone(long millis, String seconds)
            throws IOException {
        Answer answer = new Answers(Optional.empty())
                .to(new Decision.Unavailable(Optional.empty(), Outage.KEYS, Duration.ofMillis(millis)));

        Written written = Written.of(answer, false, false);

        assertThat(written.fields)
                .containsEntry("status", "503")
                .containsEntry("Retry-After", seconds)
                .doesNotContainKey("WWW-Authenticate");
        assertThat(written.body())
                .isEqualTo("{\"type\":\"about:blank\",\"title\":\"Service Unavailable\",\"status\":503}");
    }
}
