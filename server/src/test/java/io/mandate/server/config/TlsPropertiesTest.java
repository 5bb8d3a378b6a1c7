package io.mandate.server.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mandate.server.process.Issued;
import io.mandate.store.startup.StartupRefusedException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringApplication;
import org.springframework.mock.env.MockEnvironment;

class TlsPropertiesTest {
    @TempDir
    Path folder;

    private Path certificate;
    private Path key;

    @BeforeEach
    void a_certificate_and_its_key() throws Exception {
        Issued issued = Issued.by(folder, "one");
        certificate = Files.writeString(folder.resolve("certificate.pem"), issued.certificatePem());
        key = Files.writeString(folder.resolve("key.pem"), issued.keyPem());
    }

    @Test
    void a_pair_is_served_and_only_a_pair_takes_its_place() {
        MockEnvironment served = given(certificate, key);

        assertThat(served.getProperty("server.ssl.bundle")).isEqualTo("mandate");
        assertThat(served.getProperty("spring.ssl.bundle.pem.mandate.keystore.verify-keys"))
                .isEqualTo("true");
    }

    @Test
    void a_key_of_another_certificate_is_refused() throws Exception {
        Path other = Files.writeString(
                folder.resolve("other.pem"), Issued.by(folder, "other").keyPem());

        refused(certificate, other, "is not that of the certificate in " + certificate);
    }

    @Test
    void what_is_no_certificate_and_what_is_no_key_is_refused() throws Exception {
        Path garbage = Files.writeString(folder.resolve("garbage.pem"), "-----BEGIN PRIVATE KEY-----\nnot base64");
        Path empty = Files.writeString(folder.resolve("empty.pem"), "");

        for (Path none : new Path[] {garbage, empty, key, folder}) {
            refused(none, key, "no certificate in PEM form");
        }
        for (Path none : new Path[] {garbage, empty, certificate, folder}) {
            refused(certificate, none, "no private key in PEM form");
        }
    }

    private static void refused(Path certificate, Path key, String why) {
        assertThatThrownBy(() -> given(certificate, key))
                .isInstanceOf(StartupRefusedException.class)
                .hasMessageContaining(why)
                .message()
                .hasLineCount(1);
    }

    private static MockEnvironment given(Path certificate, Path key) {
        var environment = new MockEnvironment();
        environment.setProperty("mandate.tls.certificate", certificate.toString());
        environment.setProperty("mandate.tls.key", key.toString());
        new TlsProperties().postProcessEnvironment(environment, new SpringApplication());
        return environment;
    }
}
