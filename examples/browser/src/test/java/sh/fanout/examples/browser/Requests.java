package sh.fanout.examples.browser;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.springframework.stereotype.Component;

/** How requests were answered; to the scripts of a page a browser shows 304 as the answer that it has kept. */
@Component
class Requests implements Filter {

    private final Queue<Answered> answered = new ConcurrentLinkedQueue<>();

    record Answered(String path, int status) {}

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        chain.doFilter(request, response);
        answered.add(new Answered(
                ((HttpServletRequest) request).getRequestURI(), ((HttpServletResponse) response).getStatus()));
    }

    /** How often a path of the dashboard was answered by a status. */
    long count(String path, int status) {
        return answered.stream()
                .filter(new Answered("/fanout/" + path, status)::equals)
                .count();
    }
}
