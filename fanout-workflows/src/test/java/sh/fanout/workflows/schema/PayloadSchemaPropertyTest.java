package sh.fanout.workflows.schema;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import sh.fanout.Violation;
import sh.fanout.workflows.temporal.FanoutJson;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Random schemas, each made together with a payload that fits it and with the ways to break that payload. */
class PayloadSchemaPropertyTest {

    private static final int CASES = 1_000;
    private static final List<String> NAMES = List.of("a", "b/c", "~", "~1", "d~0e", "", "ü😀", "#", "%25", "[x]", "0");

    @Test
    void acceptsWhatFitsAndPointsAtTheOneThingThatDoesNot() {
        var seed = Long.getLong("fanout.seed", System.nanoTime());
        System.out.println("PayloadSchemaPropertyTest: -Dfanout.seed=" + seed);
        for (var i = 0; i < CASES; i++) {
            var random = new Random(seed + i);
            var sample = new Sample(random);
            var schema = PayloadSchema.parse("sample", sample.schema.toString());
            var because = "seed %d\nschema %s\npayload %s".formatted(seed + i, sample.schema, sample.payload);

            assertThat(schema.validate(reread(sample.payload))).as(because).isEmpty();

            var breakage = sample.breakages.get(random.nextInt(sample.breakages.size()));
            breakage.act.run();
            assertThat(schema.validate(reread(sample.payload)))
                    .as("%s\nbroken %s", because, sample.payload)
                    .extracting(Violation::pointer)
                    .containsExactly(breakage.pointer);
        }
    }

    private static JsonNode reread(JsonNode payload) {
        return PayloadReader.read("sample", payload.toString());
    }

    private record Breakage(String pointer, Runnable act) {}

    private static final class Sample {

        final ObjectNode schema = FanoutJson.MAPPER.createObjectNode();
        final ObjectNode payload = FanoutJson.MAPPER.createObjectNode();
        final List<Breakage> breakages = new ArrayList<>();
        private final Random random;

        Sample(Random random) {
            this.random = random;
            object(schema, payload, "", 0);
        }

        private void object(ObjectNode schema, ObjectNode payload, String pointer, int depth) {
            schema.put("type", "object").put("additionalProperties", false);
            var required = schema.putArray("required");
            var properties = schema.putObject("properties");
            for (var name : NAMES) {
                if (random.nextInt(3) > 0 && depth < 2) {
                    var place = pointer + "/" + Pointers.escape(name);
                    property(properties.putObject(name), payload, name, place, depth);
                    if (random.nextBoolean()) {
                        required.add(name);
                        breakages.add(new Breakage(place, () -> payload.remove(name)));
                    }
                }
            }
            breakages.add(new Breakage(pointer + "/more~1", () -> payload.put("more/", 1)));
        }

        private void property(ObjectNode schema, ObjectNode owner, String name, String pointer, int depth) {
            switch (random.nextInt(8)) {
                case 0 -> {
                    schema.put("type", "integer").put("minimum", -5).put("exclusiveMaximum", 5);
                    owner.put(name, random.nextInt(10) - 5);
                    breakages.add(new Breakage(pointer, () -> owner.put(name, 5)));
                    breakages.add(new Breakage(pointer, () -> owner.put(name, 0.5)));
                    breakages.add(new Breakage(pointer, () -> owner.putNull(name)));
                }
                case 1 -> {
                    schema.put("type", "string").put("maxLength", 3).put("pattern", "^[a-zé]*$");
                    owner.put(name, random.nextBoolean() ? "" : "aéz");
                    breakages.add(new Breakage(pointer, () -> owner.put(name, "abcd")));
                    breakages.add(new Breakage(pointer, () -> owner.put(name, "A")));
                    breakages.add(new Breakage(pointer, () -> owner.putArray(name)));
                }
                case 2 -> {
                    schema.putArray("enum").add("x").add(1).addNull();
                    owner.put(name, "x");
                    breakages.add(new Breakage(pointer, () -> owner.put(name, "y")));
                    breakages.add(new Breakage(pointer, () -> owner.put(name, true)));
                }
                case 3 -> {
                    schema.putArray("type").add("boolean").add("null");
                    owner.putNull(name);
                    breakages.add(new Breakage(pointer, () -> owner.put(name, "true")));
                }
                case 4 -> {
                    var alternatives = schema.putArray("oneOf");
                    for (var kind : List.of("p", "q")) {
                        var alternative = alternatives.addObject();
                        alternative.putArray("required").add("kind").add(kind);
                        alternative.putObject("properties").putObject("kind").put("const", kind);
                    }
                    var chosen = random.nextBoolean() ? "p" : "q";
                    owner.putObject(name).put("kind", chosen).put(chosen, 1);
                    breakages.add(new Breakage(
                            pointer + "/" + chosen, () -> owner.putObject(name).put("kind", chosen)));
                }
                case 5 -> {
                    var items = schema.put("type", "array").put("minItems", 1).putObject("items");
                    items.put("type", "number").put("multipleOf", 0.01);
                    var array = owner.putArray(name).add(0.07).add(random.nextInt(100) / 100.0);
                    breakages.add(new Breakage(pointer + "/1", () -> array.set(1, 0.001)));
                    breakages.add(new Breakage(pointer + "/2", () -> array.add("1")));
                    breakages.add(new Breakage(pointer, array::removeAll));
                }
                default -> object(schema, owner.putObject(name), pointer, depth + 1);
            }
        }
    }
}
