package sh.fanout.spring.rest;

import java.util.List;
import java.util.stream.Stream;
import sh.fanout.Fanout;
import sh.fanout.catalog.EventTypes;
import sh.fanout.deadletter.DeadLetters;
import sh.fanout.erasure.Erasures;
import sh.fanout.lane.Lanes;
import sh.fanout.log.Events;
import sh.fanout.operation.Operations;
import sh.fanout.subscription.Subscriptions;
import sh.fanout.subscription.Trials;

/** The endpoints of all that can be had over HTTP. */
record Resources(
        Fanout fanout,
        Events events,
        Subscriptions subscriptions,
        Lanes lanes,
        DeadLetters deadLetters,
        Trials trials,
        EventTypes eventTypes,
        Operations operations,
        Erasures erasures) {

    /** @param readOnly whether those that change something are left out */
    List<Endpoint> endpoints(boolean readOnly) {
        return all().filter(it -> !readOnly || !it.access().changes()).toList();
    }

    private Stream<Endpoint> all() {
        var eventsResource = new EventsResource(fanout, events);
        return Stream.of(
                        eventsResource.endpoints(),
                        new ResultsResource(fanout, eventsResource).endpoints(),
                        new BatchResource(fanout).endpoints(),
                        new EventTypesResource(eventTypes).endpoints(),
                        new TrialsResource(trials, events).endpoints(),
                        new StatsResource(events).endpoints(),
                        new SubscriptionsResource(subscriptions).endpoints(),
                        new LanesResource(lanes).endpoints(),
                        new DeadLettersResource(deadLetters).endpoints(),
                        new BulkResource(operations).endpoints(),
                        new OperationsResource(operations).endpoints(),
                        new ErasuresResource(erasures).endpoints())
                .flatMap(List::stream);
    }
}
