package dev.cachekit.codec;

import tools.jackson.core.TokenStreamFactory;
import tools.jackson.dataformat.smile.SmileFactory;
import tools.jackson.dataformat.smile.SmileWriteFeature;

/** All that needs the module of Smile: loaded only where Smile is asked for. */
final class SmileTokens {

    private SmileTokens() {}

    /** Eight bits of every byte: nothing looks for the end of a value by a byte that it may not hold. */
    static TokenStreamFactory like(TokenStreamFactory json) {
        return SmileFactory.builder()
                .disable(SmileWriteFeature.ENCODE_BINARY_AS_7BIT)
                .streamReadConstraints(json.streamReadConstraints())
                .streamWriteConstraints(json.streamWriteConstraints())
                .build();
    }
}
