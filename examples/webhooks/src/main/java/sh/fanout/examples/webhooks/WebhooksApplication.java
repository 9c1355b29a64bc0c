package sh.fanout.examples.webhooks;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;

/**
 * Receives GitHub's webhooks and fans them out to whoever subscribes.
 *
 * <p>Start it with a secret, which GitHub is given too:
 *
 * <pre>{@code
 * export GITHUB_WEBHOOK_SECRET=change-me
 * mvn -pl examples/webhooks -am -Dmaven.test.skip spring-boot:run
 * }</pre>
 *
 * Be GitHub, in a second shell with the same secret, and see what the subscribers did:
 *
 * <pre>{@code
 * body='{"action":"opened","issue":{"number":7,"title":"It hangs","user":{"login":"newcomer"},"author_association":"NONE"},
 *   "repository":{"full_name":"acme/shop"},"sender":{"login":"newcomer"}}'
 * signature=$(printf %s "$body" | openssl dgst -sha256 -hmac "$GITHUB_WEBHOOK_SECRET" | sed 's/.* //')
 * curl -i http://localhost:8080/hooks/github -H 'Content-Type: application/json' -H 'X-GitHub-Event: issues' \
 *   -H 'X-GitHub-Delivery: by-hand-1' -H "X-Hub-Signature-256: sha256=$signature" --data-binary "$body"
 * curl http://localhost:8080/board
 * }</pre>
 */
@SpringBootApplication
@EnableConfigurationProperties(GithubProperties.class)
@Import(GithubEventTypes.class)
public class WebhooksApplication {

    public static void main(String[] args) {
        SpringApplication.run(WebhooksApplication.class, args);
    }

    @Bean
    Signature signature(GithubProperties github) {
        return new Signature(github.webhookSecret());
    }
}
