package dev.cachekit.spring.aop;

class TwoPhaseTest extends TwoPhaseContract {

    @Override
    Class<?>[] backend() {
        return new Class<?>[0];
    }
}
