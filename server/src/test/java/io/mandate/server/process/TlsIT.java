package io.mandate.server.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Duration;
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
        Issued first = Issued.by(folder, "first");
        Path certificate = Files.writeString(folder.resolve("certificate.pem"), first.certificatePem());
        Path key = Files.writeString(folder.resolve("key.pem"), first.keyPem());

        try (var server = ServerProcess.started(
                folder.resolve("data"),
                "--demo",
                "--mandate.tls.certificate=" + certificate,
                "--mandate.tls.key=" + key,
                "--spring.ssl.bundle.watch.file.quiet-period=500ms")) {
            assertThat(server.url()).startsWith("https://localhost:");
            assertThat(served(server)).isEqualTo(first.certificate());
            await().atMost(Duration.ofMinutes(2))
                    .until(() -> Files.exists(folder.resolve("data").resolve("demo.json"))
                            || !server.process().isAlive());
            assertThat(folder.resolve("data").resolve("demo.json"))
                    .as(server.output())
                    .content()
                    .contains(server.url(), "demo-authzen");

            Issued second = Issued.by(folder, "second");
            Files.writeString(certificate, second.certificatePem());
            await().atMost(Duration.ofSeconds(60))
                    .until(() -> server.output().contains("matches none of the certificates"));
            assertThat(served(server))
                    .as("half of a renewal: the pair before stays")
                    .isEqualTo(first.certificate());

            Files.writeString(key, second.keyPem());
            await().atMost(Duration.ofSeconds(60))
                    .untilAsserted(() -> assertThat(served(server)).isEqualTo(second.certificate()));
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
