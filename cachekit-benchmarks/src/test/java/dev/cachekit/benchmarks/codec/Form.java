package dev.cachekit.benchmarks.codec;

/** One value and its bytes, in the form that a codec gives them. */
interface Form {

    /** Encodes the value, and returns how many bytes it takes. */
    int write();

    /** Decodes the bytes. */
    Object read();
}
