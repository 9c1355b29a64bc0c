package sh.fanout.examples.webhooks;

import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * The settings of this application.
 *
 * @param webhookSecret what GitHub signs its webhooks with
 * @param reviewers who reviews pull requests
 */
@ConfigurationProperties("github")
record GithubProperties(String webhookSecret, List<String> reviewers) {

    GithubProperties {
        if (webhookSecret.isBlank()) {
            throw new IllegalArgumentException(
                    "github.webhook-secret is empty. Set GITHUB_WEBHOOK_SECRET to the secret of the hook at GitHub.");
        }
        reviewers = List.copyOf(reviewers);
    }
}
