package sh.fanout.dashboard.host;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Base64;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.security.autoconfigure.SecurityAutoConfiguration;
import org.springframework.boot.security.autoconfigure.UserDetailsServiceAutoConfiguration;
import org.springframework.boot.security.autoconfigure.web.servlet.SecurityFilterAutoConfiguration;
import org.springframework.boot.security.autoconfigure.web.servlet.ServletWebSecurityAutoConfiguration;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;

/** A running host, and how to ask it. */
record Host(ServletWebServerApplicationContext context, String contextPath) implements AutoCloseable {

    /** What Spring Boot makes of Spring Security's being there. */
    private static final String SECURITY = Stream.of(
                    SecurityAutoConfiguration.class,
                    UserDetailsServiceAutoConfiguration.class,
                    ServletWebSecurityAutoConfiguration.class,
                    SecurityFilterAutoConfiguration.class)
            .map(Class::getName)
            .collect(Collectors.joining(","));

    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    /** @param settings beside those that say where it is */
    static Host start(boolean secured, String contextPath, String... settings) {
        var given = Stream.concat(
                        Stream.of(
                                "server.port=0",
                                "server.servlet.context-path=" + contextPath,
                                "host.secured=" + secured,
                                "spring.autoconfigure.exclude=" + (secured ? "" : SECURITY)),
                        Stream.of(settings))
                .toArray(String[]::new);
        var context = new SpringApplicationBuilder(HostApplication.class)
                .web(WebApplicationType.SERVLET)
                .properties(given)
                .run();
        return new Host((ServletWebServerApplicationContext) context, contextPath);
    }

    URI at(String path) {
        return URI.create("http://localhost:%d%s%s".formatted(port(), contextPath, path));
    }

    int port() {
        var server = context.getWebServer();
        if (server == null) {
            throw new IllegalStateException("the host has no web server");
        }
        return server.getPort();
    }

    HttpResponse<String> get(String path, String accept) {
        return send(HttpRequest.newBuilder(at(path)).header("Accept", accept), null);
    }

    HttpResponse<String> get(String path, @Nullable Login login) {
        return send(HttpRequest.newBuilder(at(path)).header("Accept", "text/html"), login);
    }

    HttpResponse<String> post(String path, String form, @Nullable Login login, String... headers) {
        var request = HttpRequest.newBuilder(at(path))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return send(request, login);
    }

    static HttpResponse<String> get(URI address, @Nullable Login login) {
        return send(HttpRequest.newBuilder(address).header("Accept", "text/html"), login);
    }

    private static HttpResponse<String> send(HttpRequest.Builder request, @Nullable Login login) {
        if (login != null) {
            request.header("Authorization", login.basic());
        }
        try {
            return CLIENT.send(request.build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new IllegalStateException("the host does not answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        context.close();
    }

    /** Somebody whose password is their name. */
    enum Login {
        VERA,
        OTTO;

        private String basic() {
            var name = name().toLowerCase(Locale.ROOT);
            return "Basic "
                    + Base64.getEncoder()
                            .encodeToString("%1$s:%1$s".formatted(name).getBytes(UTF_8));
        }
    }
}
