package dev.cachekit.inprocess;

/**
 * What an operation makes of a cell.
 *
 * @param next what the key holds afterwards
 * @param reply what the caller is told
 */
record Step<R>(Cell next, R reply) {}
