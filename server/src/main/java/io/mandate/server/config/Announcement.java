package io.mandate.server.config;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.web.server.context.WebServerInitializedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/// Tells people and the other commands where the server answers, once it does.
@Component
class Announcement {
    private static final Logger LOG = LoggerFactory.getLogger(Announcement.class);

    private final ProcessHome home;
    private final ServerUrl url;

    Announcement(ProcessHome home, ServerUrl url) {
        this.home = home;
        this.url = url;
    }

    @EventListener
    void listening(WebServerInitializedEvent event) {
        if (event.getApplicationContext().getServerNamespace() == null) {
            url.bound(event.getWebServer().getPort());
        }
    }

    @EventListener(ApplicationReadyEvent.class)
    void ready() {
        home.folder().announce(url.toString());
        LOG.info("Mandate answers at {}; data in {}", url, home.folder().path());
    }
}
