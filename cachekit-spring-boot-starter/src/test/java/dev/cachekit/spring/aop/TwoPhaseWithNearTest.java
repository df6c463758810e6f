package dev.cachekit.spring.aop;

class TwoPhaseWithNearTest extends TwoPhaseContract {

    @Override
    Class<?>[] backend() {
        return new Class<?>[] {NearOnConfiguration.class};
    }
}
