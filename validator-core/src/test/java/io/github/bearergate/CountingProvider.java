package io.github.bearergate;

import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.InvalidParameterException;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.security.SignatureSpi;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/** Verifies RS256 as the JDK does, counts how often, and can be told to hold everybody. */
final class CountingProvider extends Provider {
    private static final long serialVersionUID = 1L;

    private final transient AtomicInteger verifications = new AtomicInteger();
    private transient volatile CountDownLatch gate = new CountDownLatch(0);

    CountingProvider() {
        super("Counting", "1", "for tests");
        putService(new Service(this, "Signature", "SHA256withRSA", Counting.class.getName(), null, null) {
            @Override
            public Object newInstance(Object parameter) {
                return new Counting(CountingProvider.this);
            }
        });
    }

    int verifications() {
        return verifications.get();
    }

    void forget() {
        verifications.set(0);
    }

    void hold() {
        gate = new CountDownLatch(1);
    }

    void release() {
        gate.countDown();
    }

    private static final class Counting extends SignatureSpi {
        private final CountingProvider owner;
        private final Signature jdk;

        private Counting(CountingProvider owner) {
            this.owner = owner;
            try {
                this.jdk = Signature.getInstance("SHA256withRSA");
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        protected void engineInitVerify(PublicKey key) throws InvalidKeyException {
            jdk.initVerify(key);
        }

        @Override
        protected void engineInitSign(PrivateKey key) throws InvalidKeyException {
            throw new InvalidKeyException("this provider only verifies");
        }

        @Override
        protected void engineUpdate(byte b) throws SignatureException {
            jdk.update(b);
        }

        @Override
        protected void engineUpdate(byte[] bytes, int offset, int length) throws SignatureException {
            jdk.update(bytes, offset, length);
        }

        @Override
        protected byte[] engineSign() throws SignatureException {
            throw new SignatureException("this provider only verifies");
        }

        @Override
        protected boolean engineVerify(byte[] signature) throws SignatureException {
            owner.verifications.incrementAndGet();
            try {
                owner.gate.await();
            } catch (InterruptedException e) {
                throw new SignatureException(e);
            }
            return jdk.verify(signature);
        }

        @Override
        @Deprecated
        protected void engineSetParameter(String name, Object value) {}

        @Override
        @Deprecated
        protected Object engineGetParameter(String name) {
            throw new InvalidParameterException(name);
        }
    }
}
