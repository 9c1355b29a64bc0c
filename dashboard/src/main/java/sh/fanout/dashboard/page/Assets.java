package sh.fanout.dashboard.page;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;

/** The style sheet and the scripts, at addresses that change with them, so that a browser may keep them for ever. */
final class Assets {

    private static final MediaType CSS = MediaType.parseMediaType("text/css;charset=UTF-8");
    private static final MediaType SCRIPT = MediaType.parseMediaType("text/javascript;charset=UTF-8");

    private static final Map<String, MediaType> TYPES = Map.ofEntries(
            Map.entry("fanout.css", CSS),
            Map.entry("uPlot.min.css", CSS),
            Map.entry("fanout.js", SCRIPT),
            Map.entry("live.js", SCRIPT),
            Map.entry("patch.js", SCRIPT),
            Map.entry("switches.js", SCRIPT),
            Map.entry("keys.js", SCRIPT),
            Map.entry("ticks.js", SCRIPT),
            Map.entry("copy.js", SCRIPT),
            Map.entry("charts.js", SCRIPT),
            Map.entry("htmx.min.js", SCRIPT),
            Map.entry("uPlot.iife.min.js", SCRIPT));

    private static final Map<String, byte[]> FILES = read();

    private static final String VERSION = digest();

    private Assets() {}

    static String address(Visit visit, String name) {
        return "%sassets/%s/%s".formatted(visit.root(), VERSION, name);
    }

    static ServerResponse answer(ServerRequest request) {
        var name = request.pathVariable("name");
        var file = FILES.get(name);
        if (file == null || !request.pathVariable("version").equals(VERSION)) {
            return ServerResponse.notFound().build();
        }
        return ServerResponse.ok()
                .contentType(Objects.requireNonNull(TYPES.get(name)))
                .header(HttpHeaders.CACHE_CONTROL, "public, max-age=31536000, immutable")
                .header("X-Content-Type-Options", "nosniff")
                .body(file);
    }

    private static Map<String, byte[]> read() {
        var files = new LinkedHashMap<String, byte[]>();
        for (var name : TYPES.keySet().stream().sorted().toList()) {
            try (var file = Assets.class.getResourceAsStream("/sh/fanout/dashboard/assets/" + name)) {
                files.put(name, Objects.requireNonNull(file, name).readAllBytes());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return files;
    }

    private static String digest() {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            FILES.values().forEach(digest::update);
            return HexFormat.of().formatHex(digest.digest(), 0, 6);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
