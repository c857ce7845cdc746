package io.github.bearergate.benchmarks;

import java.lang.reflect.Proxy;

/** Makes an implementation of an interface that can do nothing, for stubs that add the little they are asked. */
final class Unsupported {
    private Unsupported() {}

    static <T> T of(Class<T> type) {
        return type.cast(
                Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> {
                    throw new UnsupportedOperationException(method.toString());
                }));
    }
}
