package sh.fanout.workflows.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonTypeName;
import com.fasterxml.jackson.annotation.JsonValue;
import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.net.URI;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import sh.fanout.ErrorCode;
import sh.fanout.EventType;
import sh.fanout.FanoutException;
import sh.fanout.Violation;
import sh.fanout.workflows.temporal.FanoutJson;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.annotation.JsonNaming;

class DerivedSchemaTest {

    enum Mood {
        GOOD {
            @Override
            public String toString() {
                return "good";
            }
        },
        @JsonProperty("so-so")
        BAD
    }

    record Sku(@JsonValue String text) {}

    record Point(int x, int y) {}

    record Tree(String name, List<Tree> children, @Nullable Tree next) {}

    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    record Snake(int legCount) {}

    @JsonInclude(JsonInclude.Include.NON_DEFAULT)
    record Sparse(int count) {}

    record Empty() {}

    static final class Bean {
        private int count = 7;

        public int getCount() {
            return count;
        }

        public void setCount(int count) {
            this.count = count;
        }
    }

    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
    @JsonSubTypes({@JsonSubTypes.Type(value = Card.class, name = "card"), @JsonSubTypes.Type(Bank.class)})
    sealed interface Payment permits Card, Bank {}

    record Card(String number, int cvc) implements Payment {}

    @JsonTypeName("bank")
    record Bank(String iban) implements Payment {}

    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
    sealed interface Shape permits Circle, Square {}

    @JsonTypeName("circle")
    record Circle(double radius) implements Shape {}

    record Square(double side) implements Shape {}

    record Everything(
            int number,
            byte octet,
            char letter,
            boolean flag,
            @JsonProperty("renamed") long original,
            String text,
            Mood mood,
            Sku sku,
            Tree tree,
            Snake snake,
            Sparse sparse,
            Empty empty,
            Bean bean,
            Payment card,
            Payment bank,
            List<Shape> shapes,
            Optional<String> some,
            Optional<String> none,
            Optional<Mood> noMood,
            Optional<Point> noPoint,
            OptionalInt noInt,
            @Nullable String nothing,
            Object any,
            List<byte[]> bytes,
            List<int[]> ints,
            Set<Mood> moods,
            Map<String, List<Point>> byName,
            Map<Mood, Integer> byMood,
            BigDecimal amount,
            UUID id,
            URI uri,
            Locale locale,
            Currency currency,
            Instant instant,
            OffsetDateTime offset,
            ZonedDateTime zoned,
            LocalDate date,
            LocalDateTime dateTime,
            LocalTime time,
            YearMonth month,
            DayOfWeek day,
            Duration duration,
            ZoneId zone,
            @JsonFormat(pattern = "dd.MM.yyyy") LocalDate german,
            @JsonIgnore @Nullable String ignored) {}

    private static Everything everything() {
        return new Everything(
                1,
                (byte) 2,
                'c',
                true,
                4L,
                "t",
                Mood.GOOD,
                new Sku("s-1"),
                new Tree("a", List.of(new Tree("b", List.of(), null)), new Tree("c", List.of(), null)),
                new Snake(0),
                new Sparse(0),
                new Empty(),
                new Bean(),
                new Card("4", 1),
                new Bank("DE"),
                List.of(new Circle(1.5), new Square(2)),
                Optional.of("s"),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                OptionalInt.empty(),
                null,
                List.of(1),
                List.of(new byte[] {1}),
                List.of(new int[] {1}),
                Set.of(Mood.BAD),
                Map.of("a", List.of(new Point(1, 2))),
                Map.of(Mood.GOOD, 1),
                new BigDecimal("1.50"),
                UUID.fromString("0190163d-8694-739b-aea5-966c26f8ad91"),
                URI.create("a/b"),
                Locale.GERMANY,
                Currency.getInstance("EUR"),
                Instant.parse("2026-01-01T00:00:00.123456789Z"),
                OffsetDateTime.parse("2026-01-01T00:00:00-03:30"),
                ZonedDateTime.parse("2026-01-01T00:00:00+01:00[Europe/Berlin]"),
                LocalDate.parse("2026-01-01"),
                LocalDateTime.parse("2026-01-01T10:00"),
                LocalTime.parse("10:00"),
                YearMonth.parse("2026-01"),
                DayOfWeek.MONDAY,
                Duration.ofMillis(-1_500),
                ZoneId.of("UTC"),
                LocalDate.parse("2026-01-01"),
                null);
    }

    @Test
    void acceptsWhatJacksonWritesOfEveryKindOfComponent() {
        var schema = derive(Everything.class);
        var written = PayloadWriter.write("all", everything());

        assertThat(schema.validate(written)).isEmpty();
        assertThat(FanoutJson.MAPPER.treeToValue(written, Everything.class).mood())
                .isEqualTo(Mood.GOOD);
        assertThat(derive(Everything.class).hash()).isEqualTo(schema.hash());
    }

