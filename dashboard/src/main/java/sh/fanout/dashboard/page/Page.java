package sh.fanout.dashboard.page;

import org.springframework.http.HttpMethod;
import sh.fanout.spring.access.Access;

/**
 * One thing that can be asked of the dashboard.
 *
 * @param path where, below {@link Pages#BASE}, with its variables in braces
 * @param access what its visitors must be allowed to do
 */
public record Page(HttpMethod method, String path, Access access, Handler handler) {

    /** A page to look at. */
    public static Page at(String path, Handler handler) {
        return new Page(HttpMethod.GET, path, Access.VIEW, handler);
    }

    /** A form that asks for what an address has no room for, and changes nothing. */
    public static Page question(String path, Handler handler) {
        return new Page(HttpMethod.POST, path, Access.VIEW, handler);
    }

    /** What a form does. */
    public static Page form(String path, Handler handler) {
        return new Page(HttpMethod.POST, path, Access.OPERATE, handler);
    }

    /** How many steps it is from the page up to the root of the dashboard. */
    int depth() {
        return (int) path.chars().filter(it -> it == '/').count() - 1;
    }

    @Override
    public String toString() {
        return method + " " + Pages.BASE + path;
    }

    /** Answers a visit; what it throws is shown in place of the page. */
    @FunctionalInterface
    public interface Handler {
        Answer answer(Visit visit);
    }
}
