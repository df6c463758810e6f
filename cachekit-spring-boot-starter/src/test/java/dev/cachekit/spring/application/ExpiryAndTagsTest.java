package dev.cachekit.spring.application;

import java.util.List;

class ExpiryAndTagsTest extends ExpiryAndTagsContract {

    @Override
    List<String> backend() {
        return List.of("--cachekit.backend=in-process");
    }
}
