package io.github.bearergate.testkit;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.bearergate.policy.Policy;
import org.junit.jupiter.api.Test;

class PolicyAssertTest {
    private final Policy policy = Policy.parse("test", """
            policy 1
            issuer https://login.example.com/
                audience api
            GET /health is open
            GET /orders/** needs orders:read
            DELETE /orders/* needs orders:write and orders:admin
            GET /reports needs reports:read or orders:admin
            ANY /me needs a valid token
            GET /Me is open
            everything else is denied
            """);

    @Test
    void whatThePolicySaysHolds() {
        PolicyAssert.assertThat(policy)
                .get("/health")
                .isOpen()
                .get("/orders/7")
                .needs("orders:read")
                .delete("/orders/7")
                .needs("orders:admin", "orders:write")
                .get("/reports")
                .needsAnyOf("orders:admin", "reports:read")
                .put("/me")
                .needsValidToken()
                .post("/orders")
                .isDenied()
                .get("/orders/7")
                .hasNoWeakerSpelling();
    }

    @Test
    void whatItDoesNotSayFailsAndNamesTheRule() {
        PolicyAssert asserted = PolicyAssert.assertThat(policy);

        assertThatThrownBy(() -> asserted.get("/orders/7").isOpen())
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("decided by `GET /orders/** needs orders:read`");
        assertThatThrownBy(() -> asserted.get("/orders/7").needs("orders:write"))
                .isInstanceOf(AssertionError.class);
        assertThatThrownBy(() -> asserted.get("/health").needsValidToken()).isInstanceOf(AssertionError.class);
        assertThatThrownBy(() -> asserted.get("/other").isOpen()).hasMessageContaining("no rule matches");
        assertThatThrownBy(() -> asserted.get("/health").isDenied()).isInstanceOf(AssertionError.class);
        assertThatThrownBy(() -> asserted.get("/reports").needs("reports:read")).isInstanceOf(AssertionError.class);
    }

    @Test
    void aWeakerAnswerToAnotherCaseIsFound() {
        Policy twoCases = Policy.parse("test", policy.print().replace("/Me", "/ME"));

        assertThatThrownBy(() -> PolicyAssert.assertThat(twoCases).get("/me").hasNoWeakerSpelling())
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("GET /ME is decided by `GET /ME is open`");
    }
}
