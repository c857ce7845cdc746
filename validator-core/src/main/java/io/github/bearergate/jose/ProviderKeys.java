package io.github.bearergate.jose;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.Provider;
import java.security.PublicKey;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * Keys in the form that one provider works with, made once for each: a provider translates a foreign key at every use.
 *
 * <p>Safe for concurrent use without a lock: each place holds an immutable entry, and a lost one is only made again. A key that
 * leaves its issuer's set may stay here, where nothing finds it but by the key itself.
 */
final class ProviderKeys {
    private static final int PLACES = 1_024;

    private record Entry(PublicKey key, PublicKey translated) {}

    private final Provider provider;
    private final AtomicReferenceArray<@Nullable Entry> entries = new AtomicReferenceArray<>(PLACES);

    ProviderKeys(Provider provider) {
        this.provider = provider;
    }

    /** The same key in the provider's form, or as it is where the provider has no such form. */
    @SuppressWarnings("ReferenceEquality") // two equal keys are translated twice, which costs less than comparing them
    PublicKey of(PublicKey key) {
        int place = System.identityHashCode(key) & (PLACES - 1);
        Entry entry = entries.getAcquire(place);
        if (entry == null || entry.key() != key) {
            entry = new Entry(key, translated(key));
            entries.setRelease(place, entry);
        }
        return entry.translated();
    }

    private PublicKey translated(PublicKey key) {
        try {
            return (PublicKey)
                    KeyFactory.getInstance(key.getAlgorithm(), provider).translateKey(key);
        } catch (GeneralSecurityException | RuntimeException e) {
            return key;
        }
    }
}
