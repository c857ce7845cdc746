package io.github.bearergate.servlet;

import io.github.bearergate.ApiRequest;
import io.github.bearergate.Decision;
import io.github.bearergate.RequestGuard;
import io.github.bearergate.audit.RequestOrigin;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * One guard in front of one chain: decides about the first look at a request, and about its dispatches.
 *
 * <p>A dispatch to the path that was decided about passes as it did. One to another path is judged by that path's rule, with the
 * token that was accepted. Where this gate has not seen the request yet, a dispatch is decided about from the start.
 */
final class Gate {
    private static final AtomicLong NUMBER = new AtomicLong();

    private final RequestGuard guard;
    private final Answers answers;

    /** Of its own, so that two gates in one chain do not take each other's decision for theirs. */
    private final String passageAttribute = Gate.class.getName() + '.' + NUMBER.incrementAndGet();

    Gate(RequestGuard guard, Optional<String> realm) {
        this.guard = guard;
        this.answers = new Answers(realm);
    }

    RequestGuard guard() {
        return guard;
    }

    /**
     * Lets a request pass, or answers it.
     *
     * @return the request to hand on, or empty when it was answered
     */
    Optional<HttpServletRequest> admit(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Passage earlier = earlierPassage(request);
        boolean asSent = earlier == null && request.getDispatcherType() == DispatcherType.REQUEST;
        ApiRequest asked = asSent ? RequestReader.sent(request) : RequestReader.dispatched(request);
        if (earlier != null && earlier.covers(asked)) {
            return Optional.of(earlier.dressAgain(request, response));
        }
        Decision decision = RequestOrigin.during(new ServletOrigin(request), () -> decide(asked, earlier));
        Optional<Answer> answer = decision.fold(
                allow -> Optional.empty(),
                deny -> Optional.of(answers.to(deny)),
                unavailable -> Optional.of(answers.to(unavailable)));
        if (answer.isPresent()) {
            refuse(answer.get(), request, response);
            return Optional.empty();
        }
        return Optional.of(
                earlier != null
                        ? earlier.dressAgain(request, response)
                        : firstPassage(asked, decision, request).dress(request, response));
    }

    private Decision decide(ApiRequest asked, @Nullable Passage earlier) {
        return earlier == null ? guard.decide(asked) : guard.reauthorise(asked, earlier.token());
    }

    private @Nullable Passage earlierPassage(HttpServletRequest request) {
        return request.getAttribute(passageAttribute) instanceof Passage passage ? passage : null;
    }

    /** It stays the one that later dispatches are compared with. */
    private Passage firstPassage(ApiRequest asked, Decision decision, HttpServletRequest request) {
        Passage passage = new Passage(
                asked.method(),
                asked.path().orElseThrow(),
                decision.fold(Decision.Allow::token, deny -> Optional.empty(), unavailable -> Optional.empty()));
        request.setAttribute(passageAttribute, passage);
        return passage;
    }

    /**
     * Answers a request that does not pass. Within an include the part is left out, since the answer is the including page's; and an
     * error page is withheld, since the status that the container has set is the truth.
     */
    private static void refuse(Answer answer, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        DispatcherType dispatch = request.getDispatcherType();
        boolean othersAnswer = dispatch == DispatcherType.INCLUDE
                || (dispatch == DispatcherType.ERROR && response.getStatus() >= 400)
                || response.isCommitted();
        if (!othersAnswer) {
            answer.writeTo(response, request.getMethod().equals("HEAD"));
        }
    }
}
