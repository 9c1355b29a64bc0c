package sh.fanout.dashboard.whynot;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import sh.fanout.filter.Mismatch;
import sh.fanout.log.PassedOver;

class WhyNotTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    {"amount":[{"$gte":1000}],"country":["DE","AT"]}  | amount ≥ 1000 and country in ["DE", "AT"]
                    {"express":[false]}                               | express = false
                    {"amount":[{"$gt":1},{"$lt":5}]}                  | amount > 1 and amount < 5
                    {"amount":[{"$between":[1,5]}]}                   | amount from 1 to 5
                    {"customer":{"country":["DE"]}}                   | customer.country = "DE"
                    {"items":{"sku":["A"],"count":[{"$gt":1}]}}       | items has (sku = "A" and count > 1)
                    {"$or":[{"a":[1]},{"b":[2],"c":[3]}]}             | a = 1 or b = 2 and c = 3
                    {"d":[4],"$or":[{"a":[1]},{"b":[2]}]}             | d = 4 and (a = 1 or b = 2)
                    {"$and":[{"$or":[{"a":[1]},{"b":[2]}]},{"c":[3]}]}| (a = 1 or b = 2) and c = 3
                    {"$and":[{"a":[1]}]}                              | a = 1
                    {"$tags":[{"$includes":"vip"}]}                   | tags includes "vip"
                    {"$metadata":{"region":["eu"]}}                   | metadata.region = "eu"
                    {"mail":[{"$exists":false}]}                      | mail is missing
                    {"mail":[{"$isNull":true}]}                       | mail is null
                    {"mail":[{"$endsWith":"@a.org"}]}                 | mail ends with "@a.org"
                    {"mail":[{"$ignoreCaseEquals":"A"}]}              | mail is "A" in any case
                    {"country":[{"$anythingBut":["DE","AT"]}]}        | country not in ["DE", "AT"]
                    {"country":[{"$not":"DE"}]}                       | country ≠ "DE"
                    {"country":[]}                                    | country is anything
                    {}                                                | everything
                    {"amount":[{"$gte":                               | {"amount":[{"$gte":
                    """)
    void readsFilters(String filter, String words) {
        assertThat(FilterWords.of(filter)).isEqualTo(words);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "nothing", textBlock = """
                    /amount           | {"$gte":1000}          | 500       | amount ≥ 1000, was 500
                    /customer/country | ["DE","AT"]            | "CH"      | customer.country in ["DE", "AT"], was "CH"
                    /a~1b             | ["DE"]                 | nothing   | a/b = "DE", was missing
                    /$tags            | {"$includes":"vip"}    | []        | tags includes "vip", was []
                    /$metadata/region | ["eu"]                 | nothing   | metadata.region = "eu", was missing
                    /items            | {"sku":["A"],"n":[1]}  | []        | items has (sku = "A" and n = 1), was []
                    ''                | {"$or":[{"a":[1]},{"b":[2]}]} | {} | a = 1 or b = 2, was {}
                    /country          | ["DE","AT",…           | "CH"      | country: ["DE","AT",…, was "CH"
                    """)
    void tellsWhatTheFilterAskedAndWhatItSaw(String pointer, String clause, String saw, String words) {
        var mismatch = new Mismatch(pointer, clause, saw);

        assertThat(WhyNot.of(new PassedOver("check-fraud", PassedOver.Reason.FILTER, mismatch, null)))
                .isEqualTo(words);
    }

    @Test
    void namesWhomTheGroupChose() {
        assertThat(WhyNot.of(new PassedOver("pack-in-berlin", PassedOver.Reason.GROUP, null, "pack-in-vienna")))
                .isEqualTo("its group chose pack-in-vienna");
    }

    @Test
    void saysLessAboutAMismatchThatWasNotKept() {
        assertThat(WhyNot.of(new PassedOver("check-fraud", PassedOver.Reason.FILTER, null, null)))
                .isEqualTo("its filter does not want it");
    }
}
