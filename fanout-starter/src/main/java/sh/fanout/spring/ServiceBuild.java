package sh.fanout.spring;

import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.info.BuildProperties;
import sh.fanout.EventType;
import sh.fanout.spring.diagnostics.StartupReport;
import sh.fanout.subscription.Subscription;

/**
 * What tells the builds of a service apart, so that the bus can tell a removed subscription from one whose instance is
 * only down.
 *
 * <p>In this order: {@code fanout.build}; the version and time of {@code META-INF/build-info.properties}; else, as in an
 * IDE, what the application defines: then a build is new whenever its events or subscriptions are.
 */
final class ServiceBuild {

    private ServiceBuild() {}

    static String of(
            @Nullable String configured,
            @Nullable BuildProperties info,
            List<EventType<?>> types,
            List<Subscription<?>> subscriptions) {
        if (configured != null && !configured.isBlank()) {
            return configured;
        }
        if (info != null) {
            return info.getVersion() + "@" + info.getTime();
        }
        var defined = new TreeSet<String>();
        types.forEach(type -> defined.add("event " + type.id()));
        subscriptions.forEach(subscription -> defined.add("subscription " + subscription.id()));
        return "%s%08x".formatted(StartupReport.UNVERSIONED, defined.hashCode());
    }
}
