package io.millrace.csv;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.millrace.core.contract.MemoryEventSource;
import io.millrace.core.contract.Rows;
import io.millrace.core.event.ColumnBatch;
import io.millrace.core.event.DataType;
import io.millrace.core.event.Field;
import io.millrace.core.event.Schema;
import io.millrace.core.port.EventSource;
import io.millrace.core.port.MatrixSink;
import io.millrace.core.port.ReadOptions;
import io.millrace.core.port.TableFormat;
import io.millrace.core.run.ResourceException;
import io.millrace.core.streamflow.SimulatorSettings;
import io.millrace.core.streamflow.StreamflowSimulator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CsvSinkTest {
    private static final Schema SCHEMA = Schema.of(
            Field.nullable("user,id", DataType.TEXT),
            Field.nullable("n", DataType.INT64),
            Field.nullable("x", DataType.FLOAT64),
            Field.nullable("b", DataType.BOOLEAN),
            Field.nullable("t", DataType.TIMESTAMP));

    @TempDir
    Path folder;

    @Test
    void isFoundAsAFormat() {
        List<String> names = ServiceLoader.load(TableFormat.class).stream()
                .map(provider -> provider.get().name())
                .toList();
        assertTrue(names.contains("csv"), names::toString);
    }

    @Test
    void quotesOnlyWhatNeedsIt() throws IOException {
        Path file = folder.resolve("m.csv");
        Tables.write(
                MemoryEventSource.ofRows(
                        SCHEMA,
                        Rows.rows(
                                Rows.row(" plain ", -7, 0.1, true, 1_730_332_800_000_000L),
                                Rows.row("a,b", Long.MIN_VALUE, 1e100, false, 1_730_332_800_000_001L),
                                Rows.row("say \"so\"", Long.MAX_VALUE, -0.5, true, -1L),
                                Rows.row("two\nlines", 0, 100.0, false, 1_730_332_800_500_000L),
                                Rows.row("", null, null, null, null),
                                Rows.row(null, null, null, null, null))),
                file,
                4);
        assertEquals("""
                "user,id",n,x,b,t
                 plain ,-7,0.1,true,2024-10-31 00:00:00
                "a,b",-9223372036854775808,1.0E100,false,2024-10-31 00:00:00.000001
                "say ""so""\",9223372036854775807,-0.5,true,1969-12-31 23:59:59.999999
                "two
                lines",0,100.0,false,2024-10-31 00:00:00.5
                "",,,,
                ,,,,
                """, Files.readString(file));
    }

    @Test
    void writesTextLongerThanItsBuffer() throws IOException {
        Path file = folder.resolve("m.csv");
        String plain = "x".repeat(300_000);
        String quoted = ",".repeat(300_000);
        Schema one = Schema.of(Field.nullable("t", DataType.TEXT));
        MemoryEventSource source =
                MemoryEventSource.ofRows(one, Rows.rows(Rows.row("a"), Rows.row(plain), Rows.row(quoted)));
        Tables.write(source, file, 10);
        assertEquals("t\na\n" + plain + "\n\"" + quoted + "\"\n", Files.readString(file));
    }

    @Test
    void leavesTheTargetAloneUntilCommit() throws IOException {
        Path file = Files.writeString(folder.resolve("m.csv"), "before");
        try (MatrixSink sink = new CsvFormat().create(file)) {
            sink.open(SCHEMA);
            ColumnBatch batch = new ColumnBatch(SCHEMA, 2);
            sink.write(batch);
        }
        assertEquals("before", Files.readString(file));
        try (Stream<Path> left = Files.list(folder)) {
            assertEquals(List.of(file), left.toList());
        }
    }

    @Test
    void writesSimulatedEventsThatReadBackEqual() {
        StreamflowSimulator simulator =
                new StreamflowSimulator(SimulatorSettings.of(80, 3, 1).withColumns(SimulatorSettings.Columns.FULL));
        Path file = folder.resolve("events.csv");
        Tables.write(simulator, file, 1000);
        EventSource read = new CsvFormat().open(List.of(file), ReadOptions.of(Map.of()));
        assertEquals(Tables.read(simulator, simulator.schema(), 500), Tables.read(read, simulator.schema(), 700));
    }

    @Test
    void namesTheTargetThatCannotBeWritten() {
        Path file = folder.resolve("missing").resolve("m.csv");
        try (MatrixSink sink = new CsvFormat().create(file)) {
            ResourceException problem = assertThrows(ResourceException.class, () -> sink.open(SCHEMA));
            assertTrue(problem.getMessage().contains(file.toString()), problem.getMessage());
        }
    }
}
