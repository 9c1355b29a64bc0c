package sh.fanout.workflows.schema;

import java.math.BigDecimal;
import java.util.stream.Stream;
import org.json.JSONArray;
import org.json.JSONObject;
import sh.fanout.ErrorCode;
import sh.fanout.FanoutException;
import tools.jackson.databind.JsonNode;

/**
 * The document as the validator wants it.
 *
 * <p>Equal numbers become equal objects: {@code 1.0} is the integer {@code 1}, and {@code 1.50} is {@code 1.5}, as draft-07
 * says and the validator does not see.
 */
final class OrgJson {

    private OrgJson() {}

    /**
     * Refuses the classes of another library that has them too, before the validator fails in the middle of a schema.
     *
     * @param object the class that is found by the name of {@link JSONObject}
     */
    static void require(Class<?> object) {
        if (Stream.of(object.getMethods()).noneMatch(it -> it.getName().equals("keySet"))) {
            throw new FanoutException(
                    ErrorCode.UNUSABLE_LIBRARY,
                    "The JSON Schema validator needs org.json, and finds the %s of %s first."
                            .formatted(
                                    object.getSimpleName(),
                                    object.getProtectionDomain().getCodeSource().getLocation()),
                    "Exclude com.vaadin.external.google:android-json, which Spring Boot's test starters bring, or declare Fanout's starter before them.");
        }
    }

    static Object of(JsonNode node) {
        if (node.isObject()) {
            // Not new JSONObject(size): that constructor is protected, and the one for beans would be called instead.
            var object = new JSONObject();
            node.properties().forEach(property -> object.put(property.getKey(), of(property.getValue())));
            return object;
        }
        if (node.isArray()) {
            var array = new JSONArray(node.size());
            node.forEach(element -> array.put(of(element)));
            return array;
        }
        if (node.isString()) {
            return node.stringValue();
        }
        if (node.isBoolean()) {
            return node.booleanValue();
        }
        if (node.isNumber()) {
            return node.isIntegralNumber() ? node.numberValue() : number(node.decimalValue());
        }
        return JSONObject.NULL;
    }

    private static Number number(BigDecimal value) {
        var plain = value.stripTrailingZeros();
        return plain.scale() > 0 ? plain : integer(plain);
    }

    private static Number integer(BigDecimal value) {
        var integer = value.toBigIntegerExact();
        if (integer.bitLength() < Integer.SIZE) {
            return integer.intValue();
        }
        return integer.bitLength() < Long.SIZE ? (Number) integer.longValue() : integer;
    }
}
