package io.mandate.server.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Base64;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.X509TrustManager;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TlsIT {
    @TempDir
    Path folder;

    /// The demo loads over its own HTTP, behind a certificate that nobody else trusts and that has another name.
    @Test
    void the_demo_loads_and_a_renewed_certificate_is_served_without_a_restart() throws Exception {
        Path certificate = folder.resolve("certificate.pem");
        Path key = folder.resolve("key.pem");
        X509Certificate first = issue("first", certificate, key);

        try (var server = ServerProcess.started(
                folder.resolve("data"),
                "--demo",
                "--mandate.tls.certificate=" + certificate,
                "--mandate.tls.key=" + key,
                "--spring.ssl.bundle.watch.file.quiet-period=500ms")) {
            assertThat(server.url()).startsWith("https://localhost:");
            assertThat(served(server)).isEqualTo(first);
            await().atMost(Duration.ofMinutes(2))
                    .until(() -> Files.exists(folder.resolve("data").resolve("demo.json"))
                            || !server.process().isAlive());
            assertThat(folder.resolve("data").resolve("demo.json"))
                    .as(server.output())
                    .content()
                    .contains(server.url(), "demo-authzen");

            X509Certificate second = issue("second", certificate, key);

            await().atMost(Duration.ofSeconds(60))
                    .untilAsserted(() -> assertThat(served(server)).isEqualTo(second));
        }
    }

    private static Certificate served(ServerProcess server) throws IOException, GeneralSecurityException {
        var context = SSLContext.getInstance("TLS");
        context.init(null, new X509TrustManager[] {new TrustAll()}, null);
        URI url = URI.create(server.url());
        try (var socket = (SSLSocket) context.getSocketFactory().createSocket("127.0.0.1", url.getPort())) {
            socket.startHandshake();
            return socket.getSession().getPeerCertificates()[0];
        }
    }

    /// A self-signed certificate by the tool that every JDK has, written the way a certificate authority delivers it.
    private X509Certificate issue(String name, Path certificate, Path key) throws Exception {
        Path store = folder.resolve(name + ".p12");
        String keytool =
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
        Process tool = new ProcessBuilder(
                        keytool,
                        "-genkeypair",
                        "-alias",
                        name,
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=" + name,
                        "-ext",
                        "san=dns:pdp.example.org",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        store.toString(),
                        "-storepass",
                        "changeit")
                .redirectErrorStream(true)
                .start();
        assertThat(tool.waitFor())
                .as(new String(tool.getInputStream().readAllBytes()))
                .isZero();
        var keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store)) {
            keys.load(in, "changeit".toCharArray());
        }
        var issued = (X509Certificate) keys.getCertificate(name);
        Files.writeString(
                key,
                pem("PRIVATE KEY", keys.getKey(name, "changeit".toCharArray()).getEncoded()));
        Files.writeString(certificate, pem("CERTIFICATE", issued.getEncoded()));
        return issued;
    }

    private static String pem(String label, byte[] der) {
        String body = Base64.getMimeEncoder(64, "\n".getBytes()).encodeToString(der);
        return "-----BEGIN " + label + "-----\n" + body + "\n-----END " + label + "-----\n";
    }

    /// The test looks at the certificate itself.
    private static final class TrustAll implements X509TrustManager {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String method) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String method) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
