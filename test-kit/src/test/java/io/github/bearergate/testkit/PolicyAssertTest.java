package io.github.bearergate.testkit;

import static io.github.bearergate.testkit.PolicyAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.bearergate.policy.Policy;
import io.github.bearergate.policy.Rules;
import java.net.URI;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PolicyAssertTest {
    private static final String HEAD = "policy 1\nissuer https://login.example.com/\n    audience api\n";
    private static final String END = "everything else is denied\n";

    private final Policy policy = Policy.parse("api.policy", HEAD + """
            GET /health is open
            GET /orders/** needs orders:read
            PATCH /orders/* needs orders:write
            DELETE /orders/* needs orders:write and orders:admin
            GET /reports needs reports:read or orders:admin
            ANY /me needs a valid token
            OPTIONS /orders is denied
            GET /tenants/{t}/** needs orders:read where tenant is {t} and roles has admin
            """ + END);

    @Test
    void whatThePolicySaysHolds() {
        assertThat(policy)
                .get("/health")
                .isOpen()
                .head("/health")
                .isOpen()
                .get("/orders/7")
                .needs("orders:read")
                .patch("/orders/7")
                .needs("orders:write")
                .withoutWhere()
                .delete("/orders/7")
                .needs("orders:admin", "orders:write")
                .get("/reports")
                .needsAnyOf("orders:admin", "reports:read")
                .put("/me")
                .needsValidToken()
                .any("/me")
                .needsValidToken()
                .request("PURGE", "/me")
                .needsValidToken()
                .post("/orders")
                .isDenied()
                .options("/orders")
                .isDenied()
                .any("/other")
                .isDenied();
    }

    @Test
    void testsOfClaimsAreAssertedForThePathOrByTheNameOfItsSegment() {
        assertThat(policy)
                .get("/tenants/acme/orders")
                .needs("orders:read")
                .where("tenant")
                .is("acme")
                .where("tenant")
                .isVariable("t")
                .where("roles")
                .has("admin")
                .get("/health")
                .isOpen();

        fails(() -> assertThat(policy)
                        .get("/tenants/acme/orders")
                        .needs("orders:read")
                        .where("tenant")
                        .is("globex"))
                .hasMessage(
                        "GET /tenants/acme/orders was expected to be one that tests where tenant is globex, but it is"
                                + " decided by `GET /tenants/{t}/** needs orders:read where roles has admin and tenant is {t}`"
                                + " (api.policy:11)");
        fails(() -> tenant().where("tenant").has("acme"));
        fails(() -> tenant().where("roles").hasVariable("t"));
        fails(() -> tenant().where("role").has("admin"));
        fails(() -> tenant().withoutWhere());
        fails(() -> assertThat(policy)
                .get("/orders/7")
                .needs("orders:read")
                .where("tenant")
                .is("acme"));
    }

    private NeedAssert tenant() {
        return assertThat(policy).get("/tenants/acme/orders").needs("orders:read");
    }

    @Test
    void whatItDoesNotSayFailsAndTellsWhatItSaysInstead() {
        PolicyAssert asserted = assertThat(policy);

        fails(() -> asserted.get("/orders/7").isOpen())
                .hasMessage(
                        "GET /orders/7 was expected to be one that is open, but it is decided by `GET /orders/** needs"
                                + " orders:read` (api.policy:5)");
        fails(() -> asserted.get("/orders/7").needs("orders:write"));
        fails(() -> asserted.delete("/orders/7").needs("orders:write"));
        fails(() -> asserted.delete("/orders/7").needsAnyOf("orders:write", "orders:admin"));
        fails(() -> asserted.get("/reports").needs("reports:read", "orders:admin"));
        fails(() -> asserted.get("/reports").needsAnyOf("reports:read", "orders:admin", "x"));
        fails(() -> asserted.get("/orders/7").needsValidToken());
        fails(() -> asserted.get("/health").needsValidToken());
        fails(() -> asserted.get("/health").isDenied());
        fails(() -> asserted.get("/other").isOpen())
                .hasMessage("GET /other was expected to be one that is open, but it is denied, since no rule matches");
        fails(() -> asserted.options("/orders").needsValidToken()).hasMessageContaining("`OPTIONS /orders is denied`");
    }

    @Test
    void anyNamesTheFirstMethodThatDoesNotComply() {
        fails(() -> assertThat(policy).any("/health").isOpen())
                .hasMessageStartingWith("POST /health was expected to be one that is open, but it is denied");
    }

    @Test
    void aPolicyMadeInJavaHasNoLinesToName() {
        Policy made = Policy.of(Rules.get("/health").isOpen());

        fails(() -> assertThat(made).get("/health").isDenied())
                .hasMessageEndingWith("but it is decided by `GET /health is open`");
    }

    @ParameterizedTest
    @ValueSource(strings = {"orders", "", "/orders//7", "/orders/../x", "/orders/7;x=1", "/caf%C3%A9", "/orders?x=1"})
    void aPathThatNoRuleCouldSeeIsRefusedInsteadOfCountingAsDenied(String path) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> assertThat(policy).get(path).isDenied())
                .withMessageContaining("\"" + path + "\" is not a path as rules see it: write it decoded");
    }

    @Test
    void rulesThatAskTheSameOfAllSpellingsPass() {
        assertThat(policy).noSpellingIsWeaker().get("/orders/7").hasNoWeakerSpelling();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ANY /me needs a valid token|GET /ME is open|GET /me|GET /ME (CASE)",
                "ANY /k needs a valid token|GET /\u212A is open|GET /k|GET /%E2%84%AA (LOOK_ALIKE)",
                "GET /files/secret needs s|GET /files/* is open|GET /files/secret|GET /files/Secret (CASE)",
                "GET /files/secret needs s|GET /files/secret/ is open|GET /files/secret|GET /files/secret/ (TRAILING_SLASH)",
                "GET /files/secret/ needs s|GET /files/secret is open|GET /files/secret/|GET /files/secret (TRAILING_SLASH)",
                "GET /report needs s|GET /report.json is open|GET /report|GET /report.json (SUFFIX)",
                "POST /a needs s and t|POST /A needs s|POST /a|POST /A (CASE)",
                "GET /a needs s|GET /A needs s or t|GET /a|GET /A (CASE)",
                "GET /a needs s where t is u|GET /A needs s|GET /a|GET /A (CASE)",
                "GET /a is denied|GET /A needs s|GET /a|GET /A (CASE)",
            })
    void aWeakerAnswerToAnotherSpellingIsFound(String row) {
        String[] parts = row.split("\\|", -1);
        Policy weaker = Policy.parse("api.policy", HEAD + parts[0] + "\n" + parts[1] + "\n" + END);

        fails(() -> assertThat(weaker).noSpellingIsWeaker())
                .hasMessageContaining(parts[2] + " is decided by `", "but " + parts[3] + " is decided by `")
                .hasMessageContaining("(api.policy:4)")
                .hasMessageContaining("(api.policy:5)");
    }

    @Test
    void aSpellingThatAsksTheSameIsNoFinding() {
        assertThat(Policy.parse("test", HEAD + """
                        GET /a needs s and t
                        GET /A needs t and s
                        GET /t/{x} needs s where tenant is {x}
                        GET /T/{y} needs s where tenant is {y}
                        """ + END)).noSpellingIsWeaker();
    }

    @Test
    void aSpellingThatAsksMoreIsNoFindingForThePathItself() {
        Policy stricter = Policy.parse("test", HEAD + "GET /c needs a valid token\nGET /C is denied\n" + END);

        assertThat(stricter).get("/c").hasNoWeakerSpelling();
        fails(() -> assertThat(stricter).get("/C").hasNoWeakerSpelling());
    }

    @Test
    void kindsThatTheServiceNeverConfusesAreIgnored() {
        Policy twoCases = Policy.parse("test", HEAD + "GET /me needs a valid token\nGET /ME is open\n" + END);

        assertThat(twoCases).ignoring(SpellingKind.CASE).noSpellingIsWeaker();
        fails(() -> assertThat(twoCases).ignoring(SpellingKind.SUFFIX).noSpellingIsWeaker())
                .hasMessageContaining("only where the service never takes the one for the other, ignore CASE");
        fails(() -> assertThat(twoCases).get("/me").hasNoWeakerSpelling());
        assertThat(twoCases).post("/me").hasNoWeakerSpelling();
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://127.0.0.1/", "http:///x", "file:/x", "http://127.0.0.1/?x", "/x"})
    void aServiceIsAskedOverPlainHttpOnly(String base) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> assertThat(policy).enforcedAt(URI.create(base)))
                .withMessageContaining("write it as http://127.0.0.1:8080/context");
    }

    private static org.assertj.core.api.AbstractThrowableAssert<?, ? extends Throwable> fails(
            ThrowingCallable asserted) {
        return assertThatThrownBy(asserted).isInstanceOf(AssertionError.class);
    }
}
