package sh.fanout.dashboard.host;

import java.net.URI;
import java.net.http.HttpResponse;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Follows the links, scripts and style sheets of the pages, as a browser resolves them. */
final class Crawl {

    private static final Pattern LINK = Pattern.compile("(?:href|src)=\"([^\"#]+)");

    /** Filters can be put together in any number of ways. */
    private static final int MOST_OF_A_PATH = 3;

    private final Map<URI, HttpResponse<String>> answers = new LinkedHashMap<>();
    private final Map<String, Integer> ofPath = new HashMap<>();
    private final URI first;
    private final Host.@Nullable Login login;

    private Crawl(URI first, Host.@Nullable Login login) {
        this.first = first;
        this.login = login;
    }

    /** All answers, by their addresses, of what can be reached below the folder of the first one. */
    static Map<URI, HttpResponse<String>> from(URI first, Host.@Nullable Login login) {
        return new Crawl(first, login).all();
    }

    private Map<URI, HttpResponse<String>> all() {
        var open = new ArrayDeque<URI>();
        open.add(first);
        while (!open.isEmpty()) {
            var address = open.remove();
            if (isNew(address)) {
                var answer = Host.get(address, login);
                answers.put(address, answer);
                LINK.matcher(answer.body()).results().forEach(it -> open.add(resolved(address, it.group(1))));
            }
        }
        return answers;
    }

    private boolean isNew(URI address) {
        return address.toString().startsWith(first.toString())
                && !answers.containsKey(address)
                && ofPath.merge(address.getPath(), 1, Integer::sum) <= MOST_OF_A_PATH;
    }

    private static URI resolved(URI page, String attribute) {
        var link = attribute.replace("&amp;", "&").replace(" ", "%20");
        // By the older of its standards, URI takes a query alone for one of the folder.
        return page.resolve(link.startsWith("?") ? page.getRawPath() + link : link);
    }
}
