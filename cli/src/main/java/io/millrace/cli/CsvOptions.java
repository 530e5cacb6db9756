package io.millrace.cli;

import io.millrace.core.event.DataType;
import io.millrace.core.feature.Types;
import io.millrace.core.number.TimeFormat;
import io.millrace.core.port.CsvDialect;
import io.millrace.core.port.ReadOptions;
import io.millrace.core.run.MemoryBudget;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** How CSV files are written, where it is not as RFC 4180 has it. Other formats do not mind. */
final class CsvOptions {
    private static final String NONE = "none";

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    @Option(
            names = "--column",
            paramLabel = "NAME=TYPE",
            description = {
                "The type of a column, such as user_id=bigint, beside those that the feature set declares; of a file",
                "without header, the columns in their order."
            })
    private Map<String, String> columns = new LinkedHashMap<>();

    @Option(
            names = "--delimiter",
            paramLabel = "C",
            defaultValue = ",",
            description = "CSV: what stands between fields (default: a comma); tab for a tab.")
    private String delimiter;

    @Option(
            names = "--quote",
            paramLabel = "C",
            defaultValue = "\"",
            description = "CSV: what stands around fields (default: a double quote); none where nothing does.")
    private String quote;

    @Option(
            names = "--escape",
            paramLabel = "C",
            defaultValue = NONE,
            description = "CSV: what stands before a quote within quotes, such as \\ (default: it is doubled).")
    private String escape;

    @Option(
            names = "--comment",
            paramLabel = "C",
            defaultValue = NONE,
            description = "CSV: what lines begin with that are no rows, such as # (default: none).")
    private String comment;

    @Option(names = "--no-header", description = "CSV: the first line is a row; --column or columns: name the columns.")
    private boolean noHeader;

    @Option(
            names = "--null",
            paramLabel = "WORD",
            description = "CSV: an unquoted word that is null, beside nothing at all; may be given several times.")
    private List<String> nullWords = List.of();

    @Option(
            names = "--charset",
            paramLabel = "NAME",
            defaultValue = "utf-8",
            description = "CSV: of the text, such as iso-8859-1 or utf-16 (default: ${DEFAULT-VALUE}).")
    private String charset;

    @Option(
            names = "--time-format",
            paramLabel = "FORMAT",
            description = {
                "CSV: how times are written beside ISO 8601: epoch-s, epoch-ms, epoch-us, or a pattern such as",
                "'M/d/yyyy h:mm:ss a'; may be given several times."
            })
    private List<String> timeFormats = List.of();

    @Option(
            names = "--max-row",
            paramLabel = "SIZE",
            defaultValue = "16m",
            description = "CSV: the largest row; a larger one is a bad row (default: ${DEFAULT-VALUE}).")
    private MemoryBudget maxRow;

    /** The options with what is said of CSV, and of columns beside those declared. */
    ReadOptions apply(ReadOptions options) {
        Map<String, DataType> declared = new LinkedHashMap<>(options.declared());
        declared.putAll(declared());
        return options.withDeclared(declared).withCsv(dialect());
    }

    /** The types of columns that the command line declares. */
    Map<String, DataType> declared() {
        return declared(columns, spec);
    }

    /**
     * The types that {@code --column} names.
     *
     * @throws ParameterException where there is no such type
     */
    static Map<String, DataType> declared(Map<String, String> columns, CommandSpec command) {
        Map<String, DataType> declared = new LinkedHashMap<>();
        columns.forEach((name, type) -> declared.put(
                name,
                Types.find(type)
                        .orElseThrow(() -> new ParameterException(
                                command.commandLine(),
                                "--column " + name + ": there is no type " + type + "; " + Types.advice(type)))));
        return declared;
    }

    private CsvDialect dialect() {
        try {
            return new CsvDialect(
                    character("--delimiter", delimiter)
                            .orElseThrow(() -> new IllegalArgumentException("--delimiter must be a character")),
                    character("--quote", quote),
                    character("--escape", escape),
                    character("--comment", comment),
                    !noHeader,
                    nullWords,
                    charset(),
                    timeFormats.stream().map(this::timeFormat).toList(),
                    (int) Math.min(maxRow.bytes(), Integer.MAX_VALUE));
        } catch (IllegalArgumentException e) {
            throw wrong(String.valueOf(e.getMessage()));
        }
    }

    private static Optional<Character> character(String option, String text) {
        return switch (text) {
            case NONE -> Optional.empty();
            case "tab", "\\t" -> Optional.of('\t');
            default -> {
                if (text.length() != 1) {
                    throw new IllegalArgumentException(option + " " + text + " is not one character");
                }
                yield Optional.of(text.charAt(0));
            }
        };
    }

    private Charset charset() {
        try {
            return charset.equals("latin-1") ? StandardCharsets.ISO_8859_1 : Charset.forName(charset);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("--charset " + charset + " is not known", e);
        }
    }

    private TimeFormat timeFormat(String text) {
        try {
            return TimeFormat.of(text);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("--time-format " + text + ": " + e.getMessage(), e);
        }
    }

    private ParameterException wrong(String message) {
        return new ParameterException(spec.commandLine(), message);
    }
}
