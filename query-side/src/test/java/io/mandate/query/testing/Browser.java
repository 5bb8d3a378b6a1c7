package io.mandate.query.testing;

import io.mandate.events.values.Actor;
import io.mandate.events.values.TenantId;
import io.mandate.events.values.UserId;
import io.mandate.http.problem.ProblemAdvice;
import io.mandate.http.problem.RejectionWitness;
import io.mandate.http.request.MinPosition;
import io.mandate.http.request.RequestParameters;
import io.mandate.live.identity.Caller;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.core.MethodParameter;
import org.springframework.http.MediaType;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import org.springframework.test.web.servlet.request.MockMvcRequestBuilders;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Asks the endpoints of a node as one user of one tenant.
public final class Browser {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final MockMvc mvc;

    /// An answer.
    public record Answer(int status, JsonNode body, MockHttpServletResponse response) {
        public @Nullable String header(String name) {
            return response.getHeader(name);
        }
    }

    /// @param controllers the endpoints
    public Browser(TenantId tenant, String user, Object... controllers) {
        Caller caller = new Caller(tenant, new Actor(Actor.Kind.USER, new UserId(user)), null, Set.of(), false);
        List<HandlerMethodArgumentResolver> resolvers = new ArrayList<>(RequestParameters.resolvers());
        resolvers.add(new Known(caller));
        this.mvc = MockMvcBuilders.standaloneSetup(controllers)
                .setCustomArgumentResolvers(resolvers.toArray(HandlerMethodArgumentResolver[]::new))
                .setControllerAdvice(new ProblemAdvice(
                        new StaticListableBeanFactory().getBeanProvider(RejectionWitness.class),
                        _ -> rejection -> rejection))
                .build();
    }

    public Answer get(String uri) {
        return get(uri, null);
    }

    /// @param atLeast the position the answer must have reached
    public Answer get(String uri, @Nullable String atLeast) {
        MockHttpServletRequestBuilder request = MockMvcRequestBuilders.get(URI.create(uri));
        if (atLeast != null) {
            request.header(MinPosition.HEADER, atLeast);
        }
        return answer(request);
    }

    public Answer post(String uri, String json) {
        return answer(MockMvcRequestBuilders.post(URI.create(uri))
                .contentType(MediaType.APPLICATION_JSON)
                .content(json));
    }

    private Answer answer(MockHttpServletRequestBuilder request) {
        try {
            MockHttpServletResponse response = mvc.perform(request).andReturn().getResponse();
            return new Answer(response.getStatus(), body(response), response);
        } catch (Exception e) {
            throw new IllegalStateException("it could not be asked", e);
        }
    }

    private static JsonNode body(MockHttpServletResponse response) {
        String type = String.valueOf(response.getContentType());
        return type.contains("json") && !type.contains("ndjson")
                ? JSON.readTree(response.getContentAsByteArray())
                : JSON.missingNode();
    }

    private record Known(Caller caller) implements HandlerMethodArgumentResolver {
        @Override
        public boolean supportsParameter(MethodParameter parameter) {
            return parameter.getParameterType() == Caller.class;
        }

        @Override
        public Object resolveArgument(
                MethodParameter parameter,
                @Nullable ModelAndViewContainer container,
                NativeWebRequest request,
                @Nullable WebDataBinderFactory binders) {
            return caller;
        }
    }
}
