package sh.fanout.examples.browser;

import java.util.List;
import java.util.Map;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import sh.fanout.Event;

/** The application that the tests look at: whether a delivery succeeds depends only on its event. */
@SpringBootApplication
class PostOffice {

    @Event(value = "parcel.sent", stream = "parcels", description = "Somebody has handed in a parcel.")
    record ParcelSent(String parcelId, Address to, List<Item> items, int grams) {}

    record Address(String street, String city, String country) {}

    record Item(String name, int pieces) {}

    @Event(value = "parcel.moved", stream = "parcels", description = "A parcel is somewhere else.")
    record ParcelMoved(String parcelId, String place) {}

    @Event(value = "parcel.lost", description = "Nobody knows where a parcel is, and nobody asks.")
    record ParcelLost(String parcelId) {}

    @Event(value = "quote.asked", description = "Somebody wants to know what a parcel would cost.")
    record QuoteAsked(int grams) {}

    /** As long as ids get where every word must be said. */
    @Event(value = "complaint.about-a-parcel-that-came-late-and-wet-and-open", description = "Somebody is not amused.")
    record ComplaintMade(String text) {}

    @Event(value = "stamps.sold", description = "Somebody has bought stamps.")
    record StampsSold(int sheets) {}

    @Event(value = "note.left", schema = "schemas/note.json", description = "Somebody has left a note.")
    record NoteLeft(Map<String, String> words, String text) {}
}
