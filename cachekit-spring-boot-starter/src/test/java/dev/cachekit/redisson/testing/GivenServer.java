package dev.cachekit.redisson.testing;

import java.net.URI;

/** A server that belongs to somebody else. It is emptied, never stopped. */
final class GivenServer implements ServerControl {

    private final URI url;

    GivenServer(String url) {
        this.url = URI.create(url);
        try (RespConnection connection = new RespConnection(host(), port())) {
            connection.send("FLUSHALL");
        }
    }

    @Override
    public String host() {
        return url.getHost();
    }

    @Override
    public int port() {
        return url.getPort() < 0 ? 6379 : url.getPort();
    }

    @Override
    public void start() {
        skip();
    }

    @Override
    public void stop() {
        skip();
    }

    @Override
    public void kill() {
        skip();
    }

    @Override
    public void pause() {
        skip();
    }

    @Override
    public void resume() {
        skip();
    }

    @Override
    public void dispose() {}

    private static void skip() {
        RedisServer.skip("the server was given by URL and is not ours to stop");
    }
}
