package dev.cachekit.benchmarks.codec;

import dev.cachekit.ValueFormat;
import dev.cachekit.benchmarks.contender.Contender;
import dev.cachekit.benchmarks.contender.SetUp;
import java.util.function.Function;

/** What turns values into bytes. */
public enum CodecContender implements Contender {
    CACHEKIT("CacheKit", "JSON, the default", value -> CacheKitForm.plain(ValueFormat.JSON, value)),
    CACHEKIT_SMILE("CacheKit, Smile", "`codec: smile`", value -> CacheKitForm.plain(ValueFormat.SMILE, value)),
    CACHEKIT_CBOR("CacheKit, CBOR", "`codec: cbor`", value -> CacheKitForm.plain(ValueFormat.CBOR, value)),
    CACHEKIT_COMPRESSED(
            "CacheKit, JSON compressed",
            "`compression.threshold: 1B`",
            value -> CacheKitForm.compressed(ValueFormat.JSON, value)),
    JDK("JDK serialization", "`ObjectOutputStream`, `ObjectInputStream`", JdkForm::of),
    KRYO("Kryo 5", "Redisson's `Kryo5Codec` with its defaults, which is what Redisson uses by default", KryoForm::of);

    private final SetUp<Function<Object, Form>> setUp;

    CodecContender(String label, String settings, Function<Object, Form> start) {
        this.setUp = new SetUp<>(label, settings, start);
    }

    Form form(Object value) {
        return setUp.start().apply(value);
    }

    @Override
    public SetUp<Function<Object, Form>> setUp() {
        return setUp;
    }
}
