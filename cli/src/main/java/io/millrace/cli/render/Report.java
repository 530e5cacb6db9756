package io.millrace.cli.render;

import java.util.List;
import java.util.Locale;

/** What a command has to tell, independent of the form. */
public record Report(List<Section> sections) {
    public Report {
        sections = List.copyOf(sections);
    }

    public static Report of(Section... sections) {
        return new Report(List.of(sections));
    }

    /**
     * The report as text that ends with a line feed.
     *
     * @param colour whether people see colours; machines never do
     * @param width the columns of a line for people
     */
    public String render(Format format, boolean colour, int width) {
        return switch (format) {
            case TABLE -> new TextReport(colour, width).print(this);
            case JSON -> JsonReport.print(this);
            case CSV -> CsvReport.print(this);
        };
    }

    /** The form of a report. */
    public enum Format {
        /** Aligned columns, for people. */
        TABLE,
        /** One object with a member for every section. */
        JSON,
        /** The sections one after the other, an empty line between them. */
        CSV;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
