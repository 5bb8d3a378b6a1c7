package io.mandate.http.request;

import io.mandate.events.problem.RejectedException;
import io.mandate.events.problem.Rejection;
import io.mandate.events.problem.RejectionCode;
import io.mandate.events.values.InvalidValueException;
import io.mandate.events.values.PersonalText;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.util.StringUtils;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;

/// Parses [RequestFacts] from the headers.
final class RequestFactsResolver implements HandlerMethodArgumentResolver {
    private static final int LONGEST_REASON = 1_000;
    private static final int LONGEST_AGENT = 400;

    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        return parameter.getParameterType() == RequestFacts.class;
    }

    @Override
    public Object resolveArgument(
            MethodParameter parameter,
            @Nullable ModelAndViewContainer container,
            NativeWebRequest web,
            @Nullable WebDataBinderFactory binders) {
        return facts((HttpServletRequest) web.getNativeRequest());
    }

    static RequestFacts facts(HttpServletRequest request) {
        String agent = request.getHeader("User-Agent");
        String header = SentOnce.header(request, "Mandate-Reason");
        return new RequestFacts(
                request.getMethod() + " " + request.getRequestURI(),
                Objects.requireNonNullElse(request.getQueryString(), ""),
                PersonalText.of(request.getRemoteAddr()),
                PersonalText.of(agent == null ? "" : printable(agent, LONGEST_AGENT)),
                correlation(request.getHeader(RequestIdFilter.HEADER)),
                header == null ? null : reason(decoded(header)),
                idempotencyKey(SentOnce.header(request, "Idempotency-Key")),
                SentOnce.header(request, "If-Match"));
    }

    static PersonalText reason(String text) {
        String stripped = text.strip();
        if (stripped.isEmpty() || stripped.length() > LONGEST_REASON) {
            throw new RejectedException(Rejection.of(
                    RejectionCode.FIELD_INVALID, "field", "reason", "rule", "must be 1 to 1000 characters"));
        }
        return PersonalText.of(stripped);
    }

    private static String decoded(String header) {
        try {
            byte[] bytes =
                    StringUtils.uriDecode(header, StandardCharsets.ISO_8859_1).getBytes(StandardCharsets.ISO_8859_1);
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            if (text.codePoints().anyMatch(c -> c == 0)) {
                throw new IllegalArgumentException("U+0000");
            }
            return text;
        } catch (IllegalArgumentException | CharacterCodingException _) {
            throw new InvalidValueException("Mandate-Reason", "must be percent-encoded UTF-8 without U+0000");
        }
    }

    private static String correlation(@Nullable String given) {
        return given != null && visible(given) ? given : UUID.randomUUID().toString();
    }

    private static @Nullable String idempotencyKey(@Nullable String given) {
        if (given != null && !visible(given)) {
            throw new InvalidValueException("Idempotency-Key", "must be 1 to 128 visible ASCII characters");
        }
        return given;
    }

    private static boolean visible(String text) {
        return !text.isEmpty() && text.length() <= 128 && text.chars().allMatch(c -> c > 32 && c < 127);
    }

    private static String printable(String text, int longest) {
        String clean = text.replaceAll("\\p{Cntrl}", "");
        return clean.length() <= longest ? clean : clean.substring(0, longest);
    }
}
