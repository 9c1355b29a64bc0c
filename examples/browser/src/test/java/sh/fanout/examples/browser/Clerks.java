package sh.fanout.examples.browser;

import java.time.Duration;
import java.util.List;
import org.springframework.stereotype.Component;
import sh.fanout.OnFailure;
import sh.fanout.Retry;
import sh.fanout.Subscribe;
import sh.fanout.examples.browser.PostOffice.ComplaintMade;
import sh.fanout.examples.browser.PostOffice.NoteLeft;
import sh.fanout.examples.browser.PostOffice.ParcelMoved;
import sh.fanout.examples.browser.PostOffice.ParcelSent;
import sh.fanout.examples.browser.PostOffice.QuoteAsked;
import sh.fanout.examples.browser.PostOffice.StampsSold;
import sh.fanout.subscription.RetryLaterException;

/** The subscribers, one for each way in which a delivery can go. */
@Component
class Clerks {

    static final String ANSWER_COMPLAINT = "answer-a-complaint-in-writing-and-with-a-voucher-of-the-post";

    /** Where no parcel can go. */
    static final String NOWHERE = "Nowhere";

    @Subscribe(value = "print-label", retry = @Retry(attempts = 2, interval = "100ms"))
    String printLabel(ParcelSent parcel) {
        requirePlace(parcel.to().city());
        return "%s, %s".formatted(parcel.to().street(), parcel.to().city());
    }

    @Subscribe(value = "insure", filter = "{\"grams\": [{\"$gte\": 1000}]}")
    void insure(ParcelSent parcel) {}

    @Subscribe(value = "carry-north", consumerGroup = "carriers")
    void carryNorth(ParcelSent parcel) {}

    @Subscribe(value = "carry-south", consumerGroup = "carriers")
    void carrySouth(ParcelSent parcel) {}

    @Subscribe(value = "clear-customs", filter = "{\"to\": {\"country\": [\"CH\"]}}")
    void clearCustoms(ParcelSent parcel) {
        throw new RetryLaterException(Duration.ofHours(1), "the office is closed");
    }

    @Subscribe(value = "track", retry = @Retry(attempts = 1), onFailure = OnFailure.PARK_KEY)
    void track(ParcelMoved parcel) {
        requirePlace(parcel.place());
    }

    @Subscribe("quote-by-air")
    int quoteByAir(QuoteAsked quote) {
        return quote.grams() * 3;
    }

    @Subscribe("quote-by-road")
    int quoteByRoad(QuoteAsked quote) {
        return quote.grams();
    }

    /** Wants all of them, in so many words that no table has room for them in one line. */
    @Subscribe(
            value = "count-stamps",
            filter =
                    "{\"$or\": [{\"sheets\": [{\"$lt\": 10}]}, {\"sheets\": [{\"$between\": [10, 99]}]},"
                            + " {\"sheets\": [{\"$gte\": 100}]}, {\"$metadata\": {\"a-clerk-with-a-very-long-name\": [\"Ada\"]}}]}")
    void countStamps(StampsSold stamps) {}

    @Subscribe(value = ANSWER_COMPLAINT, retry = @Retry(attempts = 2, interval = "100ms"))
    void answerComplaint(ComplaintMade complaint) {
        throw new IllegalStateException(
                "Cannot invoke \"sh.fanout.examples.browser.PostOffice$ComplaintMade$Address.countryOfTheSender()\"");
    }

    @Subscribe(value = "read-note", retry = @Retry(attempts = 1))
    List<String> readNote(NoteLeft note) {
        return List.of(note.text());
    }

    @Subscribe(value = "believe-note", retry = @Retry(attempts = 1))
    void believeNote(NoteLeft note) {
        throw new IllegalStateException(note.text());
    }

    private static void requirePlace(String place) {
        if (place.equals(NOWHERE)) {
            throw new IllegalArgumentException("no such place: " + place);
        }
    }
}
