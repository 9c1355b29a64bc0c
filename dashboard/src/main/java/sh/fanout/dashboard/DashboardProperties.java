package sh.fanout.dashboard;

import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The settings of the dashboard.
 *
 * @param enabled whether the dashboard is there
 * @param temporalUi the address of Temporal's Web UI, to link to; by default that of the dev server, and none of a cluster
 */
@ConfigurationProperties("fanout.dashboard")
record DashboardProperties(
        @DefaultValue("true") boolean enabled, @Nullable URI temporalUi) {}
