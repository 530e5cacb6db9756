package io.millrace.core.port;

import io.millrace.core.event.DataType;
import io.millrace.core.event.Field;
import io.millrace.core.event.Schema;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * How files are to be read. A format that has no such choice ignores it.
 *
 * @param declared types that the caller states for columns, in order; a format whose files tell their types checks them, one whose
 *     files do not (CSV) uses them and takes all other columns for text
 * @param reader which of its readers a format uses
 * @param pruning whether splits tell what their columns range over, so that what lies outside every window can be skipped;
 *     the matrix and the accounting are the same without
 * @param csv how CSV files are written
 * @param quarantine where rows go that cannot be read; without, the first ends the run
 * @param drift what becomes of a column that some of the files lack
 * @param limits what a file may ask for
 */
public record ReadOptions(
        Map<String, DataType> declared,
        Reader reader,
        boolean pruning,
        CsvDialect csv,
        Optional<Quarantine> quarantine,
        Drift drift,
        ReadLimits limits) {
    /** Nothing declared, and everything as it is fastest. */
    public static final ReadOptions DEFAULT = of(Map.of());

    /** A reader of Parquet files. */
    public enum Reader {
        /** For each file the first that can read it: the page reader, Arrow Dataset. */
        AUTO,
        /** Millrace's own, without native code; what it cannot read is refused. */
        PAGE,
        /** Arrow Dataset. */
        ARROW
    }

    /** Columns that some files have and others lack. */
    public enum Drift {
        /** They are refused where they are read. */
        REFUSE,
        /** They are null in all rows of a file that lacks them. */
        ALLOW
    }

    public ReadOptions {
        declared = Collections.unmodifiableMap(new LinkedHashMap<>(declared));
    }

    /** Files read by that reader within the usual limits, with CSV as RFC 4180 has it and nothing set aside. */
    public ReadOptions(Map<String, DataType> declared, Reader reader, boolean pruning) {
        this(declared, reader, pruning, CsvDialect.DEFAULT, Optional.empty(), Drift.REFUSE, ReadLimits.DEFAULT);
    }

    /** The declared columns. */
    public Schema declaredSchema() {
        return new Schema(declared.entrySet().stream()
                .map(column -> Field.nullable(column.getKey(), column.getValue()))
                .toList());
    }

    /** The default, with types declared for columns. */
    public static ReadOptions of(Map<String, DataType> declared) {
        return new ReadOptions(declared, Reader.AUTO, true);
    }

    /** The same, but for the types declared. */
    public ReadOptions withDeclared(Map<String, DataType> types) {
        return new ReadOptions(types, reader, pruning, csv, quarantine, drift, limits);
    }

    /** The same, with CSV files written that way. */
    public ReadOptions withCsv(CsvDialect dialect) {
        return new ReadOptions(declared, reader, pruning, dialect, quarantine, drift, limits);
    }

    /** The same, but rows that cannot be read are set aside. */
    public ReadOptions withQuarantine(Quarantine place) {
        return new ReadOptions(declared, reader, pruning, csv, Optional.of(place), drift, limits);
    }

    /** The same, but the first row that cannot be read ends the run. */
    public ReadOptions withoutQuarantine() {
        return new ReadOptions(declared, reader, pruning, csv, Optional.empty(), drift, limits);
    }

    /** The same, but for columns that some files lack. */
    public ReadOptions withDrift(Drift other) {
        return new ReadOptions(declared, reader, pruning, csv, quarantine, other, limits);
    }

    /** The same, but for what a file may ask for. */
    public ReadOptions withLimits(ReadLimits others) {
        return new ReadOptions(declared, reader, pruning, csv, quarantine, drift, others);
    }
}
