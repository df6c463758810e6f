package dev.cachekit.codec;

import tools.jackson.core.TokenStreamFactory;
import tools.jackson.dataformat.cbor.CBORFactory;

/** All that needs the module of CBOR: loaded only where CBOR is asked for. */
final class CborTokens {

    private CborTokens() {}

    static TokenStreamFactory like(TokenStreamFactory json) {
        return CBORFactory.builder()
                .streamReadConstraints(json.streamReadConstraints())
                .streamWriteConstraints(json.streamWriteConstraints())
                .build();
    }
}
