package dev.cachekit.test;

/** Makes everything as new for the next test method. */
@FunctionalInterface
interface Renewal {

    void run();
}
