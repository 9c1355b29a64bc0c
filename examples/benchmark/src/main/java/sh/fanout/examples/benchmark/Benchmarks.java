package sh.fanout.examples.benchmark;

import java.io.IOException;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/**
 * Runs benchmarks by name.
 *
 * <p>{@code mvn -q -pl examples/benchmark -am -Dmaven.test.skip spring-boot:run -Dspring-boot.run.arguments=selection}
 */
public final class Benchmarks {

    private Benchmarks() {}

    public static void main(String[] arguments) throws IOException, RunnerException, InterruptedException {
        var name = arguments.length == 0 ? "" : arguments[0];
        switch (name) {
            case "filter" -> run(FilterBenchmark.class);
            case "selection" -> run(SelectionBenchmark.class);
            case "groups" -> GroupSpread.print();
            case "lanes" -> LaneSpeed.print(arguments.length > 1 ? arguments[1] : "localhost:7233");
            case "log" -> LogSpeed.print(arguments.length > 1 ? arguments[1] : "target/log-speed/events.db");
            case "limiter" -> LimiterSpeed.print(redis(arguments));
            case "traffic" -> LimiterTraffic.print(redis(arguments));
            default ->
                System.out.println(
                        "Say which: filter, selection, groups, lanes <temporal>, log <file or url>, limiter <redis url> or traffic <redis url>");
        }
    }

    private static void run(Class<?> benchmark) throws RunnerException {
        new Runner(new OptionsBuilder().include(benchmark.getName()).build()).run();
    }

    private static String redis(String[] arguments) {
        return arguments.length > 1 ? arguments[1] : "redis://localhost:6379";
    }
}
