package sh.fanout.examples.benchmark;

import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import sh.fanout.workflows.filter.CompiledFilter;
import sh.fanout.workflows.filter.FilterSubject;
import sh.fanout.workflows.schema.PayloadReader;

/** Time per clause: a filter of ten clauses, all of which are evaluated, on a payload that is parsed already. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class FilterBenchmark {

    private static final int CLAUSES = 10;

    private final CompiledFilter filter = CompiledFilter.parse("""
            {"country": ["AT", "CH", "DE"], "currency": [{"$anythingBut": "USD"}],
             "amount": [{"$gte": 100}, {"$lt": 1000}], "priority": [{"$between": [1, 5]}], "express": [true],
             "customerId": [{"$startsWith": "cust-"}], "shipping": {"city": [{"$ignoreCaseEquals": "BERLIN"}]},
             "discount": [{"$exists": false}], "$tags": [{"$includes": "vip"}]}""");

    private final FilterSubject order =
            new FilterSubject(PayloadReader.read("order.created", Orders.json()), List.of("eu", "vip"), Map.of());

    @Benchmark
    @OperationsPerInvocation(CLAUSES)
    public boolean perClause() {
        return filter.matches(order);
    }
}
