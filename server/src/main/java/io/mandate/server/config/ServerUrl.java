package io.mandate.server.config;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/// The address of this server for people and for links in answers: configuration decides it, never a header of a
/// request.
@Component
public class ServerUrl {
    private final String configured;
    private final String scheme;
    private final String host;
    private volatile int port;

    ServerUrl(
            @Value("${mandate.url:}") String configured,
            @Value("${server.ssl.bundle:}") String tls,
            @Value("${server.address:127.0.0.1}") String address) {
        this.configured = configured.replaceFirst("/+$", "");
        this.scheme = tls.isEmpty() ? "http" : "https";
        this.host = switch (address) {
            case "127.0.0.1", "::1", "0.0.0.0", "::", "localhost" -> "localhost";
            default -> address.contains(":") ? "[" + address + "]" : address;
        };
    }

    void bound(int actualPort) {
        port = actualPort;
    }

    /// The address under which this process reaches itself, whatever others call it.
    public String local() {
        return scheme + "://" + host + ":" + port;
    }

    /// Without a slash at the end, such as `http://localhost:8080`. The port is known once the server listens.
    @Override
    public String toString() {
        return configured.isEmpty() ? local() : configured;
    }
}
