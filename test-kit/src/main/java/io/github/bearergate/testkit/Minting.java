package io.github.bearergate.testkit;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/** Turns a draft into a signed token. */
final class Minting {
    private Minting() {}

    static String mint(TokenDraft draft, TestIssuer issuer) {
        JwsAlgorithm algorithm = draft.algorithm.orElseGet(
                () -> draft.key.map(SigningKey::algorithm).orElseGet(issuer::usualAlgorithm));
        SigningKey key = draft.key.orElseGet(() -> issuer.ring().signer(algorithm));
        String input = draft.headerSegment.orElseGet(() -> base64Url(header(draft, algorithm, key)))
                + "."
                + draft.payloadSegment.orElseGet(() -> base64Url(payload(draft)));
        byte[] signed = input.getBytes(StandardCharsets.UTF_8);
        byte[] signature = draft.signature.orElseGet(() -> draft.secret
                .map(secret -> hmac(secret, signed))
                .orElseGet(() -> algorithm.sign(key.pair().getPrivate(), signed)));
        return input + "." + base64Url(signature);
    }

    private static byte[] header(TokenDraft draft, JwsAlgorithm algorithm, SigningKey key) {
        return draft.headerBytes.orElseGet(() -> {
            Map<String, @Nullable Object> header = draft.style.header(algorithm, key.kid());
            draft.headerEdits.forEach(edit -> edit.accept(header));
            return edited(draft.style.headerText(header), draft.headerTextEdits);
        });
    }

    private static byte[] payload(TokenDraft draft) {
        return draft.payloadBytes.orElseGet(() -> {
            Map<String, @Nullable Object> claims = TokenClaims.of(draft.style, draft);
            draft.claimEdits.forEach(edit -> edit.accept(claims));
            return edited(Json.write(claims), draft.claimsTextEdits);
        });
    }

    private static byte[] edited(String json, List<UnaryOperator<String>> edits) {
        String text = json;
        for (UnaryOperator<String> edit : edits) {
            text = edit.apply(text);
        }
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] hmac(byte[] secret, byte[] input) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret, "HmacSHA256"));
            return mac.doFinal(input);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every JDK has HmacSHA256", impossible);
        }
    }

    static String base64Url(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
