package sh.fanout.dashboard.page;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.springframework.web.util.UriUtils;

/** Where a page is, below the root of the dashboard. */
final class Path {

    private Path() {}

    /** A path, and below it segments, of which each is encoded: they come from events. */
    static String of(String path, String... segments) {
        var whole = new StringBuilder(path);
        for (var segment : segments) {
            whole.append('/').append(UriUtils.encodePathSegment(segment, UTF_8));
        }
        return whole.toString();
    }
}
