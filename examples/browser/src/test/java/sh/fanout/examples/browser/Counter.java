package sh.fanout.examples.browser;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;
import sh.fanout.Fanout;
import sh.fanout.Publication;
import sh.fanout.PublishOptions;
import sh.fanout.deadletter.DeadLetter;
import sh.fanout.deadletter.DeadLetterStatus;
import sh.fanout.deadletter.DeadLetters;
import sh.fanout.examples.browser.PostOffice.Address;
import sh.fanout.examples.browser.PostOffice.Item;
import sh.fanout.examples.browser.PostOffice.NoteLeft;
import sh.fanout.examples.browser.PostOffice.ParcelSent;
import sh.fanout.log.Events;

/** Where parcels are handed in, and where it is asked what has become of them. */
@Component
class Counter {

    static final Duration PATIENCE = Duration.ofSeconds(60);

    static final String BELIEVE_NOTE = "believe-note";

    private static final String PRINT_LABEL = "print-label";

    private final Fanout fanout;
    private final Events events;
    private final DeadLetters letters;

    Counter(Fanout fanout, Events events, DeadLetters letters) {
        this.fanout = fanout;
        this.events = events;
        this.letters = letters;
    }

    /** Sends a parcel, and returns the id of its event. */
    String send(String parcelId, String city, String country, int grams, PublishOptions options) {
        var address = new Address("Poststrasse 1", city, country);
        var items = List.of(new Item("book", 2), new Item("lamp", 1));
        return fanout.publish(new ParcelSent(parcelId, address, items, grams), options)
                .eventId();
    }

    /** Sends parcels to where none can go, and returns the ids of their events when their labels are dead letters. */
    List<String> sendNowhere(String... parcelIds) {
        var sent = List.of(parcelIds).stream()
                .map(it -> send(it, Clerks.NOWHERE, "AT", 400, PublishOptions.defaults()))
                .toList();
        sent.forEach(it -> awaitLabel(it, DeadLetterStatus.PARKED));
        return sent;
    }

    /** Leaves notes that nobody believes, and returns the ids of their events when they are dead letters. */
    List<String> leaveNotes(String... texts) {
        var left = List.of(texts).stream()
                .map(it -> fanout.publish(new NoteLeft(Map.of(), it)).eventId())
                .toList();
        left.forEach(it -> awaitLetter(it, BELIEVE_NOTE, DeadLetterStatus.PARKED));
        return left;
    }

    /** What a parcel to somewhere else looks like. */
    static String corrected(String parcelId) {
        return """
                {"parcelId": "%s", "to": {"street": "Poststrasse 1", "city": "Wels", "country": "AT"}, "items": [], "grams": 400}""".formatted(parcelId);
    }

    /** Returns when the label of a parcel is a dead letter in this status. */
    void awaitLabel(String eventId, DeadLetterStatus status) {
        awaitLetter(eventId, PRINT_LABEL, status);
    }

    void awaitLetter(String eventId, String subscription, DeadLetterStatus status) {
        await().atMost(PATIENCE).until(() -> status(eventId, subscription).equals(Optional.of(status)));
    }

    private Optional<DeadLetterStatus> status(String eventId, String subscription) {
        return letters.find(eventId, subscription).map(DeadLetter::summary).map(it -> it.status());
    }

    void awaitSettled(Publication publication) {
        awaitSettled(publication.eventId());
    }

    void awaitSettled(String eventId) {
        await().atMost(PATIENCE)
                .until(() ->
                        events.find(eventId).filter(it -> it.status().settled()).isPresent());
    }
}
