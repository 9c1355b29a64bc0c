package sh.fanout.dashboard.page;

import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.servlet.function.RequestPredicate;
import org.springframework.web.servlet.function.RequestPredicates;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.RouterFunctions;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;
import sh.fanout.ErrorCode;
import sh.fanout.FanoutException;
import sh.fanout.spring.access.Guard;

/**
 * Leads to the pages.
 *
 * <p>Routes rather than controllers: no exception handler, view resolver or resource handler of the application reaches in
 * here, and none of it is changed.
 */
public final class Pages {

    static final String BASE = "/fanout";

    private static final Logger logger = LoggerFactory.getLogger(Pages.class);

    private final Guard guard;
    private final Renderer renderer;
    private final List<Page> pages;

    public Pages(Guard guard, Renderer renderer, List<Page> pages) {
        this.guard = guard;
        this.renderer = renderer;
        this.pages = pages;
    }

    /** The routes to all pages; to those that change something only if they may. */
    public RouterFunction<ServerResponse> routes(boolean readOnly) {
        var routes = RouterFunctions.route();
        // A relative address leads below the folder of the page, so that the root must be a folder.
        routes.GET(BASE, request -> moved(HttpStatus.FOUND, BASE.substring(1) + "/"));
        routes.GET(BASE + "/assets/{version}/{name}", Assets::answer);
        pages.stream()
                .filter(it -> !readOnly || !it.access().changes())
                .forEach(it -> routes.route(isAsked(it), request -> answer(request, it)));
        return routes.build();
    }

    /**
     * The route to the page that says that there is none. It takes whatever a browser looks for below the dashboard's path, and
     * so must be asked after everything that the application has there.
     */
    public RouterFunction<ServerResponse> nowhere() {
        return RouterFunctions.route(
                RequestPredicates.GET(BASE + "/**").and(Pages::wantsAPage), request -> answer(request, none(request)));
    }

    /** Who takes anything is a program, and understands the application's own answer. */
    private static boolean wantsAPage(ServerRequest request) {
        return request.headers().accept().stream().anyMatch(it -> it.equalsTypeAndSubtype(MediaType.TEXT_HTML));
    }

    private static Page none(ServerRequest request) {
        var path = request.requestPath().pathWithinApplication().value();
        return Page.at(path.substring(BASE.length()), visit -> Refusal.nowhere(path));
    }

    private static RequestPredicate isAsked(Page page) {
        return RequestPredicates.method(page.method()).and(RequestPredicates.path(BASE + page.path()));
    }

    private ServerResponse answer(ServerRequest request, Page page) {
        var visit = new Visit(request, guard, page);
        var answer = admitted(visit, page);
        if (page.access().changes()) {
            guard.record(request, page.toString(), answer);
        }
        return answer;
    }

    private ServerResponse admitted(Visit visit, Page page) {
        try {
            guard.admit(visit.request(), page.access());
        } catch (FanoutException refusal) {
            return renderer.turnAway(visit, refusal);
        }
        try {
            return written(visit, page.handler().answer(visit));
        } catch (FanoutException refusal) {
            return refused(visit, page, refusal);
        } catch (RuntimeException e) {
            logger.error("{} failed", page, e);
            return refused(
                    visit,
                    page,
                    new FanoutException(
                            ErrorCode.REQUEST_FAILED,
                            "Fanout failed to show this page.",
                            "The log of the service has the reason; please report it.",
                            e));
        }
    }

    private ServerResponse written(Visit visit, Answer answer) {
        return answer instanceof Answer.Moved moved
                ? moved(HttpStatus.SEE_OTHER, visit.root() + moved.path())
                : renderer.render(visit, (Answer.Shown) answer);
    }

    private ServerResponse refused(Visit visit, Page page, FanoutException refusal) {
        return renderer.render(visit, Refusal.shown(refusal, Section.of(page.path())));
    }

    /** A relative address stays right behind any proxy. */
    private static ServerResponse moved(HttpStatus status, String address) {
        return ServerResponse.status(status)
                .header(HttpHeaders.LOCATION, address)
                .build();
    }
}
