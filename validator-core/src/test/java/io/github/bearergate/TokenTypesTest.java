package io.github.bearergate;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bearergate.policy.Profile;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TokenTypesTest {
    @ParameterizedTest
    @ValueSource(strings = {"at+jwt", "AT+JWT", "At+Jwt", "application/at+jwt", "APPLICATION/AT+JWT"})
    void accessTokensAreAcceptedByBothProfiles(String type) {
        assertThat(TokenTypes.of(Profile.GENERAL).allow(Optional.of(type))).isTrue();
        assertThat(TokenTypes.of(Profile.RFC9068).allow(Optional.of(type))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"JWT", "jwt", "application/jwt", "Application/JWT"})
    void untypedTokensAreAcceptedByTheGeneralProfileOnly(String type) {
        assertThat(TokenTypes.of(Profile.GENERAL).allow(Optional.of(type))).isTrue();
        assertThat(TokenTypes.of(Profile.RFC9068).allow(Optional.of(type))).isFalse();
    }

    @Test
    void anAbsentTypeIsAcceptedByTheGeneralProfileOnly() {
        assertThat(TokenTypes.of(Profile.GENERAL).allow(Optional.empty())).isTrue();
        assertThat(TokenTypes.of(Profile.RFC9068).allow(Optional.empty())).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "logout+jwt",
                "secevent+jwt",
                "dpop+jwt",
                "id_token+jwt",
                "token-introspection+jwt",
                "at+jwt ",
                " at+jwt",
                "application/application/at+jwt",
                "/at+jwt",
                "at+jwt;v=1",
                "JOSE",
                "at jwt",
                "ＪＷＴ",
                "kb+jwt",
                "oauth-authz-req+jwt"
            })
    void everythingElseIsAnotherKindOfToken(String type) {
        assertThat(TokenTypes.of(Profile.GENERAL).allow(Optional.of(type))).isFalse();
        assertThat(TokenTypes.of(Profile.RFC9068).allow(Optional.of(type))).isFalse();
    }
}
