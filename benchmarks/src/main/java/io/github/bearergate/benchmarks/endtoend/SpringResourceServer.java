package io.github.bearergate.benchmarks.endtoend;

import io.github.bearergate.benchmarks.peers.Spring;
import jakarta.servlet.Filter;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configuration.EnableWebSecurity;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.security.web.SecurityFilterChain;

/** Spring Security's resource server without Spring Boot: its filter chain, configured in code. */
final class SpringResourceServer {
    private SpringResourceServer() {}

    static Filter filter(Trust trust) {
        AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();
        context.registerBean(Trust.class, () -> trust);
        context.register(Rules.class);
        context.refresh();
        return context.getBean("springSecurityFilterChain", Filter.class);
    }

    /** The beans, as the reference manual composes them for JWTs. */
    @Configuration(proxyBeanMethods = false)
    @EnableWebSecurity
    static class Rules {
        @Bean
        SecurityFilterChain chain(HttpSecurity http, Trust trust) throws Exception {
            NimbusJwtDecoder decoder = NimbusJwtDecoder.withJwkSetUri(trust.jwksUri())
                    .validateType(false)
                    .jwsAlgorithm(SignatureAlgorithm.valueOf(trust.algorithm()))
                    .build();
            decoder.setJwtValidator(Spring.validators(trust.issuer(), trust.audience(), trust.type()));
            return http.authorizeHttpRequests(requests -> requests.requestMatchers(HttpMethod.GET, "/orders/**")
                            .hasAuthority("SCOPE_" + trust.scope())
                            .anyRequest()
                            .denyAll())
                    .sessionManagement(sessions -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                    .oauth2ResourceServer(server -> server.jwt(jwt -> jwt.decoder(decoder)))
                    .build();
        }
    }
}
