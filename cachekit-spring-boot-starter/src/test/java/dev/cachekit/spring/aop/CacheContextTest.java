package dev.cachekit.spring.aop;

class CacheContextTest extends CacheContextContract {

    @Override
    Class<?>[] backend() {
        return new Class<?>[0];
    }
}
