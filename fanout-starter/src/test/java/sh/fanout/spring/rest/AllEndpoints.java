package sh.fanout.spring.rest;

import java.util.List;
import org.springframework.context.ApplicationContext;
import sh.fanout.Fanout;
import sh.fanout.catalog.EventTypes;
import sh.fanout.deadletter.DeadLetters;
import sh.fanout.erasure.Erasures;
import sh.fanout.lane.Lanes;
import sh.fanout.log.Events;
import sh.fanout.operation.Operations;
import sh.fanout.subscription.Subscriptions;
import sh.fanout.subscription.Trials;

/** The endpoints of an application, as it maps them. */
final class AllEndpoints {

    private AllEndpoints() {}

    static List<Endpoint> of(ApplicationContext application) {
        return new Resources(
                        application.getBean(Fanout.class),
                        application.getBean(Events.class),
                        application.getBean(Subscriptions.class),
                        application.getBean(Lanes.class),
                        application.getBean(DeadLetters.class),
                        application.getBean(Trials.class),
                        application.getBean(EventTypes.class),
                        application.getBean(Operations.class),
                        application.getBean(Erasures.class))
                .endpoints(false);
    }
}
