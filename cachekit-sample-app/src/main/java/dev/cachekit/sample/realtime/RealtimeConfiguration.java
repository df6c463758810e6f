package dev.cachekit.sample.realtime;

import org.apache.tomcat.websocket.server.WsSci;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.socket.config.annotation.EnableWebSocket;
import org.springframework.web.socket.config.annotation.WebSocketConfigurer;
import org.springframework.web.socket.config.annotation.WebSocketHandlerRegistry;
import org.springframework.web.socket.server.standard.ServletServerContainerFactoryBean;
import org.springframework.web.socket.server.support.HttpSessionHandshakeInterceptor;

/** {@code /ws}, for pages of this very origin: a page of another cannot connect with its visitor's cookie. */
@Configuration(proxyBeanMethods = false)
@EnableWebSocket
class RealtimeConfiguration {

    private static final int LONGEST_MESSAGE = 1024;

    @Bean
    WebSocketConfigurer liveSocket(LiveHandler handler) {
        HttpSessionHandshakeInterceptor session = new HttpSessionHandshakeInterceptor();
        session.setCopyAllAttributes(false);
        return (WebSocketHandlerRegistry registry) ->
                registry.addHandler(handler, "/ws").addInterceptors(session);
    }

    @Bean
    ServletServerContainerFactoryBean webSocketContainer() {
        ServletServerContainerFactoryBean container = new ServletServerContainerFactoryBean();
        container.setMaxTextMessageBufferSize(LONGEST_MESSAGE);
        container.setMaxBinaryMessageBufferSize(LONGEST_MESSAGE);
        return container;
    }

    /** What Spring Boot's module for WebSocket would do: switches Tomcat's support for it on. */
    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> tomcatWebSocket() {
        return tomcat ->
                tomcat.addContextCustomizers(context -> context.addServletContainerInitializer(new WsSci(), null));
    }
}
