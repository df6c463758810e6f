package dev.cachekit;

/** How the values of a cache are written. Every format is read as the declared type alone. */
public enum ValueFormat {
    /** Text that people can read. */
    JSON,

    /** The binary format Smile; needs {@code tools.jackson.dataformat:jackson-dataformat-smile}. */
    SMILE,

    /** The binary format CBOR (RFC 8949); needs {@code tools.jackson.dataformat:jackson-dataformat-cbor}. */
    CBOR
}
