package dev.cachekit.spring.connection;

/** The images that hold a Redis, the same that Spring Boot knows. */
final class RedisImages {

    static final String[] NAMES = {"redis", "redis/redis-stack", "redis/redis-stack-server"};
    static final int PORT = 6379;

    private RedisImages() {}

    static String url(String host, int port) {
        return "redis://" + host + ":" + port;
    }
}
