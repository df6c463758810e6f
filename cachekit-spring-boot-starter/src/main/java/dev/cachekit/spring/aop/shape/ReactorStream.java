package dev.cachekit.spring.aop.shape;

import org.jspecify.annotations.Nullable;
import org.springframework.core.ReactiveAdapter;
import reactor.core.publisher.Flux;

/**
 * A publisher of many elements that pass one by one, without end if need be: for calls that only begin and end. The stage of its
 * content ends, without content, when the last element has passed.
 *
 * @param type makes the publishers of the declared type
 */
record ReactorStream(ReactiveAdapter type) implements ReturnShape {

    @Override
    public @Nullable Object answer(Beginning call) {
        return type.fromPublisher(Flux.deferContextual(context -> new ReactorPassage(type, call, context).elements()));
    }
}
