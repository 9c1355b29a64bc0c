package sh.fanout.spring.rest;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.util.StringUtils;

/** Refuses forms with files, which Spring MVC would take apart, and fail at, before it looks for who answers. */
final class NoForms implements Filter {

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (StringUtils.startsWithIgnoreCase(request.getContentType(), "multipart/")) {
            var refusal = new UnsupportedContentException(
                    "The request is a form.", "Send JSON in UTF-8, with Content-Type: application/json.");
            Problem.answer(HttpStatus.UNSUPPORTED_MEDIA_TYPE, refusal)
                    .writeTo((HttpServletRequest) request, (HttpServletResponse) response, List::of);
        } else {
            chain.doFilter(request, response);
        }
    }
}
