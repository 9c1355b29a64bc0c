package sh.fanout.examples.browser;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Map;
import org.springframework.context.ApplicationContext;
import sh.fanout.Fanout;
import sh.fanout.PublishOptions;
import sh.fanout.deadletter.DeadLetterStatus;
import sh.fanout.deadletter.DeadLetters;
import sh.fanout.examples.browser.PostOffice.NoteLeft;
import sh.fanout.examples.browser.PostOffice.ParcelLost;
import sh.fanout.examples.browser.PostOffice.ParcelMoved;
import sh.fanout.examples.browser.PostOffice.QuoteAsked;
import sh.fanout.examples.browser.PostOffice.StampsSold;
import sh.fanout.lane.Lanes;
import sh.fanout.log.EventSelection;
import sh.fanout.operation.OperationPace;
import sh.fanout.operation.OperationPlan;
import sh.fanout.operation.OperationStatus;
import sh.fanout.operation.Operations;
import sh.fanout.subscription.Subscriptions;

/** What has happened before the first visitor comes: every state that a page can show. */
final class Story {

    private static final String WHO = "Ada";

    private final Fanout fanout;
    private final Counter counter;
    private final DeadLetters letters;
    private final Operations operations;
    private final Subscriptions subscriptions;
    private final Lanes lanes;

    private Story(ApplicationContext application) {
        fanout = application.getBean(Fanout.class);
        counter = application.getBean(Counter.class);
        letters = application.getBean(DeadLetters.class);
        operations = application.getBean(Operations.class);
        subscriptions = application.getBean(Subscriptions.class);
        lanes = application.getBean(Lanes.class);
    }

    /** Returns when all of it has happened. */
    static void tell(ApplicationContext application) {
        var story = new Story(application);
        story.leaveThingsWaiting();
        story.settleThings();
        story.actOnLetters();
        story.replay();
        await().atMost(Counter.PATIENCE).until(() -> !story.lanes.blocked().isEmpty());
    }

    private void leaveThingsWaiting() {
        subscriptions.pause("count-stamps", WHO, "the counter is being cleaned");
        fanout.publish(new StampsSold(3));
        fanout.publish(
                new ParcelMoved("stuck", Clerks.NOWHERE),
                PublishOptions.defaults().orderingKey("stuck"));
        fanout.publish(
                new ParcelMoved("stuck", "Graz"), PublishOptions.defaults().orderingKey("stuck"));
        counter.send("tomorrow", "Graz", "AT", 300, PublishOptions.defaults().delay(Duration.ofHours(20)));
    }

    private void settleThings() {
        counter.awaitSettled(fanout.publish(new ParcelLost("lost")));
        counter.awaitSettled(fanout.publish(new QuoteAsked(700)));
        counter.awaitSettled(fanout.publish(new NoteLeft(Map.of("tone", "friendly"), "the door is open")));
        counter.awaitSettled(counter.send("light", "Linz", "AT", 20, PublishOptions.defaults()));
        counter.awaitSettled(counter.send(
                "fine",
                "Graz",
                "AT",
                1_200,
                PublishOptions.defaults()
                        .orderingKey("fine")
                        .tags("express", "gift")
                        .metadata("desk", "4")
                        .idempotencyKey("receipt-17")));
    }

    /** One is corrected, one is discarded, and two wait. */
    private void actOnLetters() {
        var ids = counter.sendNowhere("corrected", "given-up", "waiting", "forgotten");
        letters.retry(ids.get(0), "print-label", Counter.corrected("corrected"), WHO, "the city was misspelt");
        letters.discard(ids.get(1), "print-label", WHO, "the sender came back for it");
        counter.awaitLabel(ids.get(0), DeadLetterStatus.DELIVERED);
        counter.awaitLabel(ids.get(1), DeadLetterStatus.DISCARDED);
        counter.send(
                "in-customs",
                "Bern",
                "CH",
                1_300,
                PublishOptions.defaults().orderingKey("in-customs").tags("express"));
    }

    /** One is done, one is done in part, and one is a draft. */
    private void replay() {
        complete(draft("quote.asked"));
        complete(draft("note.left"));
        draft("parcel.sent");
    }

    private void complete(String id) {
        operations.start(id, WHO, "the counts are right");
        await().atMost(Counter.PATIENCE).until(() -> operations.get(id).status() == OperationStatus.COMPLETED);
    }

    private String draft(String type) {
        var plan = OperationPlan.Replay.of(EventSelection.ALL.ofType(type)).again();
        var id = operations.draft(plan, OperationPace.defaults().perSecond(50), WHO, "subscribers came later");
        await().atMost(Counter.PATIENCE)
                .until(() -> operations
                        .find(id)
                        .filter(it -> it.status() == OperationStatus.DRAFT)
                        .isPresent());
        return id;
    }
}
