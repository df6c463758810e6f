package dev.cachekit.spring.application;

import java.util.List;

class InProcessApplicationTest extends ApplicationContract {

    @Override
    List<String> backend() {
        return List.of("cachekit.backend=in-process");
    }
}