    @Test
    void requiresThePrimitivesOfARecordAndNothingElse() {
        assertThat(pointers(derive(Everything.class), "{}"))
                .containsExactlyInAnyOrder("/number", "/octet", "/letter", "/flag", "/renamed");
        assertThat(pointers(derive(Bean.class), "{}")).isEmpty();
        assertThat(pointers(derive(Sparse.class), "{}")).isEmpty();
        assertThat(pointers(derive(Snake.class), "{}")).containsExactly("/leg_count");
    }

    @Test
    void takesNullOnlyWhereTheClassSaysSo() {
        var nulls = """
                {"number": 1, "octet": 1, "letter": "c", "flag": true, "renamed": null, "text": null, "mood": null,
                 "some": null, "noMood": null, "noPoint": null, "noInt": null, "nothing": null, "any": null}""";

        assertThat(pointers(derive(Everything.class), nulls)).containsExactly("/renamed", "/text", "/mood");
    }

    @Test
    void looksIntoNestedValues() {
        var wrong = """
                {"number": 1.5, "octet": 1, "letter": "c", "flag": "yes", "renamed": 1, "mood": "GOOD", "later": {},
                 "tree": {"children": [{"next": {"name": 1}}]}, "card": {"type": "card", "cvc": "1"},
                 "bank": {"type": "cash"}, "shapes": [{"kind": "circle"}], "byName": {"a/b": [{"x": 1}]},
                 "noPoint": {"x": 1}, "moods": ["so-so", 1], "id": "1", "date": "2026-02-30", "byMood": {"good": "1"}}""";

        assertThat(pointers(derive(Everything.class), wrong))
                .containsExactly(
                        "/number",
                        "/flag",
                        "/mood",
                        "/tree/children/0/next/name",
                        "/card/cvc",
                        "/bank/type",
                        "/shapes/0/radius",
                        "/byName/a~1b/0/y",
                        "/noPoint/y",
                        "/moods/1",
                        "/id",
                        "/date",
                        "/byMood/good");
    }

    record Signup(
            @NotNull String name,
            @Email String email,
            @Size(min = 2, max = 3) List<String> tags,
            @Min(18) @Max(99) Integer age,
            @Pattern(regexp = "[A-Z]{3}") String code,
            @JsonProperty(required = true) String plan) {}

    @Test
    void followsTheAnnotationsOfJakartaValidationAndJackson() {
        var wrong = """
                {"email": "jo", "tags": ["a"], "age": 17, "code": "xABCx"}""";

        assertThat(pointers(derive(Signup.class), wrong))
                .containsExactlyInAnyOrder("/name", "/plan", "/email", "/tags", "/age", "/code");
    }

    interface Animal {
        String name();
    }

    sealed interface Untyped permits Typed {}

    record Typed(int a) implements Untyped {}

    static final class Secretive {
        final int secret = 1;
    }

    static final class NoWayIn {
        private final int count;

        NoWayIn(int count, String ignored) {
            this.count = count + ignored.length();
        }

        public int getCount() {
            return count;
        }
    }

    record WithAnimal(String id, Animal animal) {}

    record WithUntyped(List<Untyped> all) {}

    record WithSecretive(Map<String, Secretive> all) {}

    record WithNoWayIn(Optional<NoWayIn> some) {}

    record WithLookAhead(@Pattern(regexp = "(?=a)a") String text) {}

    @ParameterizedTest
    @ValueSource(classes = {WithAnimal.class, WithUntyped.class, WithSecretive.class, WithNoWayIn.class})
    void namesThePropertyThatJacksonCannotHandle(Class<?> type) {
        var component = type.getRecordComponents()[type.getRecordComponents().length - 1];
        var refused = catchThrowableOfType(FanoutException.class, () -> derive(type));

        assertThat(refused.code()).isEqualTo(ErrorCode.INVALID_SCHEMA);
        assertThat(refused.problem()).contains("'all'", type.getSimpleName() + "." + component.getName());
        assertThat(refused.hint()).contains("record");
    }

    @Test
    void refusesAPatternThatTheSchemaCannotHave() {
        assertThat(catchThrowableOfType(FanoutException.class, () -> derive(WithLookAhead.class)))
                .hasMessageContaining("'/properties/text/pattern'");
    }

    private static PayloadSchema derive(Class<?> type) {
        return PayloadSchema.derive(EventType.of("all", type));
    }

    private static List<String> pointers(PayloadSchema schema, String json) {
        return schema.validate(PayloadReader.read("all", json)).stream()
                .map(Violation::pointer)
                .toList();
    }
}
