package sh.fanout.dashboard.page;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.Utf8ByteOutput;
import java.util.Map;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.util.DigestUtils;
import org.springframework.web.servlet.function.ServerResponse;
import sh.fanout.FanoutException;
import sh.fanout.spring.access.Refusals;

/** Writes pages. Not by way of a view resolver: those are the application's. */
public final class Renderer {

    private static final String TEMPLATES = "sh.fanout.dashboard.templates";

    /** Nothing but our own files: what an event says can neither run nor load anything, even if it were not escaped. */
    private static final String POLICY =
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
                    + "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    private final TemplateEngine engine =
            TemplateEngine.createPrecompiled(null, ContentType.Html, Renderer.class.getClassLoader(), TEMPLATES);
    private final House house;
    private final Beats beats;

    public Renderer(House house, Beats beats) {
        this.house = house;
        this.beats = beats;
    }

    ServerResponse render(Visit visit, Answer.Shown answer) {
        var frame = new Frame(answer.section(), answer.title(), visit, house, beats.beat());
        return write(answer.status(), answer.template(), Map.of("frame", frame, "view", answer.view()));
    }

    /** Without the frame, which tells how things are. */
    ServerResponse turnAway(Visit visit, FanoutException refusal) {
        var words = Map.<String, Object>of("sheet", Assets.address(visit, "fanout.css"), "view", Refusal.of(refusal));
        return write(Refusals.status(refusal.code()), "stranger", words);
    }

    private ServerResponse write(HttpStatus status, String template, Map<String, Object> words) {
        var output = new Utf8ByteOutput();
        engine.render(template + ".jte", words, output);
        var html = output.toByteArray();
        return ServerResponse.status(status)
                .contentType(MediaType.parseMediaType("text/html;charset=UTF-8"))
                .eTag(DigestUtils.md5DigestAsHex(html))
                .header(HttpHeaders.CACHE_CONTROL, "no-cache")
                .header(HttpHeaders.VARY, HttpHeaders.COOKIE)
                .header("Content-Security-Policy", POLICY)
                .header("X-Content-Type-Options", "nosniff")
                .header("Referrer-Policy", "same-origin")
                .body(html);
    }
}
