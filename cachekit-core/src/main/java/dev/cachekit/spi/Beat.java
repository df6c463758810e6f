package dev.cachekit.spi;

/**
 * What the primary of a lane answered to a beat.
 *
 * @param stamp the lane's stamp, at the moment the primary answered
 * @param primary names the primary and its life: it changes when another server takes over or the server is restarted
 */
public record Beat(long stamp, String primary) {}
