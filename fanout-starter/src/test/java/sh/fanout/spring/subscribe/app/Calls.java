package sh.fanout.spring.subscribe.app;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.springframework.stereotype.Component;

/** What was called, in words. */
@Component
public class Calls {

    private final List<String> made = new CopyOnWriteArrayList<>();

    public void add(String call) {
        made.add(call);
    }

    public List<String> made() {
        return made;
    }
}
