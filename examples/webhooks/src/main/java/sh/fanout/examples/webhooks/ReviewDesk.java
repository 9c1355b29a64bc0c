package sh.fanout.examples.webhooks;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;
import sh.fanout.Subscribe;
import sh.fanout.subscription.DeliveryContext;

/** Finds a reviewer for each new pull request. */
@Component
class ReviewDesk {

    private final Board board;
    private final List<String> reviewers;

    ReviewDesk(Board board, GithubProperties github) {
        this.board = board;
        this.reviewers = github.reviewers();
    }

    /** What the choice needs to know of GitHub's payload. */
    record Opened(@JsonProperty("pull_request") PullRequest pullRequest, Repository repository) {

        record PullRequest(int number, User user) {}

        record User(String login) {}

        record Repository(@JsonProperty("full_name") String fullName) {}

        /** By number, so that a second delivery asks nobody else; the author is not asked. */
        Optional<String> reviewerFrom(List<String> team) {
            var author = pullRequest.user().login();
            var others = team.stream().filter(member -> !member.equals(author)).toList();
            return others.isEmpty()
                    ? Optional.empty()
                    : Optional.of(others.get(Math.floorMod(pullRequest.number(), others.size())));
        }
    }

    @Subscribe(value = "assign-reviewer", events = "github.pull_request.opened")
    String assign(Opened opened, DeliveryContext delivery) {
        var assignment = "%s#%d: %s"
                .formatted(
                        opened.repository().fullName(),
                        opened.pullRequest().number(),
                        opened.reviewerFrom(reviewers).map(name -> "@" + name).orElse("nobody is left to review it"));
        board.pin(delivery, assignment);
        return assignment;
    }
}
