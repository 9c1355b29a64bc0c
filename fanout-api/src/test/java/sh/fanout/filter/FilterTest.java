package sh.fanout.filter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import sh.fanout.ErrorCode;
import sh.fanout.FanoutException;

class FilterTest {

    private static final Filter RICH = Filter.field("amount").gte(1000);
    private static final Filter GERMAN = Filter.field("country").in("DE");

    static Stream<Arguments> written() {
        return Stream.of(
                Arguments.of(Filter.all(), "{}"),
                Arguments.of(RICH, "{'amount':[{'$gte':1000}]}"),
                Arguments.of(Filter.field("a").gt(1).lt(5), "{'a':[{'$gt':1},{'$lt':5}]}"),
                Arguments.of(Filter.field("a").lte(1.5), "{'a':[{'$lte':1.5}]}"),
                Arguments.of(Filter.field("a").between(1, 5L), "{'a':[{'$between':[1,5]}]}"),
                Arguments.of(
                        Filter.field("a").startsWith("x").endsWith("y"),
                        "{'a':[{'$startsWith':'x'},{'$endsWith':'y'}]}"),
                Arguments.of(Filter.field("a").ignoreCaseEquals("x"), "{'a':[{'$ignoreCaseEquals':'x'}]}"),
                Arguments.of(
                        Filter.field("a").exists(true).isNull(false), "{'a':[{'$exists':true},{'$isNull':false}]}"),
                Arguments.of(Filter.field("a").anythingBut("x"), "{'a':[{'$anythingBut':'x'}]}"),
                Arguments.of(Filter.field("a").anythingBut("x", 1), "{'a':[{'$anythingBut':['x',1]}]}"),
                Arguments.of(Filter.field("a").includes("x").not(true), "{'a':[{'$includes':'x'},{'$not':true}]}"),
                Arguments.of(Filter.field("a").in("x", 1, 2.50, true), "{'a':['x',1,2.5,true]}"),
                Arguments.of(Filter.field("a").in(new BigDecimal("1E+3"), BigInteger.TEN), "{'a':[1E+3,10]}"),
                Arguments.of(Filter.field("a", "b.c", "d").in(1), "{'a':{'b.c':{'d':[1]}}}"),
                Arguments.of(Filter.field("a", "b").gt(1).lt(5), "{'a':{'b':[{'$gt':1},{'$lt':5}]}}"),
                Arguments.of(
                        Filter.field("items")
                                .has(Filter.field("sku")
                                        .in("A")
                                        .and(Filter.field("n").gt(1))),
                        "{'items':{'sku':['A'],'n':[{'$gt':1}]}}"),
                Arguments.of(Filter.tag("vip"), "{'$tags':[{'$includes':'vip'}]}"),
                Arguments.of(Filter.metadata("region").in("eu"), "{'$metadata':{'region':['eu']}}"));
    }

    static Stream<Arguments> combined() {
        return Stream.of(
                Arguments.of(RICH.and(GERMAN), "{'amount':[{'$gte':1000}],'country':['DE']}"),
                Arguments.of(RICH.and(Filter.field("amount").lt(5)), "{'amount':[{'$gte':1000},{'$lt':5}]}"),
                Arguments.of(Filter.tag("a").and(Filter.tag("b")), "{'$tags':[{'$includes':'a'},{'$includes':'b'}]}"),
                Arguments.of(
                        GERMAN.and(Filter.field("country").in("AT")), "{'country':['DE'],'$and':[{'country':['AT']}]}"),
                Arguments.of(
                        Filter.field("a", "b")
                                .gt(1)
                                .and(Filter.field("a", "b").lt(5))
                                .and(Filter.field("a", "c").in(1)),
                        "{'a':{'b':[{'$gt':1}]},'$and':[{'a':{'b':[{'$lt':5}]}},{'a':{'c':[1]}}]}"),
                Arguments.of(RICH.or(GERMAN), "{'$or':[{'amount':[{'$gte':1000}]},{'country':['DE']}]}"),
                Arguments.of(
                        RICH.or(GERMAN).or(Filter.tag("a")),
                        "{'$or':[{'amount':[{'$gte':1000}]},{'country':['DE']},{'$tags':[{'$includes':'a'}]}]}"),
                Arguments.of(
                        RICH.or(GERMAN).and(GERMAN),
                        "{'$or':[{'amount':[{'$gte':1000}]},{'country':['DE']}],'country':['DE']}"),
                Arguments.of(
                        RICH.or(GERMAN).and(GERMAN.or(RICH)),
                        "{'$or':[{'amount':[{'$gte':1000}]},{'country':['DE']}],'$and':[{'$or':[{'country':['DE']},{'amount':[{'$gte':1000}]}]}]}"),
                Arguments.of(Filter.all().and(RICH), "{'amount':[{'$gte':1000}]}"),
                Arguments.of(RICH.and(Filter.all()), "{'amount':[{'$gte':1000}]}"),
                Arguments.of(Filter.all().or(RICH), "{'$or':[{},{'amount':[{'$gte':1000}]}]}"),
                Arguments.of(Filter.json(" {} ").and(RICH), "{'$and':[ {} ],'amount':[{'$gte':1000}]}"),
                Arguments.of(RICH.or(Filter.json("{}")), "{'$or':[{'amount':[{'$gte':1000}]},{}]}"));
    }

