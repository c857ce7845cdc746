package io.github.bearergate.jose;

import java.math.BigDecimal;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a token says before its signature is verified: enough to choose the issuer and to decide whether looking for new keys is
 * worth while, and nothing else.
 */
public final class UnverifiedClaims {
    private final CompactJws token;
    private final Map<String, @Nullable Object> members;

    UnverifiedClaims(CompactJws token, Map<String, @Nullable Object> members) {
        this.token = token;
        this.members = members;
    }

    /** {@code iss}, exactly as written; empty when it is absent or not a string. It may only choose among configured issuers. */
    public Optional<String> issuer() {
        return members.get("iss") instanceof String issuer ? Optional.of(issuer) : Optional.empty();
    }

    /**
     * Tells whether the token looks meant for one of the audiences and not yet expired. It may only decide whether an unknown key
     * is looked for, never what is answered.
     *
     * @param audiences the values of which {@code aud} must name one
     * @param nowSeconds the time, in seconds since 1970
     * @param leewaySeconds how long after {@code exp} a token is still looked at
     */
    public boolean worthFetchingKeysFor(Collection<String> audiences, long nowSeconds, long leewaySeconds) {
        return isMeantFor(audiences) && expiresAtOrAfter(nowSeconds - leewaySeconds);
    }

    private boolean isMeantFor(Collection<String> audiences) {
        Object audience = members.get("aud");
        if (audience instanceof List<?> several) {
            return several.stream().anyMatch(one -> one instanceof String name && audiences.contains(name));
        }
        return audience instanceof String name && audiences.contains(name);
    }

    private boolean expiresAtOrAfter(long seconds) {
        Object expiry = members.get("exp");
        if (expiry instanceof BigDecimal fractional) {
            return fractional.compareTo(BigDecimal.valueOf(seconds)) >= 0;
        }
        return expiry instanceof Long whole && whole >= seconds;
    }

    CompactJws token() {
        return token;
    }

    Map<String, @Nullable Object> members() {
        return members;
    }
}
