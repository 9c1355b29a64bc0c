package sh.fanout.workflows.filter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import sh.fanout.ErrorCode;
import sh.fanout.FanoutException;
import sh.fanout.filter.Mismatch;
import sh.fanout.workflows.schema.Unicode;
import sh.fanout.workflows.temporal.FanoutJson;

class CompiledFilterTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            nullValues = "-",
            value = {
                "{'amount':[{'$gt':0},{'$gte':1000}]} | /amount            | {'$gte':1000}      | 500",
                "{'country':['DE','AT']}              | /country           | ['DE','AT']        | 'FR'",
                "{'later':[{'$exists':true}]}         | /later             | {'$exists':true}   | -",
                "{'none':['x']}                       | /none              | ['x']              | null",
                "{'a/b~':[1]}                         | /a~1b~0            | [1]                | 2",
                "{'address':{'city':['Bonn']}}        | /address/city      | ['Bonn']           | 'Berlin'",
                "{'address':{'city':{'a':[1]}}}       | /address/city      | {'a':[1]}          | 'Berlin'",
                "{'later':{'city':['Bonn']}}          | /later             | {'city':['Bonn']}  | -",
                "{'items':{'sku':['B']}}              | /items             | {'sku':['B']}      | [{'sku':'A'}]",
                "{'address':{'$or':[{'city':[1]}]}}   | /address           | {'$or':[{'city':[1]}]} | {'city':'Berlin'}",
                "{'$and':[{'amount':[500]},{'amount':[1]}]} | /amount      | [1]                | 500",
                "{'$tags':[{'$includes':'vip'}]}      | /$tags             | {'$includes':'vip'} | ['eu']",
                "{'$metadata':{'region':['eu']}}      | /$metadata/region  | ['eu']             | 'us'",
                "{'$metadata':{'tier':['gold']}}      | /$metadata/tier    | ['gold']           | -"
            })
    void namesTheFieldAndTheClauseAndWhatItSaw(String filter, String pointer, String clause, String saw) {
        var event = event("""
                {'amount': 500, 'country': 'FR', 'none': null, 'a/b~': 2, 'address': {'city': 'Berlin'},
                 'items': [{'sku': 'A'}]}""");

        assertThat(CompiledFilter.parse(quoted(filter)).explain(event))
                .contains(new Mismatch(pointer, quoted(clause), saw == null ? null : quoted(saw)));
    }

    @Test
    void explainsAPayloadThatIsNoObjectAsAWhole() {
        var event = new FilterSubject(FanoutJson.MAPPER.readTree("\"text\""), List.of(), Map.of());

        assertThat(CompiledFilter.parse("{\"a\":[1],\"b\":[2]}").explain(event))
                .contains(new Mismatch("", "{\"a\":[1]}", "\"text\""));
        assertThat(CompiledFilter.parse("{\"$or\":[{\"a\":[1]},{\"b\":[2]}]}").explain(event))
                .contains(new Mismatch("", "{\"$or\":[{\"a\":[1]},{\"b\":[2]}]}", "\"text\""));
    }

    @Test
    void cutsLongClausesAndValuesBetweenCharacters() {
        var values = IntStream.range(0, 500).mapToObj("\"v%d\""::formatted).collect(Collectors.joining(",", "[", "]"));
        var filter = CompiledFilter.parse("{\"a\":%s}".formatted(values));

        for (var payload : List.of("'x%s'", "['%s']", "{'k':'%s'}", "{'%s':1}", "[[[{'a':['%s']}]]]")) {
            var mismatch = filter.explain(event("{'a':%s}".formatted(payload.formatted("😀".repeat(10_000)))))
                    .orElseThrow();

            assertThat(mismatch.clause())
                    .hasSize(200)
                    .startsWith("[\"v0\",\"v1\"")
                    .endsWith("…");
            assertThat(mismatch.saw()).hasSizeBetween(99, 100).endsWith("😀…");
        }
        assertThat(filter.explain(event("{'a':%s}"
                        .formatted(List.of(1, List.of(), Map.of(), "'" + "x".repeat(60) + "'")
                                .toString()
                                .replace(" ", "")))))
                .get()
                .extracting(Mismatch::saw)
                .isEqualTo("[1,[],{},\"%s\"]".formatted("x".repeat(60)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'amount':[{'$gtt':1}]}                | 13 | '$gtt' is unknown                | Did you mean '$gt'?",
                "{'amount':[{'$startWith':'a'}]}        | 13 | '$startWith' is unknown          | '$startsWith'",
                "{'amount':[{'$regex':'a'}]}            | 13 | '$regex' is unknown              | Known are: $gt, $gte,",
                "{'$tag':[1]}                           |  2 | '$tag' is unknown                | '$tags'",
                "{'amount':{'$gte':1}}                  | 12 | operator $gte stands where a field | 'amount': [{'$gte': …}]",
                "{'$gte':1}                             |  2 | operator $gte stands where a field | 'amount': [{'$gte': …}]",
                "{'a':{'$tags':[]}}                     |  7 | $tags stands inside a field       | outermost",
                "{'a':[{'$or':[]}]}                     |  8 | $or stands in a list of operators | beside the fields",
                "{'a':[{'$gt':'1'}]}                    | 14 | $gt takes a number                | {'$gt': 1000}",
                "{'a':[{'$gt':null}]}                   | 14 | $gt takes a number                | {'$isNull': true}",
                "{'a':[{'$startsWith':1}]}              | 22 | $startsWith takes a string        | 'abc'",
                "{'a':[{'$endsWith':['x']}]}            | 20 | $endsWith takes a string          | 'abc'",
                "{'a':[{'$exists':'yes'}]}              | 18 | $exists takes true or false       | true",
                "{'a':[{'$isNull':1}]}                  | 18 | $isNull takes true or false       | true",
                "{'a':[{'$includes':['x']}]}            | 20 | $includes takes a string, a number | 'abc'",
                "{'a':[{'$not':{}}]}                    | 15 | $not takes a string, a number     | 'abc'",
                "{'a':[{'$not':null}]}                  | 15 | $not takes a string, a number     | {'$isNull': false}",
                "{'a':[{'$anythingBut':['x',null]}]}    | 28 | $anythingBut takes a string       | {'$isNull': false}",
                "{'a':[{'$between':[5,1]}]}             | 19 | nothing is between 5 and 1        | {'$between': [1, 5]}",
                "{'a':[{'$between':[1]}]}               | 19 | $between takes two numbers        | lower one first",
                "{'a':[{'$between':[1,2,3]}]}           | 19 | $between takes two numbers        | lower one first",
                "{'a':[{'$between':5}]}                 | 19 | $between takes two numbers        | lower one first",
                "{'a':[{'$between':[1,'2']}]}           | 22 | $between takes a number           | 1000",
                "{'a':[{'$gt':1,'$lt':5}]}              | 16 | several operators in one object   | [{'$gt': …}, {'$lt': …}]",
                "{'a':[{}]}                             |  8 | an operator is missing            | {'$gte': 1000}",
                "{'a':['x',{'$gt':1}]}                  | 11 | 'a' has values and operators     | '$or'",
                "{'a':[{'$gt':1},'x']}                  | 17 | 'a' has values and operators     | '$or'",
                "{'a':'x'}                              |  6 | the value of 'a' stands alone    | ['x']",
                "{'a':1000}                             |  6 | the value of 'a' stands alone    | [1000]",
                "{'a':null}                             |  6 | compared with null                | {'$isNull': true}",
                "{'a':['x',null]}                       | 11 | compared with null                | {'$isNull': true}",
                "{'items':[{'sku':['A']}]}              | 12 | 'sku' is no operator             | 'items': {'sku': …}",
                "{'a':[['x']]}                          |  7 | a list has no lists in it         | {'$includes': …}",
                "{'$or':{}}                             |  8 | $or needs a list of objects       | '$or': [{",
                "{'$or':[]}                             |  9 | $or needs a list of objects       | '$or': [{",
                "{'$and':[{},1]}                        | 13 | $and needs a list of objects      | '$and': [{",
                "{'$tags':['vip']}                      | 10 | the tags are an array             | {'$includes': 'vip'}",
                "{'$tags':{'a':[1]}}                    | 10 | the tags are an array             | {'$includes': 'vip'}",
                "{'$metadata':['x']}                    | 14 | metadata are names with values    | {'region': ['eu']}",
                "{'a':[1],'b':[2],'a':[3]}              | 18 | the key 'a' is there twice       | one list",
                "{'a':[1]} {'b':[2]}                    | 11 | something follows                 | End the text",
                "{'a':[1],}                             | 10 | is not JSON                       | RFC 8259",
                "{'a':[01]}                             |  8 | is not JSON                       | RFC 8259",
                "{'a':[1e99999999999]}                  |  7 | exponent of a number                     | payload",
                "['a']                                  |  1 | no JSON object                    | Write an object",
                "'a'                                    |  1 | no JSON object                    | Write an object"
            })
    void pointsAtTheMistakeAndSaysWhatToWrite(String filter, int column, String problem, String hint) {
        var refused = refused(quoted(filter));

        assertThat(refused.code()).isEqualTo(ErrorCode.INVALID_FILTER);
        assertThat(refused.problem().replace('"', '\'')).contains(problem, "in line 1, column %d:".formatted(column));
        assertThat(refused.problem().lines()).hasSize(3).element(1).isEqualTo("    " + quoted(filter));
        assertThat(refused.problem().lines()).last().isEqualTo(" ".repeat(3 + column) + "^");
        assertThat(refused.hint().replace('"', '\'')).contains(hint);
    }

    @Test
    void showsTheLineOfTheMistakeAndNoMoreOfIt() {
        var long1 = "x".repeat(300);
        var refused = refused("""
                {
                \t"country": ["DE"],
                \t"%s": [1], "amount": [{"$gtt": 1000}], "%s": [1]
                }""".formatted(long1, long1));

        assertThat(refused.problem()).contains("in line 3, column 323:");
        var lines = refused.problem().lines().toList();
        assertThat(lines.get(1))
                .hasSizeLessThan(120)
                .startsWith("    …xxx")
                .endsWith("x…")
                .contains("[{\"$gtt\": 1000}]");
        assertThat(lines.get(1).substring(lines.get(2).indexOf('^'))).startsWith("\"$gtt\"");
    }

    @Test
    void showsWholeCharactersAroundTheMistake() {
        for (var shift = 0; shift < 2; shift++) {
            var refused = refused("{\"%s\": [1], \"amount\": [{\"$gtt\": %s\"%s\"}]}"
                    .formatted("😀".repeat(100), " ".repeat(shift), "😀".repeat(100)));

            assertThat(refused.problem()).contains("…😀", "😀…");
            assertThat(Unicode.loneSurrogate(refused.problem())).isNegative();
        }
    }

    @Test
    void refusesWhatIsEmptyOrTooLarge() {
        assertThat(refused("")).hasMessageContaining("is empty").hasMessageContaining("{} is for every event");
        assertThat(refused(" \n")).hasMessageContaining("is empty");
        assertThat(refused("{\"a\":[\"%s\"]}".formatted("x".repeat(65_536)))).hasMessageContaining("65536 is the most");
        assertThat(refused("{\"a\":[\"\ud83d\"]}")).hasMessageContaining("surrogate");
        assertThat(refused("{\"a\":[\"\\ud83d\"]}"))
                .hasMessageContaining("surrogate")
                .hasMessageContaining("column 7");
        assertThat(refused("{\"a\":[%s]}".formatted("1".repeat(2_000)))).hasMessageContaining("1,000 digits");
    }

    @Test
    void boundsDepthAndClauses() {
        assertThat(CompiledFilter.parse(nested(30)).json()).isEqualTo(nested(30));
        for (var depth : List.of(32, 100, 1_000, 9_000)) {
            assertThat(refused(nested(depth))).hasMessageContaining("deeper than 32 levels");
            assertThat(refused("{\"$or\":[".repeat(depth / 2)))
                    .satisfies(it ->
                            assertThat(it.problem()).contains(depth == 32 ? "not JSON" : "deeper than 32 levels"));
        }
        assertThat(CompiledFilter.parse(fields(1_000)).json()).isEqualTo(fields(1_000));
        assertThat(refused(fields(1_001))).hasMessageContaining("more than 1000 clauses");
        assertThat(refused("{\"a\":[%s]}".formatted(String.join(",", Collections.nCopies(1_000, "{\"$gt\":1}")))))
                .hasMessageContaining("more than 1000 clauses");
    }

    @Test
    @Timeout(value = 10, threadMode = ThreadMode.SEPARATE_THREAD)
    void comparesHugeExponentsWithoutTheirDigits() {
        var filter = CompiledFilter.parse(
                "{\"a\":[{\"$gt\":1e-999999999},{\"$lt\":1e999999999},{\"$anythingBut\":1e999999998}]}");

        assertThat(filter.matches(event("{'a':12345678901234567890}"))).isTrue();
        assertThat(filter.matches(event("{'a':1e999999997}"))).isTrue();
        assertThat(filter.matches(event("{'a':1e999999998}"))).isFalse();
        assertThat(filter.json()).hasSizeLessThan(100);
    }

    @Test
    @Timeout(value = 10, threadMode = ThreadMode.SEPARATE_THREAD)
    void refusesGarbageInTimeProportionalToItsLength() {
        var start = System.nanoTime();
        refused("{\"" + "k".repeat(60_000));
        refused("[".repeat(60_000));
        refused("{\"$%s\":1}".formatted("o".repeat(60_000)));
        refused("{\"a\":[{\"$%s\":1}]}".formatted("g".repeat(60_000)));
        var took = Duration.ofNanos(System.nanoTime() - start);

        System.out.printf("60 KB of garbage, four times: refused in %d ms%n", took.toMillis());
        assertThat(took).isLessThan(Duration.ofSeconds(5));
    }

    private static String nested(int levels) {
        return "{\"a\":".repeat(levels) + "[1]" + "}".repeat(levels);
    }

    private static String fields(int count) {
        return IntStream.range(0, count).mapToObj("\"f%d\":[1]"::formatted).collect(Collectors.joining(",", "{", "}"));
    }

    private static FilterSubject event(String payload) {
        return new FilterSubject(FanoutJson.MAPPER.readTree(quoted(payload)), List.of("eu"), Map.of("region", "us"));
    }

    private static String quoted(String json) {
        return json.replace('\'', '"');
    }

    private static FanoutException refused(String filter) {
        return catchThrowableOfType(FanoutException.class, () -> CompiledFilter.parse(filter));
    }
}
