package dev.cachekit.benchmarks.contender;

import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.json.JsonMapper;

/** Jackson with a reader and a writer made once for the declared type. */
public final class Json {

    private static final JsonMapper MAPPER = JsonMapper.builder().build();
    private static final ObjectReader READER = MAPPER.readerFor(Product.class);
    private static final ObjectWriter WRITER = MAPPER.writerFor(Product.class);

    private Json() {}

    /** Reads what {@link #write} has written. */
    public static Product read(byte[] json) {
        return READER.readValue(json);
    }

    /** As all systems write it. */
    public static byte[] write(Product product) {
        return WRITER.writeValueAsBytes(product);
    }
}
