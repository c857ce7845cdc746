package io.github.bearergate.attacks;

import java.io.IOException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Hands tests the one {@link World} that all tables share; it ends with the test run. */
final class WorldExtension implements ParameterResolver {
    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == World.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return context.getRoot()
                .getStore(Namespace.create(WorldExtension.class))
                .computeIfAbsent(World.class, type -> make());
    }

    private static World make() {
        try {
            return new World();
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException("the world could not be made", e);
        }
    }
}
