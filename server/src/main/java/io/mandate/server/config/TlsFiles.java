package io.mandate.server.config;

import io.mandate.store.startup.StartupRefusedException;
import java.io.IOException;
import java.nio.file.Path;
import org.springframework.boot.autoconfigure.ssl.PemSslBundleProperties;
import org.springframework.boot.autoconfigure.ssl.PropertiesSslBundle;
import org.springframework.boot.ssl.pem.PemContent;

/// What the two files of TLS must hold before a server is started on them.
final class TlsFiles {
    private TlsFiles() {}

    /// Refuses with [StartupRefusedException] what is no PEM, and a key that is not the certificate's.
    static void require(Path certificate, Path key) {
        if (!holds(certificate, pem -> !pem.getCertificates().isEmpty())) {
            throw new StartupRefusedException(TlsProperties.CERTIFICATE + " names " + certificate
                    + ", in which there is no certificate in PEM form (-----BEGIN CERTIFICATE-----)");
        }
        if (!holds(key, pem -> pem.getPrivateKey() != null)) {
            throw new StartupRefusedException(
                    TlsProperties.KEY + " names " + key
                            + ", in which there is no private key in PEM form without a password (-----BEGIN PRIVATE KEY-----)");
        }
        try {
            PropertiesSslBundle.get(bundle(certificate, key));
        } catch (RuntimeException e) {
            throw new StartupRefusedException(
                    "the private key in " + key + " is not that of the certificate in " + certificate
                            + ": set mandate.tls.certificate and mandate.tls.key to files that belong together",
                    e);
        }
    }

    private interface Look {
        boolean at(PemContent pem);
    }

    private static boolean holds(Path file, Look look) {
        try {
            return look.at(PemContent.load(file));
        } catch (IOException | RuntimeException _) {
            return false; // whatever the parser says of it, it is not what was asked for
        }
    }

    private static PemSslBundleProperties bundle(Path certificate, Path key) {
        var properties = new PemSslBundleProperties();
        properties.getKeystore().setCertificate(certificate.toUri().toString());
        properties.getKeystore().setPrivateKey(key.toUri().toString());
        properties.getKeystore().setVerifyKeys(true);
        return properties;
    }
}
