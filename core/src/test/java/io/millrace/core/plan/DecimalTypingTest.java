package io.millrace.core.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.millrace.core.event.DataType;
import io.millrace.core.event.Field;
import io.millrace.core.event.Schema;
import io.millrace.core.feature.Problem;
import io.millrace.core.plan.BoundExpression.Call;
import io.millrace.core.plan.BoundExpression.Cast;
import io.millrace.core.plan.BoundExpression.Column;
import io.millrace.core.plan.BoundExpression.Constant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DecimalTypingTest {
    private static final DataType AMOUNT = DataType.decimal(10, 2);
    private static final DataType RATE = DataType.decimal(6, 4);

    private static final Schema EVENTS = Schema.of(
            Field.required("user_id", DataType.TEXT),
            Field.required("ts", DataType.TIMESTAMP),
            Field.required("amount", AMOUNT),
            Field.required("rate", RATE),
            Field.nullable("wide", DataType.decimal(18, 0)),
            Field.nullable("fine", DataType.decimal(18, 18)),
            Field.required("units", DataType.INT64),
            Field.required("price", DataType.FLOAT64));

    private static FeaturePlan plan(String expression) {
        return Binder.bind(Bindings.set().feature("f", expression).build(), EVENTS, Bindings.AS_OF);
    }

    /** The types of results that are exact, next to each other and to other numbers. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "sum(amount) | decimal(18, 2)",
                "min(amount) | decimal(10, 2)",
                "mode(rate) | decimal(6, 4)",
                "avg(amount) | double",
                "var_samp(amount) | double",
                "count(distinct amount) | bigint",
                "max(amount + rate) | decimal(13, 4)",
                "max(amount - rate) | decimal(13, 4)",
                "max(amount + amount) | decimal(11, 2)",
                "max(amount + 1) | decimal(11, 2)",
                "max(units + amount) | decimal(18, 2)",
                "max(amount + null) | decimal(11, 2)",
                "max(wide + rate) | decimal(18, 4)",
                "max(amount * rate) | decimal(16, 6)",
                "max(amount * 2) | decimal(11, 2)",
                "max(amount * units) | decimal(18, 2)",
                "max(wide * fine) | decimal(18, 18)",
                "max(amount * price) | double",
                "max(amount + 0.5) | double",
                "max(amount / rate) | double",
                "max(amount / 2) | double",
                "max(-amount) | decimal(10, 2)",
                "max(abs(rate)) | decimal(6, 4)",
                "max(coalesce(amount, 0)) | decimal(10, 2)",
                "max(coalesce(amount, rate)) | decimal(12, 4)",
                "max(least(amount, rate, 123456789)) | decimal(13, 4)",
                "max(greatest(amount, units)) | decimal(18, 2)",
                "max(nullif(amount, 0)) | decimal(10, 2)",
                "max(coalesce(fine, 0)) | decimal(18, 18)",
                "max(case when rate > 0 then amount else rate end) | decimal(12, 4)",
                "max(case when rate > 0 then amount else 0.5 end) | double",
                "max(amount > rate) | boolean",
                "max(sqrt(amount)) | double",
                "max(round(amount)) | double",
                "max(cast(amount as decimal(5, 1))) | decimal(5, 1)",
                "max(cast(units as decimal(5))) | decimal(5, 0)",
                "max(cast(amount as text)) | text",
                "max(cast(amount as bigint)) | bigint",
                "max(cast(price as numeric(18, 2))) | decimal(18, 2)",
                "cast(null as decimal(5, 2)) | decimal(5, 2)",
            })
    void tellsTheTypeOfAResult(String expression, String type) {
        assertEquals(type, plan(expression).features().get(0).field().type().sql());
    }

    @Test
    void rescalesBeforeAddingAndNotBeforeMultiplying() {
        Column amount = new Column(2, AMOUNT, false);
        Column rate = new Column(3, RATE, false);
        assertEquals(
                new Call(
                        ScalarFunction.ADD,
                        List.of(new Cast(amount, DataType.decimal(12, 4), false, false), rate),
                        DataType.decimal(13, 4),
                        false),
                argument("max(amount + rate)"));
        assertEquals(
                new Call(ScalarFunction.MULTIPLY, List.of(amount, rate), DataType.decimal(16, 6), false),
                argument("max(amount * rate)"));
    }

    private static BoundExpression argument(String expression) {
        return plan(expression).aggregations().get(0).arguments().get(0);
    }

    @Test
    void takesWrittenIntegersAsDecimals() {
        Column amount = new Column(2, AMOUNT, false);
        assertEquals(
                new Call(ScalarFunction.GREATER, List.of(amount, new Constant(AMOUNT, 500L)), DataType.BOOLEAN, false),
                argument("max(amount > 5)"));
        assertEquals(
                new Call(
                        ScalarFunction.IN,
                        List.of(
                                amount,
                                new Constant(AMOUNT, 0L),
                                new Constant(AMOUNT, -1200L),
                                new Constant(AMOUNT, null)),
                        DataType.BOOLEAN,
                        true),
                argument("max(amount in (0, -12, null))"));
        assertEquals(
                new Constant(DataType.decimal(9, 4), 123450000L),
                ((Call) argument("max(rate < 12345)")).arguments().get(1));
    }

    @Test
    void doesNotFoldAwayANullInAnArgument() {
        FeaturePlan plan = plan("max(amount = null)");
        assertEquals(
                Optional.of(new Constant(AMOUNT, null)),
                ((Call) plan.aggregations().get(0).arguments().get(0))
                        .arguments().stream().skip(1).findFirst());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            quoteCharacter = '`',
            value = {
                "max(wide > fine) | wide > fine | cannot compare decimal(18, 0) with decimal(18, 18) | together they need more than the 18 digits of a decimal: cast one of them, for example to double",
                "max(coalesce(fine, 1)) | coalesce(fine, 1) | coalesce takes values of one type, not decimal(18, 18) and bigint | together they need more than the 18 digits of a decimal: cast one of them, for example to double",
                "max(fine + 1) | fine + 1 | + of decimal(18, 18) and bigint needs more than the 18 digits of a decimal | cast one of them to double",
                "max(fine * rate) | fine * rate | the product of decimal(18, 18) and decimal(6, 4) has 22 digits behind the point, and a decimal has at most 18 | cast one of them to fewer digits, or to double",
                "max(amount * 1234567890123456789) | amount * 1234567890123456789 | * of decimal(10, 2) and bigint needs more than the 18 digits of a decimal | cast one of them to double",
                "max(amount % 2) | amount % 2 | % takes bigint or double, not decimal | make it one of them: cast(amount as double)",
                "max(amount = 'x') | amount = 'x' | cannot compare decimal(10, 2) with text | -",
                "max(amount = '5') | amount = '5' | cannot compare decimal(10, 2) with text | a number is written without quotes: 5",
                "max(amount + user_id) | amount + user_id | + takes numbers, not text | make it a number: cast(user_id as double)",
                "max(cast(ts as decimal(18, 0))) | cast(ts as decimal(18, 0)) | cannot cast timestamp to decimal(18, 0) | the seconds since 1970 are seconds_between(timestamp '1970-01-01', x)",
                "max(lower(amount)) | amount | lower takes text, not decimal(10, 2) | make it a text: cast(amount as text)",
            })
    void refusesWhatEighteenDigitsCannotHold(
            String expression, String marked, String what, @org.jspecify.annotations.Nullable String advice) {
        List<Problem> problems =
                Bindings.problems(Bindings.set().feature("f", expression).build(), EVENTS);
        assertEquals(1, problems.size(), problems.toString());
        Problem.Place.InExpression place =
                (Problem.Place.InExpression) problems.get(0).place();
        assertEquals(what, problems.get(0).what());
        assertEquals(
                marked,
                place.text().substring(place.span().start(), place.span().end()));
        assertEquals(advice == null ? "" : advice, problems.get(0).advice());
    }
}
