package dev.cachekit.spring.aop;

class ShapeMatrixTest extends ShapeMatrixContract {

    @Override
    Class<?>[] backend() {
        return new Class<?>[0];
    }
}
