package io.millrace.core.feature;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.millrace.core.event.DataType;
import io.millrace.core.run.DefinitionException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FeatureSetBuilderTest {
    @Test
    void buildsTheTreeThatItsPartsMake() {
        FeatureSet built = sound().column("revenue", "double")
                .let("count_{event_type}", "count(*) filter (where event_type = :event_type)")
                .forEach("event_type", "Page View", "007", "NO")
                .feature("share", "count_page_view / total")
                .describe("A share")
                .checkRange("share", 0, 1)
                .checkNotNull("total")
                .checkCondition("sane", "share <= 1")
                .checkCorrelation(0.95)
                .build();
        Definition let = new Definition(
                "count_{event_type}",
                List.of(new ForEach("event_type", List.of("Page View", "007", "NO"))),
                Optional.empty(),
                Optional.empty(),
                Parser.parse("count(*) filter (where event_type = :event_type)"),
                "",
                "");
        Definition total = Definition.of("total", Parser.parse("count(*)"), "");
        Definition share = new Definition(
                "share",
                List.of(),
                Optional.empty(),
                Optional.empty(),
                Parser.parse("count_page_view / total"),
                "",
                "A share");
        List<Check> checks = List.of(
                new Check.Range("share", Optional.of(0.0), Optional.of(1.0)),
                new Check.NotNull("total"),
                new Check.Condition("sane", Parser.parse("share <= 1"), ""),
                new Check.Correlation(0.95));
        FeatureSet expected = new FeatureSet(
                "set",
                List.of("user_id"),
                "at",
                Duration.ofDays(30),
                Map.of("revenue", DataType.FLOAT64),
                Optional.empty(),
                List.of(),
                List.of(let),
                List.of(total, share),
                checks);
        assertEquals(expected, built);
        assertEquals(
                List.of("count_page_view", "count_007", "count_no"),
                NameTemplate.names(built.lets().get(0)));
    }

    @Test
    void tellsAllProblemsAtOnce() {
        FeatureSetBuilder wrong =
                FeatureSet.builder(" ").window("30 months").let("a", "1 +").feature("b", "((");
        assertEquals(
                List.of(
                        "\"30 months\": months and years are not always equally long; write days or weeks, for example 30d for a month",
                        "expected an expression, found the end of the expression",
                        "expected an expression, found the end of the expression",
                        "the feature set has no name",
                        "no entity is named",
                        "no event time is named"),
                problems(wrong));
    }

    @Test
    void refusesASetWithoutWhatItNeeds() {
        assertEquals(
                List.of("no window is given", "the feature set has no feature"),
                problems(FeatureSet.builder("set").entity("user_id").time("at").let("a", "1")));
        assertEquals(List.of("user_id is both entity and event time"), problems(sound().time("user_id")));
        assertEquals(List.of("a window must be longer than nothing, not 0 seconds"), problems(sound().window("0d")));
    }

    @Test
    void refusesNamesThatMeanTwoThings() {
        assertEquals(
                List.of("total is defined twice, by feature total and let total"), problems(sound().let("total", "1")));
        assertEquals(List.of("total is defined twice, by feature total"), problems(sound().feature("total", "1")));
        assertEquals(List.of("as_of is a name of the language"), problems(sound().let("as_of", "1")));
        assertEquals(
                List.of("user_id is the entity, which is a column of the matrix already"),
                problems(sound().feature("user_id", "1")));
        assertEquals(
                List.of("n_a_b is defined twice, by let n_{x}: a generated name holds only letters, digits and _"),
                problems(sound().let("n_{x}", "1").forEach("x", "a b", "A-B")));
        assertEquals(
                List.of("total is defined twice, by feature total and let {x}: a generated name holds only letters,"
                        + " digits and _"),
                problems(sound().let("{x}", "1").forEach("x", "total")));
    }

    @Test
    void refusesTemplatesThatDoNotFitTheirValues() {
        assertEquals(List.of("n_{x} has braces, but no values to repeat it for"), problems(sound().let("n_{x}", "1")));
        assertEquals(
                List.of("n is repeated for x, and every repetition has the same name"),
                problems(sound().let("n", "1").forEach("x", "a")));
        assertEquals(
                List.of("n_{x}_{y} has braces around something else than x"),
                problems(sound().let("n_{x}_{y}", "1").forEach("x", "a")));
        assertEquals(
                List.of("for x lists a more than once"),
                problems(sound().let("n_{x}", "1").forEach("x", "a", "b", "a", "a")));
        assertEquals(
                List.of("for x lists no value"),
                problems(sound().let("n_{x}", "1").forEach("x", List.of())));
        assertEquals(
                List.of("for x lists a value without a letter or digit, which gives no name"),
                problems(sound().let("n_{x}", "1").forEach("x", "-")));
    }

    @Test
    void refusesChecksOfWhatIsNoFeature() {
        DefinitionException thrown = assertThrows(
                DefinitionException.class, () -> sound().checkNotNull("totl").build());
        assertEquals("did you mean total?", thrown.problems().get(0).advice());
        assertEquals(
                List.of("a check is about n, which is no feature"),
                problems(sound().let("n", "1").checkRange("n", 0, 1)));
        assertEquals(List.of("min 2 is above max 1"), problems(sound().checkRange("total", 2, 1)));
        assertEquals(
                List.of("the limit is 1.5, and a correlation lies in (0, 1]"), problems(sound().checkCorrelation(1.5)));
        assertEquals(
                List.of("the range of total stands twice"),
                problems(sound().checkRange("total", 1, 2).checkRange("total", 1, 3)));
    }

    @Test
    void givesDefinitionsWindowsAndDefaults() {
        FeatureSet set = sound().where("kind <> 'bot'")
                .validate("sane", "price >= 0")
                .validate(new Validator.Named("mine", "even"))
                .feature("n", "count(*)")
                .overEach("1d", "7d")
                .offset("2d")
                .feature("spent_{kind}", "sum(price) filter (where kind = :kind)")
                .forEach("kind", "a")
                .over("12h")
                .defaultTo(0.0)
                .build();
        assertEquals(Optional.of(new Where(Parser.parse("kind <> 'bot'"), "")), set.where());
        assertEquals(
                List.of(
                        new Validator.Condition("sane", Parser.parse("price >= 0"), ""),
                        new Validator.Named("mine", "even")),
                set.validators());
        assertEquals(
                Optional.of(Windows.each(List.of(Duration.ofDays(1), Duration.ofDays(7)))
                        .withOffset(Duration.ofDays(2))),
                set.features().get(1).windows());
        assertEquals(List.of("n_1d", "n_7d"), NameTemplate.names(set.features().get(1)));
        Definition spent = set.features().get(2);
        assertEquals(Optional.of(Windows.of(Duration.ofHours(12))), spent.windows());
        assertEquals(Optional.of(new Expression.DoubleLiteral(0, Span.NONE)), spent.defaultValue());
        assertEquals(List.of("spent_a"), NameTemplate.names(spent));
    }

    @Test
    void refusesNamesOfWindowsThatMeanTwoThings() {
        assertEquals(
                List.of("total_1d is defined twice, by feature total_1d and let total"),
                problems(FeatureSet.builder("set")
                        .entity("user_id")
                        .time("at")
                        .window("30d")
                        .feature("total_1d", "1")
                        .let("total", "count(*)")
                        .overEach("1d")));
        assertEquals(
                List.of("n is repeated for x, and every repetition has the same name"),
                problems(sound().let("n", "count(*)").forEach("x", "a", "b").overEach("1d", "7d")));
        assertEquals(
                List.of("let l has a default"),
                problems(sound().let("l", "count(*)").defaultTo(1)));
        assertEquals(
                List.of("n: a window is listed twice"),
                problems(sound().feature("n", "count(*)").overEach("7d", "1w")));
    }

    @Test
    void remembersWherePartsAreWritten() {
        FeatureSetBuilder builder = FeatureSet.builder("set")
                .at(new Problem.Place.InFile("set.yaml", 2, 1))
                .entity("user_id")
                .time("at")
                .window("30d")
                .at(new Problem.Place.InFile("set.yaml", 5, 3))
                .feature("total", "count(*)")
                .at(new Problem.Place.InFile("set.yaml", 6, 7))
                .defaultTo(0)
                .checkNotNull("total");
        Places places = builder.build().places();
        assertEquals(5, places.find("feature total").orElseThrow().line());
        assertEquals(2, places.find("entity").orElseThrow().line());
        assertEquals(6, places.find("check total").orElseThrow().line());
        assertEquals(Optional.empty(), places.find("feature other"));
        FeatureSet elsewhere = sound().at(new Problem.Place.InPart("x")).build();
        assertEquals(Optional.empty(), elsewhere.places().find("feature total"));
        assertEquals(places, elsewhere.places());
    }

    @Test
    void takesTreesThatAreNotTooDeep() {
        Expression tree = Parser.parse("count(*) / 2");
        assertEquals(
                tree, sound().feature("half", tree).build().features().get(1).expression());
        for (int i = 0; i < 100_000; i++) {
            tree = new Expression.Unary(Expression.UnaryOperator.MINUS, tree, Span.NONE);
        }
        assertEquals(
                List.of("the expression is nested more than 200 levels deep"), problems(sound().let("deep", tree)));
    }

    @Test
    void refusesUnknownTypes() {
        DefinitionException thrown = assertThrows(
                DefinitionException.class, () -> sound().column("x", "varchar").build());
        assertEquals("varchar is no type", thrown.problems().get(0).what());
        assertEquals("write text", thrown.problems().get(0).advice());
    }

    private static FeatureSetBuilder sound() {
        return FeatureSet.builder("set")
                .entity("user_id")
                .time("at")
                .window("30d")
                .feature("total", "count(*)");
    }

    private static List<String> problems(FeatureSetBuilder builder) {
        DefinitionException thrown = assertThrows(DefinitionException.class, builder::build);
        return thrown.problems().stream().map(Problem::what).toList();
    }
}
