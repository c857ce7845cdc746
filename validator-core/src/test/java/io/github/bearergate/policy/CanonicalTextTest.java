package io.github.bearergate.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** The canonical text and its digest. */
class CanonicalTextTest {
    @Test
    void theCanonicalTextIsSortedAndShowsEverySettingInForce() {
        assertThat(Policies.parse(Policies.ORDERS).print()).isEqualTo("""
                        policy 1

                        issuer https://login.example.com/
                            audience    https://orders.example.com
                            keys        discovery
                            algorithms  RS256 ES256
                            profile     general
                            leeway      30s
                            lifetime    1d
                            alias       login.example.com
                            max-stale   6h
                            timeout     5s

                        GET       /health          is open
                        ANY       /me              needs a valid token
                        DELETE    /orders/*        needs orders:write and orders:admin
                        GET       /orders/**       needs orders:read
                        POST PUT  /orders/**       needs orders:write
                        GET       /reports/**      needs reports:read or orders:admin
                        GET       /tenants/{t}/**  needs orders:read where tenant is {t}
                        everything else is denied
                        """);
    }

    @Test
    void theDigestIsTheSha256OfTheCanonicalText() {
        assertThat(Policies.parse(Policies.ORDERS).digest())
                .isEqualTo("b9610fe5edc215853d99b5276c59e2992d4829e9ae2ec946b69047e487a0fe15");
    }

    @Test
    void whatMeansTheSameIsEqual() {
        Policy one = Policies.parse("""
                policy 1
                issuer https://one.example
                  audience a b
                  grants x y
                  leeway 60s
                issuer https://two.example
                  grants z
                  audience c
                PUT POST HEAD GET /a needs x and y where t is u and r has s
                everything else is denied
                """);
        Policy other = Policies.parse("""
                policy 1
                GET POST PUT /a needs x and y where r has "s" and "t" is u
                issuer https://two.example
                  audience c
                  grants z
                issuer https://one.example
                  algorithms Ed25519 ES256 PS256 RS256
                  lifetime 1440m
                  audience b a
                  leeway 1m
                  grants y x
                everything else is denied
                """);

        assertThat(other).isEqualTo(one).hasSameHashCodeAs(one);
        assertThat(other.digest()).isEqualTo(one.digest());
    }

    @Test
    void whatMeansSomethingElseIsNot() {
        Policy policy = Policies.parse(Policies.ORDERS);

        for (List<String> change : List.of(
                List.of("30s", "31s"),
                List.of("RS256 ES256", "RS256"),
                List.of("is open", "is denied"),
                List.of("DELETE ", "PATCH  "),
                List.of("orders:write and orders:admin", "orders:admin and orders:write"),
                List.of("reports:read or", "reports:read and"),
                List.of("tenant is", "tenant has"),
                List.of("is {t}", "is \"{t}\""),
                List.of("/health", "/health/"))) {
            Policy changed = Policies.parse(Policies.ORDERS.replace(change.get(0), change.get(1)));
            assertThat(changed).as(change.toString()).isNotEqualTo(policy);
            assertThat(changed.digest()).as(change.toString()).isNotEqualTo(policy.digest());
        }
    }

    @Test
    void aFileIsPrintedTheSameWhetherItExistsOrNot() {
        Policy policy = Policies.parse(Policies.withSettings("keys file:/tmp"));

        assertThat(policy.print()).contains("keys        file:///tmp\n");
    }
}
