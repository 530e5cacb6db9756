package io.millrace.yaml;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.millrace.core.event.ColumnBatch;
import io.millrace.core.event.Schema;
import io.millrace.core.port.MatrixSink;
import io.millrace.core.run.ResourceException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunRecordListenerTest {
    private static final String NEW = RunRecordWriter.print(RunRecordWriterTest.SET, RunRecordWriterTest.summary());

    @TempDir
    Path folder;

    private Path matrix;
    private Path record;

    @BeforeEach
    void writeTheOldRecord() throws IOException {
        matrix = folder.resolve("m.parquet");
        record = Files.writeString(folder.resolve("m.parquet.run.json"), "old");
    }

    /** A matrix that does this when it takes its place. */
    private record Committed(Runnable then) implements MatrixSink {
        @Override
        public void open(Schema schema) {
            throw new AssertionError("nothing is written here");
        }

        @Override
        public void write(ColumnBatch batch) {
            throw new AssertionError("nothing is written here");
        }

        @Override
        public void commit() {
            then.run();
        }

        @Override
        public void close() {
            // It holds nothing.
        }
    }

    private String read() {
        try {
            return Files.readString(record);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private void assertNothingElse() throws IOException {
        try (var files = Files.list(folder)) {
            assertEquals(List.of(record), files.toList());
        }
    }

    @Test
    void putsTheRecordInItsPlaceRightBeforeTheMatrix() throws IOException {
        List<String> course = new ArrayList<>();
        try (RunRecordListener listener = new RunRecordListener(RunRecordWriterTest.SET, matrix)) {
            listener.summarized(RunRecordWriterTest.summary());
            assertEquals("old", read());
            listener.around(new Committed(() -> course.add(read())), () -> course.add(read()), () -> {})
                    .commit();
        }
        assertEquals(List.of("old", NEW), course, "what else there is, then the record, then the matrix");
        assertEquals(NEW, read());
        assertNothingElse();
    }

    @Test
    void bringsBackTheOldRecordWhereTheMatrixDoesNotTakeItsPlace() throws IOException {
        ResourceException full = new ResourceException("the disk is full");
        try (RunRecordListener listener = new RunRecordListener(RunRecordWriterTest.SET, matrix)) {
            listener.summarized(RunRecordWriterTest.summary());
            MatrixSink sink = listener.around(new Committed(() -> {
                assertEquals(NEW, read());
                throw full;
            }));
            assertSame(full, assertThrows(ResourceException.class, sink::commit));
        }
        assertEquals("old", read());
        assertNothingElse();
    }

    @Test
    void leavesNothingOfARunThatDoesNotCommit() throws IOException {
        try (RunRecordListener listener = new RunRecordListener(RunRecordWriterTest.SET, matrix)) {
            listener.summarized(RunRecordWriterTest.summary());
        }
        assertEquals("old", read());
        assertNothingElse();
    }

    @Test
    void tellsWhereNoRecordCanBe() {
        Path nowhere = folder.resolve("missing").resolve("m.parquet");
        try (RunRecordListener listener = new RunRecordListener(RunRecordWriterTest.SET, nowhere)) {
            assertThrows(ResourceException.class, () -> listener.summarized(RunRecordWriterTest.summary()));
        }
    }
}
