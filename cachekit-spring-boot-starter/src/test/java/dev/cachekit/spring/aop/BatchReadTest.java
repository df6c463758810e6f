package dev.cachekit.spring.aop;

class BatchReadTest extends BatchReadContract {

    @Override
    Class<?>[] backend() {
        return new Class<?>[0];
    }
}
