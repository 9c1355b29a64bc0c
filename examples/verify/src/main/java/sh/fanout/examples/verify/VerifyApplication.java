package sh.fanout.examples.verify;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;

/**
 * The application whose processes the scenarios start, kill and replace; its profiles say what it subscribes to.
 *
 * <p>A line on its standard input tells it to publish no more; the end of the input tells it to stop.
 */
@SpringBootApplication
@EnableConfigurationProperties(VerifySettings.class)
class VerifyApplication {

    @Bean
    Ledger ledger(VerifySettings settings) throws IOException {
        return new Ledger(settings.ledger());
    }

    public static void main(String[] args) throws IOException {
        var context = SpringApplication.run(VerifyApplication.class, args);
        context.getBean(Ledger.class).append(Entry.process(Entry.Kind.READY));
        var publishers = context.getBean(Publishers.class);
        publishers.start();
        try (var orders = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
            while (orders.readLine() != null) {
                publishers.finish();
            }
        }
        System.exit(SpringApplication.exit(context));
    }
}
