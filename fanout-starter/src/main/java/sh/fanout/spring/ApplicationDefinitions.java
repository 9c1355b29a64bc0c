package sh.fanout.spring;

import java.util.ArrayList;
import java.util.List;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.autoconfigure.AutoConfigurationPackages;
import org.springframework.core.io.ResourceLoader;
import sh.fanout.EventType;
import sh.fanout.spring.subscribe.EventClasses;
import sh.fanout.spring.subscribe.SubscribeMethods;
import sh.fanout.subscription.Subscription;

/** What an application defines in both spellings: annotated classes and methods, and beans. */
final class ApplicationDefinitions {

    private final ConfigurableListableBeanFactory beans;
    private final ResourceLoader resources;

    ApplicationDefinitions(ConfigurableListableBeanFactory beans, ResourceLoader resources) {
        this.beans = beans;
        this.resources = resources;
    }

    /** Everything that was found. */
    record Found(List<EventType<?>> types, List<Subscription<?>> subscriptions) {}

    Found find() {
        var eventClasses = new EventClasses(resources);
        var types = new ArrayList<EventType<?>>();
        if (AutoConfigurationPackages.has(beans)) {
            types.addAll(eventClasses.below(AutoConfigurationPackages.get(beans)));
        }
        beans.getBeanProvider(EventType.class).orderedStream().forEach(types::add);

        var subscriptions = new ArrayList<>(new SubscribeMethods(beans, eventClasses, types).find());
        beans.getBeanProvider(Subscription.class).orderedStream().forEach(subscriptions::add);
        return new Found(types, subscriptions);
    }
}
