package io.millrace.core.port;

import io.millrace.core.number.TimeFormat;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * How CSV files are written, where it is not as RFC 4180 has it.
 *
 * @param delimiter what stands between two fields
 * @param quote what stands around a field that holds delimiters, quotes or line ends; empty where nothing does
 * @param escape what stands, within quotes, before a character that is to stand for itself; a quote may also be doubled
 * @param comment what a line begins with that is no row
 * @param header whether the first row holds the names of the columns; without, they are those that are declared, in their order
 * @param nullWords unquoted texts that are null, beside the empty one
 * @param charset of the text
 * @param timeFormats how times may be written, beside ISO 8601
 * @param mostRowBytes the most bytes of a row; what is longer is taken for a quote that was left open
 */
public record CsvDialect(
        char delimiter,
        Optional<Character> quote,
        Optional<Character> escape,
        Optional<Character> comment,
        boolean header,
        List<String> nullWords,
        Charset charset,
        List<TimeFormat> timeFormats,
        int mostRowBytes) {
    /** The most bytes of a row where nobody says. */
    public static final int MOST_ROW_BYTES = 16 << 20;

    /** The most that {@code mostRowBytes} may be. */
    public static final int LARGEST_ROW_BYTES = 256 << 20;

    /** Commas, quotes, a header, UTF-8; no escape, no comments, no null words. */
    public static final CsvDialect DEFAULT = new CsvDialect(
            ',',
            Optional.of('"'),
            Optional.empty(),
            Optional.empty(),
            true,
            List.of(),
            StandardCharsets.UTF_8,
            List.of(),
            MOST_ROW_BYTES);

    /**
     * @throws IllegalArgumentException where a character is no single byte or a line end, or two are the same; the message says which
     */
    public CsvDialect {
        nullWords = List.copyOf(nullWords);
        timeFormats = List.copyOf(timeFormats);
        Set<Character> seen = new HashSet<>();
        requireOther(seen, delimiter, "delimiter");
        quote.ifPresent(character -> requireOther(seen, character, "quote"));
        if (escape.isPresent() && !escape.equals(quote)) {
            requireOther(seen, escape.get(), "escape");
        }
        comment.ifPresent(character -> requireOther(seen, character, "comment"));
        if (mostRowBytes < 1 || mostRowBytes > LARGEST_ROW_BYTES) {
            throw new IllegalArgumentException(
                    "a row may have 1 byte to " + (LARGEST_ROW_BYTES >> 20) + " MiB, not " + mostRowBytes + " bytes");
        }
    }

    private static void requireOther(Set<Character> seen, char character, String role) {
        if (character == '\n' || character == '\r' || character == 0 || character > 0x7e) {
            throw new IllegalArgumentException("the " + role + " must be one ASCII character, and no line end");
        }
        if (!seen.add(character)) {
            throw new IllegalArgumentException("the " + role + " " + character + " has another meaning already");
        }
    }

    public CsvDialect withDelimiter(char character) {
        return new CsvDialect(character, quote, escape, comment, header, nullWords, charset, timeFormats, mostRowBytes);
    }

    public CsvDialect withQuote(Optional<Character> character) {
        return new CsvDialect(
                delimiter, character, escape, comment, header, nullWords, charset, timeFormats, mostRowBytes);
    }

    public CsvDialect withEscape(char character) {
        return new CsvDialect(
                delimiter,
                quote,
                Optional.of(character),
                comment,
                header,
                nullWords,
                charset,
                timeFormats,
                mostRowBytes);
    }

    public CsvDialect withComment(char character) {
        return new CsvDialect(
                delimiter,
                quote,
                escape,
                Optional.of(character),
                header,
                nullWords,
                charset,
                timeFormats,
                mostRowBytes);
    }

    /** Files whose first row is one of values. */
    public CsvDialect withoutHeader() {
        return new CsvDialect(delimiter, quote, escape, comment, false, nullWords, charset, timeFormats, mostRowBytes);
    }

    public CsvDialect withNullWords(List<String> words) {
        return new CsvDialect(delimiter, quote, escape, comment, header, words, charset, timeFormats, mostRowBytes);
    }

    public CsvDialect withCharset(Charset other) {
        return new CsvDialect(delimiter, quote, escape, comment, header, nullWords, other, timeFormats, mostRowBytes);
    }

    public CsvDialect withTimeFormats(List<TimeFormat> formats) {
        return new CsvDialect(delimiter, quote, escape, comment, header, nullWords, charset, formats, mostRowBytes);
    }

    public CsvDialect withMostRowBytes(int bytes) {
        return new CsvDialect(delimiter, quote, escape, comment, header, nullWords, charset, timeFormats, bytes);
    }
}
