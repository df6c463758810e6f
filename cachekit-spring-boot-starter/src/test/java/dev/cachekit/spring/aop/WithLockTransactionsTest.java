package dev.cachekit.spring.aop;

class WithLockTransactionsTest extends WithLockTransactionsContract {

    @Override
    Class<?>[] backend() {
        return new Class<?>[0];
    }
}
