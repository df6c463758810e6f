package dev.cachekit.spring.aop;

class JpaTest extends JpaContract {

    @Override
    Class<?>[] backend() {
        return new Class<?>[0];
    }
}
