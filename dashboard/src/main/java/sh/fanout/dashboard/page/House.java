package sh.fanout.dashboard.page;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * Where the dashboard stands.
 *
 * @param bus the name of the bus
 * @param namespace the Temporal namespace
 * @param temporalUi where Temporal's Web UI is; {@code null} if there is none
 * @param readOnly whether nothing can be changed here
 */
public record House(String bus, String namespace, @Nullable URI temporalUi, boolean readOnly) {}
