package dev.cachekit.sample.web;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.web.server.Ssl;
import org.springframework.boot.web.server.WebServer;
import org.springframework.boot.web.server.autoconfigure.ServerProperties;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Says where the page is, as the last line of the start: the port may be any free one. */
@Component
class PageAddress {

    private static final Log log = LogFactory.getLog(PageAddress.class);

    private final ServerProperties server;

    PageAddress(ServerProperties server) {
        this.server = server;
    }

    @EventListener
    void tell(ApplicationReadyEvent ready) {
        if (ready.getApplicationContext() instanceof ServletWebServerApplicationContext context) {
            @Nullable WebServer running = context.getWebServer();
            if (running != null) {
                log.info("Open " + address(running.getPort(), context.getApplicationName()));
            }
        }
    }

    String address(int port, String path) {
        return (Ssl.isEnabled(server.getSsl()) ? "https" : "http") + "://localhost:" + port + path;
    }
}
