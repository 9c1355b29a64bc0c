package sh.fanout.dashboard;

import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The settings of the dashboard.
 *
 * @param enabled whether it is there
 * @param temporalUi where Temporal's Web UI is, to link to; by default that of the dev server, and none for another one
 */
@ConfigurationProperties("fanout.dashboard")
record DashboardProperties(
        @DefaultValue("true") boolean enabled, @Nullable URI temporalUi) {}
