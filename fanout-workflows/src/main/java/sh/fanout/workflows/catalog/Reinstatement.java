package sh.fanout.workflows.catalog;

import java.util.Set;

/**
 * What is asked for when the later builds of a service are gone.
 *
 * @param declaration of the build that is to be the newest again
 * @param gone the builds that came after it
 */
public record Reinstatement(Declaration declaration, Set<String> gone) {

    public Reinstatement {
        gone = Set.copyOf(gone);
    }
}
