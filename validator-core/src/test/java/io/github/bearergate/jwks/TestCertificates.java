package io.github.bearergate.jwks;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;

/** Certificates of an authority of our own, made by the JDK's keytool: one that is right, and others that are not. */
final class TestCertificates {
    private static final String PASSWORD = "changeit";

    private final Path directory;
    private final Certificate authority;
    private final PrivateKey key;

    private TestCertificates(Path directory) throws GeneralSecurityException, IOException {
        this.directory = directory;
        keytool("-genkeypair", "-alias", "ca", "-dname", "CN=ca", "-ext", "bc:c", "-validity", "100");
        keytool("-genkeypair", "-alias", "server", "-dname", "CN=server", "-validity", "100");
        keytool(
                "-certreq",
                "-alias",
                "server",
                "-file",
                directory.resolve("request").toString());
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(directory.resolve("store"))) {
            store.load(in, PASSWORD.toCharArray());
        }
        authority = store.getCertificate("ca");
        key = (PrivateKey) store.getKey("server", PASSWORD.toCharArray());
    }

    static TestCertificates in(Path directory) {
        try {
            return new TestCertificates(directory);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What a server shows that is 127.0.0.1 and valid. */
    SSLContext right() {
        return server("right", "-ext", "san=ip:127.0.0.1", "-validity", "50");
    }

    /** Another certificate of the same server, valid as well. */
    SSLContext renewed() {
        return server("renewed", "-ext", "san=ip:127.0.0.1,dns:localhost", "-validity", "60");
    }

    /** Writes the authority's certificate into a trust store of its own, as an administrator would. */
    void writeTrustStore(Path file, String password) {
        try (OutputStream out = Files.newOutputStream(file)) {
            KeyStore trusted = empty();
            trusted.setCertificateEntry("ca", authority);
            trusted.store(out, password.toCharArray());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What a server shows whose certificate ended yesterday. */
    SSLContext expired() {
        return server("expired", "-ext", "san=ip:127.0.0.1", "-startdate", "-30d", "-validity", "29");
    }

    /** What a server shows that is another host. */
    SSLContext ofAnotherHost() {
        return server("other", "-ext", "san=dns:other.example", "-validity", "50");
    }

    /** A client that trusts the authority. */
    SSLContext client() {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, new TrustManager[] {trusting()}, null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What makes a client trust the authority. */
    X509ExtendedTrustManager trusting() {
        try {
            KeyStore trusted = empty();
            trusted.setCertificateEntry("ca", authority);
            TrustManagerFactory managers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            managers.init(trusted);
            return (X509ExtendedTrustManager) managers.getTrustManagers()[0];
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private SSLContext server(String name, String... what) {
        Path file = directory.resolve(name);
        List<String> arguments = new ArrayList<>(List.of(
                "-gencert",
                "-alias",
                "ca",
                "-infile",
                directory.resolve("request").toString(),
                "-outfile",
                file.toString()));
        arguments.addAll(List.of(what));
        keytool(arguments.toArray(String[]::new));
        try (InputStream in = Files.newInputStream(file)) {
            Certificate own = CertificateFactory.getInstance("X.509").generateCertificate(in);
            KeyStore keys = empty();
            keys.setKeyEntry("server", key, PASSWORD.toCharArray(), new Certificate[] {own, authority});
            KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            managers.init(keys, PASSWORD.toCharArray());
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(managers.getKeyManagers(), null, null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static KeyStore empty() throws GeneralSecurityException {
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            return store;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void keytool(String... arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
        command.addAll(List.of(arguments));
        command.addAll(List.of("-keystore", directory.resolve("store").toString(), "-storepass", PASSWORD));
        if (arguments[0].equals("-genkeypair")) {
            command.addAll(List.of("-keyalg", "EC", "-groupname", "secp256r1"));
        }
        try {
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(directory.resolve("log").toFile())
                    .start();
            if (!process.waitFor(2, TimeUnit.MINUTES) || process.exitValue() != 0) {
                throw new IllegalStateException("keytool failed: " + Files.readString(directory.resolve("log")));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
