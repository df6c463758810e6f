package dev.cachekit.spring.autoconfigure;

import org.redisson.api.RedissonClient;

/**
 * The client in use.
 *
 * @param client the client
 * @param place where it or its address came from, for people
 */
record RedisConnection(RedissonClient client, String place) {}