    @ParameterizedTest
    @MethodSource({"written", "combined"})
    void printsTheLanguageWithoutWhiteSpace(Filter filter, String json) {
        assertThat(filter.json()).isEqualTo(json.replace('\'', '"'));
        assertThat(filter)
                .hasToString(filter.json())
                .isEqualTo(Filter.json(filter.json()))
                .hasSameHashCodeAs(Filter.json(filter.json()));
    }

    @Test
    void keepsTheTextOfAFilterAsItIs() {
        assertThat(Filter.json("{ \"a\": [1] }").json()).isEqualTo("{ \"a\": [1] }");
        assertThat(Filter.json("{}")).isEqualTo(Filter.all());
        assertThat(RICH).isNotEqualTo(GERMAN);
    }

    @Test
    void escapesWhatJsonDoesNotTake() {
        assertThat(Filter.field("\"\\").in("\b\t\n\f\r\u0001\u001f/ü😀").json())
                .isEqualTo("{\"\\\"\\\\\":[\"\\b\\t\\n\\f\\r\\u0001\\u001F/ü😀\"]}");
    }

    @Test
    void leavesWhatItWasBuiltFromAsItWas() {
        var bounded = Filter.field("a").gt(1);
        var narrower = bounded.lt(5);
        var other = bounded.and(GERMAN);

        assertThat(bounded.json()).isEqualTo("{\"a\":[{\"$gt\":1}]}");
        assertThat(narrower).isNotEqualTo(other);
    }

    @SuppressWarnings("NullAway")
    static Stream<Supplier<Object>> unusable() {
        return Stream.of(
                () -> Filter.json(null),
                () -> Filter.field(),
                () -> Filter.field((String) null),
                () -> Filter.field("$gt"),
                () -> Filter.field("a", "$b"),
                () -> Filter.tag(null),
                () -> Filter.metadata(null),
                () -> Filter.field("a").in(),
                () -> Filter.field("a").in((Object[]) null),
                () -> Filter.field("a").in("x", null),
                () -> Filter.field("a").in('x'),
                () -> Filter.field("a").in(ErrorCode.NOT_FOUND),
                () -> Filter.field("a").gt(null),
                () -> Filter.field("a").gt(Double.NaN),
                () -> Filter.field("a").lt(Float.NEGATIVE_INFINITY),
                () -> Filter.field("a").between(5, 1),
                () -> Filter.field("a").between(null, 1),
                () -> Filter.field("a").startsWith(null),
                () -> Filter.field("a").startsWith("\ud83d"),
                () -> Filter.field("a").anythingBut(),
                () -> Filter.field("a").includes(null),
                () -> Filter.field("a").not(null));
    }

    @ParameterizedTest
    @MethodSource("unusable")
    void refusesWhatTheLanguageDoesNotTake(Supplier<Object> filter) {
        var refused = catchThrowableOfType(FanoutException.class, filter::get);

        assertThat(refused).isNotNull();
        assertThat(refused.code()).isEqualTo(ErrorCode.INVALID_FILTER);
        assertThat(refused.hint()).isNotBlank();
    }
}
