package sh.fanout.workflows.filter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import sh.fanout.ErrorCode;
import sh.fanout.EventType;
import sh.fanout.FanoutException;
import sh.fanout.workflows.schema.PayloadSchema;
import sh.fanout.workflows.temporal.FanoutJson;
import tools.jackson.databind.JsonNode;

class FilterFieldsTest {

    record Address(String city, @Nullable Address billing) {}

    record Item(String sku, int count, Map<String, Address> sites) {}

    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
    @JsonSubTypes({
        @JsonSubTypes.Type(value = Card.class, name = "card"),
        @JsonSubTypes.Type(value = Bank.class, name = "bank")
    })
    sealed interface Payment permits Card, Bank {}

    record Card(String number) implements Payment {}

    record Bank(String iban, Address seat) implements Payment {}

    record Order(
            BigDecimal amount,
            Instant placed,
            Address address,
            Optional<Address> gift,
            @Nullable Address parcelShop,
            List<Item> items,
            List<String> labels,
            Map<String, String> notes,
            Payment payment,
            Object anything) {}

    private static final JsonNode ORDER = FanoutJson.MAPPER.readTree(
            PayloadSchema.derive(EventType.of("order", Order.class)).json());

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{'amount':[{'$gt':1}],'placed':[{'$exists':true}]}",
                "{'address':{'city':['Berlin'],'billing':{'billing':{'city':['Bonn']}}}}",
                "{'gift':{'city':['Berlin']}}",
                "{'gift':[{'$isNull':true}]}",
                "{'parcelShop':{'billing':{'city':['Bonn']}}}",
                "{'items':{'sku':['A'],'sites':{'any':{'city':['Berlin']}}}}",
                "{'items':[{'$exists':true}]}",
                "{'labels':[{'$includes':'a'}]}",
                "{'notes':{'any':['x']}}",
                "{'payment':{'type':['card'],'number':['1']}}",
                "{'payment':{'iban':['DE'],'seat':{'city':['Bonn']}}}",
                "{'anything':{'at':{'all':['x']}}}",
                "{'$or':[{'amount':[1]},{'items':{'count':[1]}}],'$tags':[{'$includes':'a'}],'$metadata':{'any':['x']}}"
            })
    void acceptsTheFieldsOfARecord(String filter) {
        assertThatCode(() -> check(filter, ORDER)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'amuont':[{'$gt':1}]}                        | '/amuont'                    | Did you mean 'amount'?",
                "{'amount':[1],'AMOUNT':[1]}                   | '/AMOUNT'                    | There are: address, amount,",
                "{'address':{'cty':['Berlin']}}                | '/address/cty'               | Did you mean 'city'? There are: billing, city.",
                "{'address':{'billing':{'bill':{'city':[]}}}}  | '/address/billing/bill'      | Did you mean 'billing'?",
                "{'gift':{'town':['Berlin']}}                  | '/gift/town'                 | There are: billing, city.",
                "{'parcelShop':{'citys':['Berlin']}}          | '/parcelShop/citys'         | Did you mean 'city'?",
                "{'items':{'skus':['A']}}                      | '/items/skus'                | Did you mean 'sku'?",
                "{'items':{'sites':{'any':{'citty':['x']}}}}   | '/items/sites/any/citty'     | Did you mean 'city'?",
                "{'payment':{'ibann':['DE']}}                  | '/payment/ibann'             | Did you mean 'iban'?",
                "{'payment':{'seat':{'citi':['DE']}}}          | '/payment/seat/citi'         | Did you mean 'city'?",
                "{'amount':{'currency':['EUR']}}               | '/amount/currency'           | has no fields",
                "{'labels':{'name':['a']}}                     | '/labels/name'               | has no fields",
                "{'$or':[{'amount':[1]},{'total':[1]}]}        | '/total'                     | There are:",
                "{'$and':[{'items':{'$or':[{'x/y':[1]}]}}]}    | '/items/x~1y'                | There are: count, sites, sku."
            })
    void refusesAFieldThatTheRecordDoesNotHave(String filter, String problem, String hint) {
        var refused = catchThrowableOfType(FanoutException.class, () -> check(filter, ORDER));

        assertThat(refused.code()).isEqualTo(ErrorCode.INVALID_FILTER);
        assertThat(refused.problem()).contains(problem);
        assertThat(refused.hint()).contains(hint);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "true",
                "{}",
                "{'type':'object'}",
                "{'type':'object','required':['b']}",
                "{'properties':{'b':{}},'additionalProperties':true}",
                "{'properties':{'b':{}},'additionalProperties':{'type':'object'}}",
                "{'properties':{'b':{}},'patternProperties':{'^a':{}}}",
                "{'properties':{'b':{}},'required':['a']}",
                "{'properties':{'b':{}},'allOf':[{'properties':{'a':{}}}]}",
                "{'properties':{'b':{}},'anyOf':[{'properties':{'a':{}}}]}",
                "{'properties':{'b':{}},'if':{'required':['b']},'then':{'properties':{'a':{}}}}",
                "{'anyOf':[{'properties':{'b':{}}},{}]}",
                "{'oneOf':[{'properties':{'b':{}}},{'enum':[1]}]}",
                "{'anyOf':[{'properties':{'b':{}}},{'properties':{'a':{'type':'object'}}}]}",
                "{'$ref':'#/definitions/x','definitions':{'x':{'properties':{'a':{'$ref':'#/definitions/y'}}},'y':{}}}",
                "{'$ref':'#/definitions/none','properties':{'b':{}}}",
                "{'$ref':'#'}",
                "{'properties':{'a':{'items':{'properties':{'b':{}}}}}}",
                "{'properties':{'a':{'type':'array'}}}",
                "{'properties':{'a':{'type':['array','null'],'items':[{'properties':{'b':{}}}]}}}",
                "{'properties':{'a':{'type':'array','items':{'anyOf':[{'properties':{'b':{}}},{'properties':{'c':{}}}]}}}}"
            })
    void acceptsWhatASchemaLeavesOpen(String schema) {
        assertThatCode(() -> check("{'a':{'c':[1]}}", FanoutJson.MAPPER.readTree(quoted(schema))))
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "false",
                "{'type':'string'}",
                "{'type':['string','null']}",
                "{'type':'array','items':{'properties':{'a':{}}}}",
                "{'properties':{'b':{}}}",
                "{'properties':{'b':{}},'additionalProperties':false}",
                "{'additionalProperties':false}",
                "{'allOf':[{},{'properties':{'b':{}}}]}",
                "{'anyOf':[{'properties':{'b':{}}},{'properties':{'c':{}}},{'type':'null'}]}",
                "{'properties':{'a':{'properties':{'b':{}}}}}",
                "{'properties':{'a':{'type':'integer'}}}",
                "{'properties':{'a':{'type':'array','items':{'type':'string'}}}}",
                "{'properties':{'a':{'type':'array','items':[{'type':'string'}],'additionalItems':false}}}",
                "{'properties':{'a':{'type':'array','items':{'type':'array','items':{'properties':{'c':{}}}}}}}",
                "{'additionalProperties':{'properties':{'b':{}}}}",
                "{'properties':{'a':{'$ref':'#/definitions/x~1%20y'}},'definitions':{'x/ y':{'properties':{'b':{}}}}}"
            })
    void refusesWhatASchemaRulesOut(String schema) {
        assertThat(catchThrowableOfType(
                        FanoutException.class,
                        () -> check("{'a':{'c':[1]}}", FanoutJson.MAPPER.readTree(quoted(schema)))))
                .isNotNull();
    }

    private static void check(String filter, JsonNode schema) {
        CompiledFilter.parse(quoted(filter)).checkFields(schema);
    }

    private static String quoted(String json) {
        return json.replace('\'', '"');
    }
}
