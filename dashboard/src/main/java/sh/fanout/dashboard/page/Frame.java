package sh.fanout.dashboard.page;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.jspecify.annotations.Nullable;
import org.springframework.web.util.UriUtils;
import sh.fanout.spring.access.Access;

/** What surrounds each page, and what its templates need to know of the visit. */
public final class Frame {

    private final @Nullable Section section;
    private final String title;
    private final Visit visit;
    private final House house;
    private final Beat beat;

    Frame(@Nullable Section section, String title, Visit visit, House house, Beat beat) {
        this.section = section;
        this.title = title;
        this.visit = visit;
        this.house = house;
        this.beat = beat;
    }

    /** The part of the dashboard; {@code null} where there is no page. */
    public @Nullable Section section() {
        return section;
    }

    public String title() {
        return title;
    }

    public House house() {
        return house;
    }

    public Beat beat() {
        return beat;
    }

    public Zone zone() {
        return visit.zone();
    }

    public @Nullable String theme() {
        return visit.theme();
    }

    /** Who the visitor is; {@code null} where nobody logs in. */
    public @Nullable String visitor() {
        return visit.name();
    }

    /** Whether the visitor may act. */
    public boolean acts() {
        return !house.readOnly() && visit.may(Access.OPERATE);
    }

    public @Nullable Csrf csrf() {
        return Csrf.of(visit.request().servletRequest());
    }

    /** A link to a section. */
    public String to(Section other) {
        return to(other.path());
    }

    /** A link to a path below the root of the dashboard, of which what comes from events is encoded as a segment. */
    public String to(String path, String... segments) {
        return visit.root() + Path.of(path, segments);
    }

    /** A link to what has this id on the page of a section; or on this page, if there is no section. */
    public String anchor(@Nullable Section other, String id) {
        return (other == null ? "" : to(other)) + "#" + UriUtils.encodeFragment(id, UTF_8);
    }

    /** A link to a file of the dashboard. */
    public String asset(String name) {
        return Assets.address(visit, name);
    }

    /** A link to a workflow in Temporal's Web UI; {@code null} if there is none. */
    public @Nullable String temporal(String workflowId) {
        return house.temporalUi() == null
                ? null
                : "%s/namespaces/%s/workflows/%s"
                        .formatted(
                                house.temporalUi().toString().replaceAll("/$", ""),
                                UriUtils.encodePathSegment(house.namespace(), UTF_8),
                                UriUtils.encodePathSegment(workflowId, UTF_8));
    }
}
