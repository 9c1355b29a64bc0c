package sh.fanout.examples.benchmark;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Time per event to find who wants it, among many subscriptions of one type: Fanout beside Amazon's event-ruler, which is
 * given the same filters in its own language. Both begin with the text of the event, and parse it.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class SelectionBenchmark {

    @Param({"100", "10000"})
    int subscriptions = 1;

    private Subscribed fanout = new Subscribed(0);
    private Rules ruler = new Rules(0);

    @Setup
    public void subscribe() {
        fanout = new Subscribed(subscriptions);
        ruler = new Rules(subscriptions);
    }

    @Benchmark
    public int fanout() {
        return fanout.select(Orders.json());
    }

    @Benchmark
    public int fanoutParsedBefore() {
        return fanout.selectParsed();
    }

    @Benchmark
    public int eventRuler() {
        return ruler.select(Orders.json());
    }
}
