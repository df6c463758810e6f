package dev.cachekit.inprocess;

/**
 * What an operation makes of a cell.
 *
 * @param next what the key holds afterwards
 * @param reply what the caller is told
 * @param acted false if the operation was refused or had happened before, so that there is nothing to tell other nodes
 */
record Step<R>(Cell next, R reply, boolean acted) {

    static <R> Step<R> to(Cell next, R reply) {
        return new Step<>(next, reply, true);
    }

    static <R> Step<R> stay(Cell cell, R reply) {
        return new Step<>(cell, reply, false);
    }
}
