package sh.fanout.examples.browser;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Browser;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.web.util.UriUtils;
import sh.fanout.Fanout;
import sh.fanout.PublishOptions;
import sh.fanout.deadletter.DeadLetterQuery;
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

    private static final List<String> LISTS =
            List.of("", "events", "dead-letters", "dead-letters?single=yes", "dead-letters/retry");

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
            "dead-letters?group=*&group=a&subscription=*",
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
    void inEventsAndTheirDeadLettersIsShownAsItIs(Stage stage) {
        var visitor = narrow(stage);
        var events = leaveNotes(stage);
        LISTS.forEach(it -> look(visitor, it));
        events.forEach((text, id) -> look(visitor, "events/" + id, text));
        Hostile.SOME.forEach(it -> look(
                visitor, "dead-letters/%s/%s".formatted(requireNonNull(events.get(it)), Counter.BELIEVE_NOTE), it));
    }

    @Test
    void inGroupsOfDeadLettersThatArePickedIsShownAsItIs(Stage stage) {
        var visitor = narrow(stage);
        var errors = Hostile.SOME.stream().map(it -> "Caught: " + it).toList();
        stage.bean(Counter.class).leaveNotes(errors.toArray(String[]::new));
        var groups = stage.bean(DeadLetters.class).groups(DeadLetterQuery.PARKED).stream()
                .filter(it -> errors.stream().anyMatch(it.error()::endsWith))
                .toList();
        softly.assertThat(groups).hasSameSizeAs(errors);

        for (var group : groups) {
            var error =
                    errors.stream().filter(group.error()::endsWith).findFirst().orElseThrow();
            look(visitor, "dead-letters?group=" + UriUtils.encode(group.group(), UTF_8), error);
        }

        var page = visitor.page();
        visitor.open("dead-letters");
        groups.forEach(it -> page.locator("[value='%s']".formatted(it.group())).check());
        softly.assertThat(page.locator("#announcement").textContent())
                .startsWith("%d letters in %1$d of ".formatted(groups.size()));
        lookAround(visitor, errors.toArray(String[]::new));
        page.getByText("Retry selected…").click();
        page.locator("#which").waitFor();
        lookAround(visitor, errors.toArray(String[]::new));
    }

    @Test
    void doesNotEndAtANul(Stage stage) {
        var visitor = narrow(stage);
        var note = new NoteLeft(Map.of("n\u0000l", "n\u0000l"), "before\u0000<b data-pwned>\u0000 and after");
        var id = stage.bean(Fanout.class).publish(note).eventId();
        stage.bean(Counter.class).awaitLetter(id, Counter.BELIEVE_NOTE, DeadLetterStatus.PARKED);

        for (var page : List.of("dead-letters", "dead-letters?single=yes")) {
            look(visitor, page, "before\uFFFD<b data-pwned>\uFFFD and after");
        }
        look(
                visitor,
                "dead-letters/%s/%s".formatted(id, Counter.BELIEVE_NOTE),
                "before\uFFFD<b data-pwned>\uFFFD and after");
        look(visitor, "events/" + id, "before\\u0000<b data-pwned>\\u0000 and after");
    }

    @Test
    void inOrderingKeysIsShownAsItIs(Stage stage) {
        var fanout = stage.bean(Fanout.class);
        var lanes = stage.bean(Lanes.class);
        var before = lanes.blocked().size();
        Hostile.SOME.forEach(it -> fanout.publish(
                new ParcelMoved(it, Clerks.NOWHERE), PublishOptions.defaults().orderingKey(it)));
        await().atMost(Counter.PATIENCE).until(() -> lanes.blocked().size() == before + Hostile.SOME.size());

        for (var visitor : List.of(stage.visitor(), narrow(stage))) {
            look(visitor, "lanes", Hostile.SOME.toArray(String[]::new));
        }
    }

    @Test
    void inReasonsOfPeopleIsShownAsItIs(Stage stage) {
        var visitor = narrow(stage);
        var subscriptions = stage.bean(Subscriptions.class);
        var operations = stage.bean(Operations.class);
        var plan = OperationPlan.Replay.of(EventSelection.ALL.ofType("stamps.sold"));
        var who = Hostile.TEXTS.get(1);

        subscriptions.pause("read-note", who, Hostile.MANY);
        var id = operations.draft(plan, OperationPace.defaults(), who, Hostile.MANY);
        await().atMost(Counter.PATIENCE).until(() -> operations.find(id).isPresent());

        for (var page : List.of("subscriptions", "operations", "replays", "operations/" + id)) {
            look(visitor, page, who, Hostile.MANY);
        }
        subscriptions.resume("read-note", who, Hostile.MANY);
    }

    @Test
    void inTheHistoryOfADeadLetterIsShownAsItIs(Stage stage) {
        var visitor = narrow(stage);
        var counter = stage.bean(Counter.class);
        var who = Hostile.TEXTS.get(1);
        var id = counter.sendNowhere("discarded by a stranger").get(0);

        stage.bean(DeadLetters.class).discard(id, "print-label", who, Hostile.MANY);
        counter.awaitLabel(id, DeadLetterStatus.DISCARDED);

        look(
                visitor,
                "dead-letters/%s/print-label".formatted(id),
                "Discarded by %s, “%s”".formatted(who, Hostile.MANY));
    }

    @Test
    void inASchemaAndInWhatIsTriedIsShownAsItIs(Stage stage) {
        var visitor = narrow(stage);
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
        var visitor = narrow(stage);
        for (var text : Hostile.SOME) {
            visitor.visit("event-types?q=" + UriUtils.encode(text, UTF_8));
            lookAround(visitor, text);
        }
        for (var index = 0; index < ADDRESSES.size(); index++) {
            var text = Hostile.TEXTS.get(index % Hostile.TEXTS.size());
            visitor.visit(ADDRESSES.get(index).replace("*", UriUtils.encode(text, UTF_8)));
            lookAround(visitor);
        }
    }

    /** Each text is a key, a tag and all else that an event may have, and the error of one who believes it. */
    private static Map<String, String> leaveNotes(Stage stage) {
        var fanout = stage.bean(Fanout.class);
        var counter = stage.bean(Counter.class);
        var events = new LinkedHashMap<String, String>();
        for (var text : Hostile.TEXTS) {
            var options = PublishOptions.defaults()
                    .orderingKey(text)
                    .tags(text)
                    .metadata(text, text)
                    .idempotencyKey(text);
            var note = new NoteLeft(Map.of(text, text), text);
            events.put(text, fanout.publish(note, options).eventId());
        }
        events.values().forEach(it -> counter.awaitLetter(it, Counter.BELIEVE_NOTE, DeadLetterStatus.PARKED));
        return events;
    }

    /** Where there is least room for words that do not break. */
    private static Visitor narrow(Stage stage) {
        return stage.visitor(new Browser.NewContextOptions().setViewportSize(390, 900));
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
            softly.assertThat(words)
                    .as(where)
                    .contains(text.replaceAll("\\s+", " ").strip());
        }
        softly.assertThat(Looks.overflow(page)).as("overflow of %s", where).isEqualTo(List.of());
    }
}
