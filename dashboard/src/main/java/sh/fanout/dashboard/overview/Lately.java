package sh.fanout.dashboard.overview;

import java.util.Set;

/**
 * What has happened lately.
 *
 * @param before what had happened in as much time before
 * @param published the ids of the types that were published
 */
record Lately(Traffic traffic, Traffic.Step before, Set<String> published) {

    Lately {
        published = Set.copyOf(published);
    }
}
