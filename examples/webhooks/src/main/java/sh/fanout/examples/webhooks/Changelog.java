package sh.fanout.examples.webhooks;

import static java.util.stream.Collectors.joining;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import org.springframework.stereotype.Component;
import sh.fanout.Subscribe;
import sh.fanout.subscription.DeliveryContext;

/** Writes down what each push brought. */
@Component
class Changelog {

    private final Board board;

    Changelog(Board board) {
        this.board = board;
    }

    /** What the changelog needs to know of GitHub's payload. */
    record Push(String ref, boolean deleted, List<Commit> commits, Repository repository) {

        record Commit(String message, Author author) {

            String line() {
                return "%s (%s)".formatted(message.lines().findFirst().orElse(""), author.name());
            }
        }

        record Author(String name) {}

        record Repository(@JsonProperty("full_name") String fullName) {}

        String entry() {
            var change = commits.stream().map(Commit::line).collect(joining("; "));
            var otherwise = deleted ? "deleted" : "no new commits";
            return "%s %s: %s".formatted(repository.fullName(), ref, change.isEmpty() ? otherwise : change);
        }
    }

    @Subscribe(value = "build-changelog", events = "github.push")
    String add(Push push, DeliveryContext delivery) {
        var entry = push.entry();
        board.pin(delivery, entry);
        return entry;
    }
}
