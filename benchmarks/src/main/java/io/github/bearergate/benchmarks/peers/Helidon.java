package io.github.bearergate.benchmarks.peers;

import static java.lang.invoke.MethodType.genericMethodType;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodHandles.Lookup;
import java.lang.invoke.MethodType;
import java.util.Collection;
import java.util.Optional;

/**
 * Helidon's JWT support over a key set, with its validators of issuer, audience and times.
 *
 * <p>By its names, because its class files need Java 21 and a compiler of Java 17 cannot read them. A call through a handle costs
 * some nanoseconds more than one that is compiled.
 */
final class Helidon {
    private static final String JWT = "io.helidon.security.jwt.";
    private static final Lookup PUBLIC = MethodHandles.publicLookup();

    private Helidon() {}

    static TokenCheck open(Setting setting) throws ReflectiveOperationException {
        Class<?> signedJwt = Class.forName(JWT + "SignedJwt");
        Class<?> jwt = Class.forName(JWT + "Jwt");
        Class<?> keySet = Class.forName(JWT + "jwk.JwkKeys");
        Class<?> validator = Class.forName(JWT + "JwtValidator");
        Class<?> errors = Class.forName("io.helidon.common.Errors");
        return new Ready(
                keys(setting, keySet),
                validator(setting, validator),
                PUBLIC.findStatic(signedJwt, "parseToken", MethodType.methodType(signedJwt, String.class))
                        .asType(genericMethodType(1)),
                virtual(signedJwt, "verifySignature", errors, keySet),
                virtual(signedJwt, "getJwt", jwt),
                virtual(validator, "validate", errors, jwt),
                virtual(errors, "isValid", boolean.class),
                virtual(jwt, "scopes", Optional.class),
                setting);
    }

    private static MethodHandle virtual(Class<?> in, String name, Class<?> result, Class<?>... parameters)
            throws ReflectiveOperationException {
        return PUBLIC.findVirtual(in, name, MethodType.methodType(result, parameters))
                .asType(genericMethodType(1 + parameters.length));
    }

    private static Object keys(Setting setting, Class<?> keySet) throws ReflectiveOperationException {
        Class<?> resource = Class.forName("io.helidon.common.configurable.Resource");
        Object text = resource.getMethod("create", String.class, String.class).invoke(null, "key set", setting.jwks());
        Object builder = keySet.getMethod("builder").invoke(null);
        builder.getClass().getMethod("resource", resource).invoke(builder, text);
        return builder.getClass().getMethod("build").invoke(builder);
    }

    private static Object validator(Setting setting, Class<?> validator) throws ReflectiveOperationException {
        Object builder = validator.getMethod("builder").invoke(null);
        Class<?> type = builder.getClass();
        type.getMethod("addDefaultTimeValidators").invoke(builder);
        type.getMethod("addIssuerValidator", String.class).invoke(builder, setting.issuer());
        type.getMethod("addAudienceValidator", String.class).invoke(builder, setting.audience());
        return type.getMethod("build").invoke(builder);
    }

    private record Ready(
            Object keys,
            Object validator,
            MethodHandle parseToken,
            MethodHandle verifySignature,
            MethodHandle getJwt,
            MethodHandle validate,
            MethodHandle isValid,
            MethodHandle scopes,
            Setting setting)
            implements TokenCheck {
        @Override
        public boolean accepts(String token) {
            try {
                Object signed = (Object) parseToken.invokeExact((Object) token);
                if (!isValid((Object) verifySignature.invokeExact(signed, keys))) {
                    return false;
                }
                Object jwt = (Object) getJwt.invokeExact(signed);
                Object scope = (Object) scopes.invokeExact(jwt);
                return isValid((Object) validate.invokeExact(validator, jwt))
                        && scope instanceof Optional<?> present
                        && present.orElse(null) instanceof Collection<?> several
                        && several.contains(setting.scope());
            } catch (Error e) {
                throw e;
            } catch (Throwable refused) {
                // whatever it throws about a bad token; one that it throws about a good one fails the check before the
                // run
                return false;
            }
        }

        private boolean isValid(Object errors) throws Throwable {
            return (boolean) (Object) isValid.invokeExact(errors);
        }
    }
}
