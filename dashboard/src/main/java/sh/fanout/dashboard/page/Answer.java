package sh.fanout.dashboard.page;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import sh.fanout.FanoutException;
import sh.fanout.spring.access.Refusals;

/** What a visit is answered with. */
public sealed interface Answer {

    /**
     * A page.
     *
     * @param section the part that the menu marks; {@code null} for none
     * @param title what it is about, in a few words
     * @param template which template writes it, such as {@code events/list}
     * @param view what the template shows
     */
    record Shown(HttpStatus status, @Nullable Section section, String title, String template, Object view)
            implements Answer {

        /** The same where its form could not be done. */
        public Shown refused(FanoutException why) {
            return new Shown(Refusals.status(why.code()), section, title, template, view);
        }
    }

    /**
     * The advice to look at another page, which is how a form ends that has done something.
     *
     * @param path where, below the root of the dashboard
     */
    record Moved(String path) implements Answer {}

    static Shown shown(Section section, String title, String template, Object view) {
        return new Shown(HttpStatus.OK, section, title, template, view);
    }

    /**
     * The advice to look at another page.
     *
     * @param segments what comes below the path; encoded as {@link Frame#to} does it
     */
    static Answer moved(String path, String... segments) {
        return new Moved(Path.of(path, segments));
    }
}
