package dev.cachekit.spring.aop;

class ReactiveTransactionsTest extends ReactiveTransactionsContract {

    @Override
    Class<?>[] backend() {
        return new Class<?>[0];
    }
}
