package dev.cachekit.spring.aop;

class TransactionsWithNearTest extends TransactionsContract {

    @Override
    Class<?>[] backend() {
        return new Class<?>[] {NearOnConfiguration.class};
    }
}
