package sh.fanout.dashboard.page;

import jakarta.servlet.http.Cookie;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.web.servlet.function.ServerRequest;
import sh.fanout.ErrorCode;
import sh.fanout.FanoutException;
import sh.fanout.log.Position;
import sh.fanout.spring.access.Access;
import sh.fanout.spring.access.Caller;
import sh.fanout.spring.access.Guard;
import sh.fanout.spring.access.OperatorsWord;
import sh.fanout.spring.web.Cursor;

/** A request for a page: what it asks for, by whom, and how they like to see it. */
public final class Visit {

    private final ServerRequest request;
    private final Guard guard;
    private final Page page;

    Visit(ServerRequest request, Guard guard, Page page) {
        this.request = request;
        this.guard = guard;
        this.page = page;
    }

    /** The way from this page to the root of the dashboard, wherever that is mounted. */
    String root() {
        return page.depth() == 0 ? "./" : "../".repeat(page.depth());
    }

    /** The same in full, as the visitor has asked for it; behind a proxy as far as the application heeds what that says. */
    public URI address() {
        return request.uri().resolve(root());
    }

    /** What stands in the path for a variable. */
    public String variable(String name) {
        return request.pathVariable(name);
    }

    /** What the address or the form says; {@code null} if it says nothing but blanks. */
    public @Nullable String text(String name) {
        return request.param(name)
                .map(String::strip)
                .filter(it -> !it.isEmpty())
                .orElse(null);
    }

    /** All that the address or the form says under one name, such as what is ticked. */
    public List<String> texts(String name) {
        return request.params().getOrDefault(name, List.of()).stream()
                .map(String::strip)
                .filter(it -> !it.isEmpty())
                .toList();
    }

    /**
     * What the address or the form says, as a value of an enum; {@code null} if it says nothing.
     *
     * @throws FanoutException ({@code FANOUT-201}) if there is no such value
     */
    public <E extends Enum<E>> @Nullable E word(String name, Class<E> type) {
        var text = text(name);
        return text == null ? null : Texts.value(text, type);
    }

    /** What the form says under these names, to be shown again. */
    public Typed typed(String... names) {
        var values = new HashMap<String, String>();
        for (var name : names) {
            request.param(name).ifPresent(it -> values.put(name, it));
        }
        return new Typed(values);
    }

    /** What a form must say. */
    public String required(String name) {
        var text = text(name);
        if (text == null) {
            throw new FanoutException(
                    ErrorCode.INVALID_REQUEST,
                    "The form does not say '%s'.".formatted(name),
                    "Go back and fill it in.");
        }
        return text;
    }

    /** Where a page of the list of a section begins; {@code null} for the first one. */
    public @Nullable Position after(Section section) {
        var cursor = text("after");
        return cursor == null ? null : Cursor.read(section.path(), cursor);
    }

    /** What the form says of who wants it and why. */
    public OperatorsWord word() {
        return OperatorsWord.said(request, text("who"), required("why"));
    }

    /** Whether the visitor may do this as well. */
    public boolean may(Access access) {
        return guard.allows(request, access);
    }

    /** The name of the visitor, as they are logged in. */
    @Nullable
    String name() {
        return Caller.of(request).name();
    }

    public Zone zone() {
        return Zone.of(cookie("fanout-zone"));
    }

    /** {@code light}, {@code dark}, or as the system has it. */
    @Nullable
    String theme() {
        return cookie("fanout-theme");
    }

    ServerRequest request() {
        return request;
    }

    private @Nullable String cookie(String name) {
        return Optional.ofNullable(request.cookies().getFirst(name))
                .map(Cookie::getValue)
                .orElse(null);
    }
}
