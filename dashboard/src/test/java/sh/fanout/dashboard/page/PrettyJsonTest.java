package sh.fanout.dashboard.page;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PrettyJsonTest {

    @Test
    void writesOneMemberALine() {
        assertThat(PrettyJson.of("{\"a\":[1,{\"b\":null}],\"c\":{},\"d\":[ ]}")).isEqualTo("""
                        {
                          "a": [
                            1,
                            {
                              "b": null
                            }
                          ],
                          "c": {},
                          "d": []
                        }""");
    }

    @Test
    void leavesStringsAndNumbersAsTheyAre() {
        assertThat(PrettyJson.of("[64.90,1E+2,\"{a,\\\"b: [\\\\\"]"))
                .isEqualTo("[\n  64.90,\n  1E+2,\n  \"{a,\\\"b: [\\\\\"\n]");
    }

    @Test
    void changesNothingTheSecondTime() {
        var pretty = PrettyJson.of("{\"a\":{\"b\":[1,2]}, \"c\" : \"d e\"}");

        assertThat(PrettyJson.of(pretty.replace("\n", "\r\n"))).isEqualTo(pretty);
    }

    @Test
    void keepsApartWhatNoCommaDivides() {
        assertThat(PrettyJson.of("[1 2]")).isEqualTo("[\n  1 2\n]");
        assertThat(PrettyJson.of("tru e")).isEqualTo("tru e");
    }

    @Test
    void takesWhatIsNoJson() {
        assertThat(PrettyJson.of("}]")).isEqualTo("\n}\n]");
        assertThat(PrettyJson.of("{\"a")).isEqualTo("{\n  \"a");
        assertThat(PrettyJson.of("\"a\\")).isEqualTo("\"a\\");
        assertThat(PrettyJson.of("")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"[", "[0,", "{\"a\":[", "[1 2 ", "\"a\\", "]", ","})
    void laysOutNoMoreThanSomebodyReads(String part) {
        var json = part.repeat(20_000 / part.length());

        var pretty = PrettyJson.of(json);

        assertThat(pretty.length()).isLessThan(json.length() + PrettyJson.MOST + 1_000);
        assertThat(PrettyJson.of(pretty)).isEqualTo(pretty);
        assertThat(pretty.replaceAll("\\s+", "")).isEqualTo(json.replaceAll("\\s+", ""));
    }

    @Test
    void keepsApartWhatNoCommaDividesWhereItEnds() {
        assertThat(PrettyJson.of("1".repeat(PrettyJson.MOST) + "  2")).endsWith("1 2");
    }
}
