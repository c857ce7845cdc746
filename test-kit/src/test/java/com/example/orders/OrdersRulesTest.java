package com.example.orders;

import io.github.bearergate.policy.Policy;
import io.github.bearergate.testkit.PolicyAssert;
import io.github.bearergate.testkit.SpellingKind;
import org.junit.jupiter.api.Test;

/** What a team asserts of its policy, without a server or a token. */
class OrdersRulesTest {
    private final Policy policy = Policy.parse("api.policy", """
            policy 1
            issuer https://login.example.com/
                audience https://orders.example.com
            GET      /health              is open
            GET      /orders/**           needs orders:read
            DELETE   /orders/*            needs orders:write and orders:admin
            GET      /reports/**          needs reports:read or orders:admin
            GET      /tenants/{tenant}/** needs orders:read where tenant is {tenant}
            ANY      /me                  needs a valid token
            everything else is denied
            """);

    @Test
    void thePolicySaysWhatWeMean() {
        PolicyAssert.assertThat(policy)
                .get("/health")
                .isOpen()
                .get("/orders/7")
                .needs("orders:read")
                .delete("/orders/7")
                .needs("orders:write", "orders:admin")
                .get("/reports/2026")
                .needsAnyOf("reports:read", "orders:admin")
                .get("/tenants/acme/orders")
                .needs("orders:read")
                .where("tenant")
                .is("acme")
                .any("/me")
                .needsValidToken()
                .any("/admin")
                .isDenied();
    }

    @Test
    void noSpellingIsWeaker() {
        PolicyAssert.assertThat(policy).noSpellingIsWeaker();
    }

    @Test
    void ourRouterComparesPathsExactly() {
        PolicyAssert.assertThat(policy)
                .ignoring(SpellingKind.CASE, SpellingKind.LOOK_ALIKE)
                .noSpellingIsWeaker();
    }
}
