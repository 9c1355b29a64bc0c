package sh.fanout.workflows.filter;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import sh.fanout.filter.Condition;
import sh.fanout.filter.Filter;
import sh.fanout.filter.Mismatch;
import sh.fanout.filter.Operators;
import sh.fanout.workflows.temporal.FanoutJson;

/** Random filters, made by the builder, on random events of the same few names and values. */
class FilterPropertyTest {

    private static final int CASES = 5_000;
    private static final List<String> NAMES = List.of("a", "b", "c/d", "ü\"\\\n😀");
    private static final List<Object> VALUES =
            List.of("a", "A", "", "/\t\u0001\u2028", 1, 1.0, 2L, new BigDecimal("1E+3"), 1e-7, true, false);

    private final long seed = Long.getLong("fanout.seed", System.nanoTime());

    @Test
    void explainsExactlyWhatDoesNotMatch() {
        System.out.println("FilterPropertyTest: -Dfanout.seed=" + seed);
        var matches = 0;
        for (var i = 0; i < CASES; i++) {
            var random = new Random(seed + i);
            var filter = CompiledFilter.parse(filter(random, 0).json());
            var payload = FanoutJson.MAPPER.readTree(value(random, 0));
            var event = new FilterSubject(payload, List.of("a"), Map.of("a", "a"));
            var because = "seed %d%nfilter %s%npayload %s".formatted(seed + i, filter, payload);

            var explained = filter.explain(event);

            assertThat(explained.isEmpty()).as(because).isEqualTo(filter.matches(event));
            assertThat(explained.map(Mismatch::clause).orElse("")).as(because).hasSizeLessThanOrEqualTo(200);
            matches += explained.isEmpty() ? 1 : 0;
        }
        assertThat(matches).isBetween(CASES / 20, CASES * 19 / 20);
    }

    @Test
    void printsTheSameTextAsTheBuilder() {
        System.out.println("FilterPropertyTest: -Dfanout.seed=" + seed);
        for (var i = 0; i < CASES; i++) {
            var built = filter(new Random(seed + i), 0).json();

            assertThat(CompiledFilter.parse(built).json())
                    .as("seed %d", seed + i)
                    .isEqualTo(built);
        }
    }

    @Test
    void combinesAsTheDecisionsDo() {
        System.out.println("FilterPropertyTest: -Dfanout.seed=" + seed);
        for (var i = 0; i < CASES; i++) {
            var random = new Random(seed + i);
            var one = filter(random, 1);
            var other = random.nextBoolean()
                    ? filter(random, 1)
                    : Filter.json(filter(random, 1).json());
            var event = new FilterSubject(FanoutJson.MAPPER.readTree(value(random, 0)), List.of("a"), Map.of("a", "a"));
            var because = "seed %d%none %s%nother %s".formatted(seed + i, one, other);
            var oneDecides = CompiledFilter.parse(one.json()).matches(event);
            var otherDecides = CompiledFilter.parse(other.json()).matches(event);

            assertThat(CompiledFilter.parse(one.and(other).json()).matches(event))
                    .as(because)
                    .isEqualTo(oneDecides && otherDecides);
            assertThat(CompiledFilter.parse(one.or(other).json()).matches(event))
                    .as(because)
                    .isEqualTo(oneDecides || otherDecides);
        }
    }

    private static Filter filter(Random random, int depth) {
        if (depth > 2) {
            return condition(random);
        }
        return switch (random.nextInt(9)) {
            case 0 -> filter(random, depth + 1).and(filter(random, depth + 1));
            case 1 -> filter(random, depth + 1).or(filter(random, depth + 1));
            case 2 -> Filter.field(name(random)).has(payloadFilter(random, depth + 1));
            case 3 -> Filter.field(name(random)).in(one(random), one(random));
            case 4 -> Filter.tag(random.nextBoolean() ? "a" : "b");
            case 5 -> operator(Filter.metadata(name(random)), random);
            case 6 -> random.nextInt(4) == 0 ? Filter.all() : condition(random);
            default -> condition(random);
        };
    }

    private static Filter payloadFilter(Random random, int depth) {
        var filter = condition(random).and(Filter.field(name(random)).in(one(random), "a", 1));
        return depth > 1 ? filter : filter.or(Filter.field(name(random)).has(condition(random)));
    }

    private static Condition condition(Random random) {
        var field = random.nextInt(3) == 0 ? Filter.field(name(random), name(random)) : Filter.field(name(random));
        var condition = operator(field, random);
        return random.nextInt(3) == 0 ? operator(condition, random) : condition;
    }

    private static Condition operator(Operators field, Random random) {
        return switch (random.nextInt(13)) {
            case 0 -> field.gt(random.nextInt(3));
            case 1 -> field.gte(1.0);
            case 2 -> field.lt(new BigDecimal("1E+3"));
            case 3 -> field.lte(2L);
            case 4 -> field.between(random.nextInt(2), 2.5);
            case 5 -> field.startsWith("a");
            case 6 -> field.endsWith("");
            case 7 -> field.ignoreCaseEquals("a");
            case 8 -> field.exists(random.nextBoolean());
            case 9 -> field.isNull(random.nextBoolean());
            case 10 -> random.nextBoolean() ? field.anythingBut(one(random)) : field.anythingBut(one(random), "a");
            case 11 -> field.includes(one(random));
            default -> field.not(one(random));
        };
    }

    private static String value(Random random, int depth) {
        return switch (random.nextInt(depth == 0 ? 12 : depth > 3 ? 3 : 8)) {
            case 0 -> "null";
            case 1, 2 -> FanoutJson.MAPPER.writeValueAsString(one(random));
            case 3 -> "[%s,%s]".formatted(value(random, depth + 1), value(random, depth + 1));
            case 4 -> "[]";
            default -> object(random, depth);
        };
    }

    private static String object(Random random, int depth) {
        var object = FanoutJson.MAPPER.createObjectNode();
        for (var name : NAMES) {
            if (random.nextInt(3) > 0) {
                object.set(name, FanoutJson.MAPPER.readTree(value(random, depth + 1)));
            }
        }
        return object.toString();
    }

    private static String name(Random random) {
        return NAMES.get(random.nextInt(NAMES.size()));
    }

    private static Object one(Random random) {
        return VALUES.get(random.nextInt(VALUES.size()));
    }
}
