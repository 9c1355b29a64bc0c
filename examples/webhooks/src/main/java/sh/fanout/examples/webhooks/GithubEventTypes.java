package sh.fanout.examples.webhooks;

import org.springframework.beans.factory.BeanRegistrar;
import org.springframework.beans.factory.BeanRegistry;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.core.env.Environment;
import sh.fanout.EventType;
import tools.jackson.databind.JsonNode;

/** Defines the event types: a bean for each, as if somebody had written some hundred {@code @Bean} methods. */
final class GithubEventTypes implements BeanRegistrar {

    @Override
    public void register(BeanRegistry registry, Environment environment) {
        var events = GithubEvents.documented();
        registry.registerBean("githubEvents", GithubEvents.class, bean -> bean.supplier(context -> events));

        var beanType = new ParameterizedTypeReference<EventType<JsonNode>>() {};
        events.types()
                .forEach(type -> registry.registerBean(type.id(), beanType, bean -> bean.supplier(context -> type)));
    }
}
