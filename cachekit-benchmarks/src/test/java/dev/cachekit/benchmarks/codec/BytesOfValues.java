package dev.cachekit.benchmarks.codec;

import dev.cachekit.benchmarks.scenario.StoredSize;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Values that become bytes, and bytes that become values; without Redis. */
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
public class BytesOfValues {

    /** A record of a few fields. */
    @State(Scope.Benchmark)
    public static class Small {

        /** Whose codec. */
        @Param("CACHEKIT")
        public CodecContender contender;

        Form form;

        /** Encodes the value once, and refuses a codec that does not give it back. */
        @Setup
        public void encode() {
            Object value = value();
            form = contender.form(value);
            if (!form.read().equals(value)) {
                throw new IllegalStateException(contender + " has changed the value");
            }
            StoredSize.note(BytesOfValues.class, form.write());
        }

        Object value() {
            return Shelf.product();
        }
    }

    /** A list of such records. */
    public static class Large extends Small {

        @Override
        Object value() {
            return Shelf.ofProducts(25);
        }
    }

    /** Encodes a record. */
    @Benchmark
    public int writeSmall(Small value) {
        return value.form.write();
    }

    /** Decodes a record. */
    @Benchmark
    public Object readSmall(Small value) {
        return value.form.read();
    }

    /** Encodes a list. */
    @Benchmark
    public int writeLarge(Large value) {
        return value.form.write();
    }

    /** Decodes a list. */
    @Benchmark
    public Object readLarge(Large value) {
        return value.form.read();
    }
}
