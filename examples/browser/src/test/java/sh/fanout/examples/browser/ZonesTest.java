package sh.fanout.examples.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Browser;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import sh.fanout.log.Events;

/** The server's zone does not matter: what pages say comes from the browser. */
@ExtendWith(OnStage.class)
class ZonesTest {

    private static final DateTimeFormatter EXACT = DateTimeFormatter.ofPattern("d MMM, HH:mm:ss.SSS", Locale.ENGLISH);

    @Test
    void areThoseOfTheVisitorUntilUtcIsChosen(Stage stage) {
        var accepted = stage.bean(Events.class).get(LargeEvent.ID).accepted();
        var visitor = stage.visitor(new Browser.NewContextOptions().setTimezoneId("Asia/Kolkata"));

        var page = visitor.open("events/" + LargeEvent.ID);
        var time = page.locator(".facts time").first();
        assertThat(time).hasText(in("Asia/Kolkata", accepted) + " UTC+05:30");

        page.locator("[data-zone=UTC]:visible").click();
        assertThat(time).hasText(in("UTC", accepted) + " UTC");

        page.locator("[data-zone=local]:visible").click();
        assertThat(time).hasText(in("Asia/Kolkata", accepted) + " UTC+05:30");
    }

    private static String in(String zone, Instant time) {
        return EXACT.format(time.atZone(ZoneId.of(zone)));
    }
}
