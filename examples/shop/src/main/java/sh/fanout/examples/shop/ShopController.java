package sh.fanout.examples.shop;

import java.util.Map;
import java.util.stream.Stream;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;
import sh.fanout.examples.shop.Switches.Behaviour;

/** The switches: {@code curl -X POST localhost:8080/shop/send-receipt/fail}, or {@code slow}, or {@code recover}. */
@RestController
class ShopController {

    private final Switches switches;
    private final Traffic traffic;

    ShopController(Switches switches, Traffic traffic) {
        this.switches = switches;
        this.traffic = traffic;
    }

    /** What the shop is doing. */
    record State(long ordered, Map<String, Behaviour> switches) {}

    @GetMapping("/shop")
    State state() {
        return new State(traffic.ordered(), switches.all());
    }

    @PostMapping("/shop/{subscription}/{behaviour}")
    State change(@PathVariable String subscription, @PathVariable String behaviour) {
        switches.set(subscription, named(behaviour));
        return state();
    }

    private static Behaviour named(String name) {
        return Stream.of(Behaviour.values())
                .filter(it -> it.name().equalsIgnoreCase(name))
                .findFirst()
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND, "use fail, slow or recover"));
    }
}
