package sh.fanout.examples.browser;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.awaitility.Awaitility.await;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.web.util.UriUtils;
import sh.fanout.Fanout;
import sh.fanout.PublishOptions;
import sh.fanout.deadletter.DeadLetterStatus;
import sh.fanout.deadletter.DeadLetters;
import sh.fanout.examples.browser.PostOffice.NoteLeft;
import sh.fanout.examples.browser.PostOffice.ParcelMoved;
import sh.fanout.lane.Lanes;
import sh.fanout.log.EventSelection;
import sh.fanout.operation.OperationPace;
import sh.fanout.operation.OperationPlan;
import sh.fanout.operation.Operations;
import sh.fanout.subscription.Subscriptions;

/** Whatever a text would like to be: on every page it is that text, and nothing else comes of it. */
@ExtendWith(OnStage.class)
class HostileTextTest {

    private static final String BELIEVE = "believe-note";
    private static final List<Integer> WIDTHS = List.of(390, 1440);

    /** Where the text of an address goes, {@code *} being its place. */
    private static final List<String> ADDRESSES = List.of(
            "events/*",
            "events?range=*",
            "events?after=*",
            "event-types/*",
            "events?q=*",
            "events?q=key:*",
            "subscriptions?q=*",
            "dead-letters/*/*",
            "dead-letters?group=*&subscription=*",
            "dead-letters?type=*",
            "dead-letters/retry?subscription=*",
            "dead-letters?status=*",
            "operations/*",
            "operations?kind=*",
            "operations?status=*&*=*",
            "replays/new?type=*&key=*&tag=*&filter=*",
            "replays/new?stage=how&rate=*&pauseAfter=*",
            "replays?status=*",
            "?range=*");

    private final SoftAssertions softly = new SoftAssertions();

    @AfterEach
    void tellAllAtOnce() {
        softly.assertAll();
    }

    @Test
    void inEventsAndTheirErrorsIsShownAsItIs(Stage stage) {
        var visitor = stage.visitor();
        var letters = stage.bean(DeadLetters.class);
        var events = leaveNotes(stage);

        for (var index = 0; index < events.size(); index++) {
            var text = Hostile.TEXTS.get(index);
            var letter = "dead-letters/%s/%s".formatted(events.get(index), BELIEVE);
            look(visitor, "events/" + events.get(index), text);
            look(visitor, letter, text);
            letters.discard(events.get(index), BELIEVE, text, text);
            stage.bean(Counter.class).awaitLetter(events.get(index), BELIEVE, DeadLetterStatus.DISCARDED);
            look(visitor, letter, "Discarded by %s, “%s”".formatted(text, text));
        }
        for (var list : List.of("", "events", "dead-letters?status=discarded", "dead-letters?status=discarded&single=yes")) {
            look(visitor, list);
        }
    }

    @Test
    void inOrderingKeysIsShownAsItIs(Stage stage) {
        var fanout = stage.bean(Fanout.class);
        var lanes = stage.bean(Lanes.class);
        var before = lanes.blocked().size();
        Hostile.TEXTS.forEach(
                it -> fanout.publish(new ParcelMoved(it, Clerks.NOWHERE), PublishOptions.orderingKey(it)));
        await().atMost(Counter.PATIENCE)
                .until(() -> lanes.blocked().size() == before + Hostile.TEXTS.size());

        look(stage.visitor(), "lanes", Hostile.TEXTS.toArray(String[]::new));
        look(stage.visitor(), "");
    }

    @Test
    void inReasonsOfPeopleIsShownAsItIs(Stage stage) {
        var visitor = stage.visitor();
        var subscriptions = stage.bean(Subscriptions.class);
        var operations = stage.bean(Operations.class);
        var plan = OperationPlan.Replay.of(EventSelection.of("stamps.sold"));
        var who = Hostile.TEXTS.get(1);

        subscriptions.pause("read-note", who, Hostile.MANY, null);
        var id = operations.draft(plan, OperationPace.UNLIMITED, who, Hostile.MANY);
        await().atMost(Counter.PATIENCE).until(() -> operations.find(id).isPresent());

        for (var page : List.of("subscriptions", "operations", "replays", "operations/" + id)) {
            look(visitor, page, who, Hostile.MANY);
        }
        subscriptions.resume("read-note", who, Hostile.MANY);
    }

    @Test
    void inASchemaAndInWhatIsTriedIsShownAsItIs(Stage stage) {
        var visitor = stage.visitor();
        look(visitor, "event-types/note.left", "\"><script>window.pwned=1</script><b data-pwned>");

        var page = visitor.page();
        page.getByLabel("Payload").fill(Hostile.MANY);
        page.getByLabel("Ordering key").fill(Hostile.TEXTS.get(3));
        page.getByLabel("Tags").fill(Hostile.TEXTS.get(4));
        page.getByText("Who would get it").first().click();
        page.locator("#refused").waitFor();
        lookAround(visitor, Hostile.MANY, Hostile.TEXTS.get(3), Hostile.TEXTS.get(4));
    }

    @Test
    void inAddressesIsAtMostShown(Stage stage) {
        var visitor = stage.visitor();
        for (var index = 0; index < Hostile.TEXTS.size(); index++) {
            var text = Hostile.TEXTS.get(index);
            var encoded = UriUtils.encode(text, UTF_8);
            visitor.visit("event-types?q=" + encoded);
            lookAround(visitor, text);
            visitor.visit(ADDRESSES.get(index % ADDRESSES.size()).replace("*", encoded));
            lookAround(visitor);
        }
    }

    /** Each text is a key, a tag and all else that an event may have, and the error of one who believes it. */
    private static List<String> leaveNotes(Stage stage) {
        var fanout = stage.bean(Fanout.class);
        var events = new ArrayList<String>();
        for (var text : Hostile.TEXTS) {
            var options = PublishOptions.orderingKey(text)
                    .withTags(text)
                    .withMetadata(text, text)
                    .withIdempotencyKey(text);
            events.add(fanout.publish(new NoteLeft(Map.of(text, text), text), options).eventId());
        }
        var counter = stage.bean(Counter.class);
        events.forEach(it -> counter.awaitLetter(it, BELIEVE, DeadLetterStatus.PARKED));
        return events;
    }

    private void look(Visitor visitor, String path, String... texts) {
        visitor.open(path);
        lookAround(visitor, texts);
    }

    private void lookAround(Visitor visitor, String... texts) {
        var page = visitor.page();
        var where = visitor.path();
        var words = Hostile.words(page);
        softly.assertThat(Hostile.traces(page)).as(where).isEqualTo(List.of());
        for (var text : texts) {
            softly.assertThat(words).as(where).contains(text.replaceAll("\\s+", " ").strip());
        }
        for (var width : WIDTHS) {
            page.setViewportSize(width, 900);
            softly.assertThat(Looks.overflow(page)).as("overflow of %s at %d", where, width).isEqualTo(List.of());
        }
    }
}
