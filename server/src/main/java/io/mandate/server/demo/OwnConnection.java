package io.mandate.server.demo;

import io.mandate.server.config.ServerUrl;
import io.mandate.store.role.ConditionalOnRole;
import java.net.http.HttpClient;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.time.Duration;
import java.util.Collections;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.stereotype.Component;

/// The way from this process to itself. Behind TLS it trusts the certificate that is configured and no other, whatever
/// its name and whoever signed it.
@Component
@ConditionalOnRole("command")
class OwnConnection {
    private final ServerUrl url;
    private final SslBundles bundles;
    private final String tls;

    OwnConnection(ServerUrl url, SslBundles bundles, @Value("${server.ssl.bundle:}") String tls) {
        this.url = url;
        this.bundles = bundles;
        this.tls = tls;
    }

    /// Where this process listens.
    String url() {
        return url.local();
    }

    /// A client that reaches it.
    HttpClient client() {
        HttpClient.Builder client = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5));
        return tls.isEmpty()
                ? client.build()
                : client.sslContext(trustingItself()).build();
    }

    private SSLContext trustingItself() {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, new TrustManager[] {new OnlyThisCertificate(served())}, null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the configured certificate cannot be trusted", e);
        }
    }

    private Certificate served() throws GeneralSecurityException {
        KeyStore keys = bundles.getBundle(tls).getStores().getKeyStore();
        if (keys != null) {
            for (String alias : Collections.list(keys.aliases())) {
                if (keys.isKeyEntry(alias)) {
                    return keys.getCertificate(alias);
                }
            }
        }
        throw new IllegalStateException("no certificate is configured");
    }
}
