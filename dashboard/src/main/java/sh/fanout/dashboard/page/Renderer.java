package sh.fanout.dashboard.page;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.Utf8ByteOutput;
import java.util.Map;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.util.DigestUtils;
import org.springframework.web.servlet.function.ServerResponse;

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
    private final Pulse pulse;

    public Renderer(House house, Pulse pulse) {
        this.house = house;
        this.pulse = pulse;
    }

    ServerResponse render(Visit visit, Answer.Shown answer) {
        var frame = new Frame(answer.section(), answer.title(), visit, house, pulse.beat());
        var output = new Utf8ByteOutput();
        engine.render(answer.template() + ".jte", Map.of("frame", frame, "view", answer.view()), output);
        var html = output.toByteArray();
        return ServerResponse.status(answer.status())
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
