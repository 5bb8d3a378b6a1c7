package io.mandate.http;

import io.mandate.http.json.StrictJson;
import io.mandate.http.request.AcceptedAnswers;
import io.mandate.http.request.BodilessRequests;
import io.mandate.http.request.KnownParameters;
import io.mandate.http.request.RequestParameters;
import java.util.List;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.MediaType;
import org.springframework.http.converter.HttpMessageConverters;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/// The edge as one piece: whoever imports it has strict JSON, problem documents, callers and request facts.
@Configuration(proxyBeanMethods = false)
@ComponentScan
public class HttpEdgeConfiguration implements WebMvcConfigurer {
    private final StrictJson json;

    HttpEdgeConfiguration(StrictJson json) {
        this.json = json;
    }

    @Override
    public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
        resolvers.add(io.mandate.http.caller.CallerParameters.resolver());
        resolvers.addAll(RequestParameters.resolvers());
    }

    /// Answers are not given in YAML. The framework would offer it since catalogs are read in it.
    @Override
    public void configureMessageConverters(HttpMessageConverters.ServerBuilder converters) {
        converters.configureMessageConvertersList(
                all -> all.removeIf(each -> each.getSupportedMediaTypes().contains(MediaType.APPLICATION_YAML)));
    }

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(new KnownParameters()).addPathPatterns(KnownParameters.PATHS);
        registry.addInterceptor(new AcceptedAnswers()).addPathPatterns(KnownParameters.PATHS);
        registry.addInterceptor(new BodilessRequests(json)).addPathPatterns(KnownParameters.PATHS);
    }
}
