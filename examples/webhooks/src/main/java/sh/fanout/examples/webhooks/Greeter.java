package sh.fanout.examples.webhooks;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Set;
import org.springframework.stereotype.Component;
import sh.fanout.Subscribe;
import sh.fanout.subscription.DeliveryContext;

/** Welcomes people who open their first issue, and thanks the others. */
@Component
class Greeter {

    private static final Set<String> NEWCOMERS = Set.of("NONE", "FIRST_TIMER", "FIRST_TIME_CONTRIBUTOR");

    private final Board board;

    Greeter(Board board) {
        this.board = board;
    }

    /** What a greeting needs to know of GitHub's payload. */
    record Opened(Issue issue, Repository repository) {

        record Issue(
                int number,
                User user,
                @JsonProperty("author_association") String authorAssociation) {}

        record User(String login) {}

        record Repository(@JsonProperty("full_name") String fullName) {}

        String greeting() {
            var form = NEWCOMERS.contains(issue.authorAssociation())
                    ? "Welcome to %s, @%s, and thank you for #%d!"
                    : "Thank you for another issue in %s, @%s: #%d.";
            return form.formatted(repository.fullName(), issue.user().login(), issue.number());
        }
    }

    @Subscribe(value = "greet-author", events = "github.issues.opened")
    String greet(Opened opened, DeliveryContext delivery) {
        var greeting = opened.greeting();
        board.pin(delivery, greeting);
        return greeting;
    }
}
