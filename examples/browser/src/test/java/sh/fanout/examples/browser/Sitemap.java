package sh.fanout.examples.browser;

import static java.util.stream.Collectors.joining;

import java.net.URI;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.server.PathContainer;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;

/** The pages that the dashboard has routes for, and the addresses that its links lead to. */
final class Sitemap {

    private static final String ROOT = "/fanout/";
    private static final Pattern ROUTE = Pattern.compile("GET && (%s[^)\\s]*)".formatted(ROOT));

    private final List<PathPattern> routes;

    Sitemap(RouterFunction<?> pages) {
        routes = ROUTE.matcher(pages.toString())
                .results()
                .map(it -> PathPatternParser.defaultInstance.parse(it.group(1)))
                .filter(it -> !it.getPatternString().startsWith(ROOT + "assets/"))
                .sorted(PathPattern.SPECIFICITY_COMPARATOR)
                .toList();
    }

    /** All routes, as they are below the root of the dashboard. */
    List<String> routes() {
        return routes.stream().map(Sitemap::belowRoot).toList();
    }

    /**
     * Opens what links lead to, from the overview on, and has a look at it. Of lists it opens one for each filter, and not
     * what several of them narrow.
     *
     * @return the routes that it has come by
     */
    Set<String> walk(Visitor visitor, Consumer<Stop> look) {
        var kinds = new HashSet<String>();
        var known = new LinkedHashSet<>(Set.of(""));
        var ahead = new ArrayDeque<>(List.of(new Stop("", "")));
        var routes = new LinkedHashSet<String>();
        while (!ahead.isEmpty()) {
            var stop = ahead.remove();
            visitor.open(stop.address());
            routes.add(stop.route());
            for (var link : links(visitor)) {
                var route = route(link);
                var names = names(link.getRawQuery());
                if (!names.contains("&") && known.add(address(link))) {
                    // One of each kind: there may be thousands of events.
                    if (kinds.add(route + names)) {
                        ahead.add(new Stop(route, address(link)));
                    }
                }
            }
            look.accept(stop);
        }
        return routes;
    }

    /** A page on the way. */
    record Stop(String route, String address) {

        /** What a file about it can be called. */
        String name() {
            var name = route.replaceAll("\\W+", "-").replaceAll("-$", "");
            return name.isEmpty() ? "overview" : name;
        }

        boolean isFiltered() {
            return address.contains("?");
        }
    }

    private static List<URI> links(Visitor visitor) {
        var all = visitor.page().locator("a[href]").evaluateAll("links => links.map(link => link.href)");
        return ((List<?>) all)
                .stream()
                        .map(it -> URI.create((String) it))
                        .filter(it -> it.getPath() != null && it.getPath().startsWith(ROOT))
                        .toList();
    }

    private String route(URI link) {
        var path = PathContainer.parsePath(link.getRawPath());
        return routes.stream()
                .filter(it -> it.matches(path))
                .map(Sitemap::belowRoot)
                .findFirst()
                .orElseThrow(() -> new AssertionError("a link leads to no page: " + link));
    }

    private static String belowRoot(PathPattern route) {
        return route.getPatternString().substring(ROOT.length());
    }

    private static String names(@Nullable String query) {
        return query == null
                ? ""
                : Arrays.stream(query.split("&"))
                        .map(it -> it.replaceAll("=.*", ""))
                        .collect(joining("&", "?", ""));
    }

    private static String address(URI link) {
        var path = link.getRawPath().substring(ROOT.length());
        return link.getRawQuery() == null ? path : path + "?" + link.getRawQuery();
    }
}
