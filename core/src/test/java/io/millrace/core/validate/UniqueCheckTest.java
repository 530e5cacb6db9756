package io.millrace.core.validate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.millrace.core.event.ColumnBatch;
import io.millrace.core.event.DataType;
import io.millrace.core.event.DictionaryEncoder;
import io.millrace.core.event.Field;
import io.millrace.core.event.Schema;
import io.millrace.core.event.TextVector;
import io.millrace.core.feature.Check;
import io.millrace.core.feature.Severity;
import io.millrace.core.matrix.MatrixProfiler;
import io.millrace.core.plan.FeaturePlan.PlannedCheck;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;

class UniqueCheckTest {
    private static final Schema MATRIX = Schema.of(
            Field.required("user_id", DataType.INT64),
            Field.required("as_of", DataType.TIMESTAMP),
            Field.nullable("number", DataType.INT64),
            Field.nullable("real", DataType.FLOAT64),
            Field.nullable("text", DataType.TEXT));

    /** A row: the as-of time, and the value in all three columns. */
    record Row(long asOf, @Nullable Long value) {}

    @Provide
    Arbitrary<List<Row>> rows() {
        Arbitrary<@Nullable Long> values = Arbitraries.longs().between(-60, 60).injectNull(0.1);
        return Arbitraries.longs()
                .between(0, 3)
                .flatMap(asOf -> values.map(value -> new Row(asOf, value)))
                .list()
                .ofMaxSize(300);
    }

    @Property(tries = 60)
    void findsWhatASetFinds(@ForAll("rows") List<Row> rows) {
        Set<Row> seen = new HashSet<>();
        long repeated = rows.stream()
                .filter(row -> row.value() != null)
                .filter(row -> !seen.add(row))
                .count();
        for (String feature : List.of("number", "real", "text")) {
            CheckResult result = check(feature, rows);
            assertEquals(repeated, result.violations());
            assertEquals(feature + " is unique", result.title());
        }
    }

    @Property(tries = 20)
    void findsTheSameWhereValuesGoAside(@ForAll("rows") List<Row> rows) {
        for (int column = 2; column < MATRIX.size(); column++) {
            String feature = MATRIX.field(column).name();
            UniqueCheck check = new UniqueCheck(new Check.Unique(feature, Severity.FAIL), column, 1, 2_000);
            check.add(batch(rows));
            CheckResult found = check.result(MatrixProfiler.ofMatrix(MATRIX, 2).profile());
            assertEquals(check(feature, rows).violations(), found.violations(), feature);
        }
    }

    @Example
    void dividesAgainWhatIsTooMuchForAPart() throws IOException {
        RepeatedValues values = new RepeatedValues(1_600);
        long before = temporaryFiles();
        for (int round = 0; round < 3; round++) {
            for (long number = 0; number < 3_000; number++) {
                values.add(0, number * number);
            }
        }
        for (int round = 0; round < 50_000; round++) {
            values.add(1, 7);
        }

        assertEquals(2 * 3_000 + 49_999, values.count());
        assertEquals(before, temporaryFiles());
    }

    private static long temporaryFiles() throws IOException {
        try (Stream<Path> files = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
            return files.filter(file -> file.getFileName().toString().startsWith("millrace-unique-"))
                    .count();
        }
    }

    @Example
    void tellsHowManyRowsRepeatAValue() {
        assertEquals(
                "1 of 3 rows repeat a value",
                check("real", List.of(new Row(0, 0L), new Row(0, 0L), new Row(1, 0L)))
                        .observed());
        assertTrue(check("text", List.of(new Row(0, 1L), new Row(0, null), new Row(0, null)))
                .passed());
    }

    private static CheckResult check(String feature, List<Row> rows) {
        Check.Unique check = new Check.Unique(feature, Severity.WARN);
        MatrixChecks checks = new MatrixChecks(List.of(new PlannedCheck(check, Optional.empty())), MATRIX);
        int half = rows.size() / 2;
        checks.add(batch(rows.subList(0, half)));
        checks.add(batch(rows.subList(half, rows.size())));
        return checks.results(MatrixProfiler.ofMatrix(MATRIX, 2).profile()).get(0);
    }

    private static ColumnBatch batch(List<Row> rows) {
        ColumnBatch batch = new ColumnBatch(MATRIX, Math.max(1, rows.size()));
        batch.rowCount(rows.size());
        DictionaryEncoder encoder = new DictionaryEncoder();
        TextVector texts = batch.texts(4);
        texts.dictionary(encoder.dictionary());
        for (int row = 0; row < rows.size(); row++) {
            batch.longs(0).set(row, row);
            batch.longs(1).set(row, rows.get(row).asOf());
            Long value = rows.get(row).value();
            if (value == null) {
                batch.longs(2).setNull(row);
                batch.doubles(3).setNull(row);
                texts.setNull(row);
            } else {
                batch.longs(2).set(row, value);
                batch.doubles(3).set(row, value == 0 && row % 2 == 0 ? -0.0 : value / 4.0);
                texts.set(row, encoder.encode("x".repeat((int) (value + 60) * 5) + value));
            }
        }
        return batch;
    }
}
