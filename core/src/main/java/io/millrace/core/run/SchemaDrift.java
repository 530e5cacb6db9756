package io.millrace.core.run;

import io.millrace.core.event.Field;
import io.millrace.core.event.Schema;
import io.millrace.core.feature.Names;
import io.millrace.core.port.ReadOptions.Drift;
import io.millrace.core.text.PlainText;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Compares the columns that are read with those that every file has, before any row is read. */
public final class SchemaDrift {
    private static final int MOST_SHOWN = 20;
    private static final List<String> HEADINGS = List.of("file", "column", "it has", "the others have");

    private SchemaDrift() {}

    /** A file and the columns that it has. */
    public interface FileColumns {
        /** The file's name for people. */
        String file();

        /** The names of its columns. */
        List<String> names();

        /**
         * How a column that is there differs from the one that is read, such as {@code text (stored as BYTE_ARRAY)}; empty
         * where its values are of that type.
         */
        Optional<String> misfit(Field wanted);
    }

    /** A column of a file that cannot be read like that of the others. */
    private record Misfit(String file, Field wanted, boolean isMissing, String has) {}

    /**
     * @param drift what becomes of a column that a file lacks; one that all files lack is refused in any case
     * @throws InputException where a file lacks a column or holds it as another type; a table names every such place
     */
    public static void require(List<? extends FileColumns> files, Schema wanted, Drift drift) {
        List<Misfit> misfits = new ArrayList<>();
        List<Set<String>> names =
                files.stream().map(file -> Set.copyOf(file.names())).toList();
        for (Field field : wanted.fields()) {
            boolean someHave = names.stream().anyMatch(those -> those.contains(field.name()));
            for (int i = 0; i < files.size(); i++) {
                misfit(files.get(i), names.get(i), field)
                        .filter(found -> !found.isMissing() || drift != Drift.ALLOW || !someHave)
                        .ifPresent(misfits::add);
            }
        }
        if (!misfits.isEmpty()) {
            throw new InputException(message(files, misfits));
        }
    }

    private static Optional<Misfit> misfit(FileColumns file, Set<String> names, Field wanted) {
        if (names.contains(wanted.name())) {
            return file.misfit(wanted).map(has -> new Misfit(file.file(), wanted, false, has));
        }
        String otherwise = "its columns are " + String.join(", ", file.names());
        String has = "no such column; " + PlainText.line(Names.advice(wanted.name(), file.names(), otherwise));
        return Optional.of(new Misfit(file.file(), wanted, true, has));
    }

    private static String message(List<? extends FileColumns> files, List<Misfit> misfits) {
        List<List<String>> table = new ArrayList<>();
        table.add(HEADINGS);
        for (Misfit misfit : misfits.subList(0, Math.min(misfits.size(), MOST_SHOWN))) {
            table.add(List.of(misfit.file(), misfit.wanted().name(), misfit.has(), others(files, misfit.wanted())));
        }
        StringBuilder text = new StringBuilder()
                .append(subject(files, misfits))
                .append(" not have the columns that are read; nothing was read yet");
        text.append(lines(table));
        if (misfits.size() > MOST_SHOWN) {
            text.append("\n  and ").append(misfits.size() - MOST_SHOWN).append(" more of the kind");
        }
        return text.append(advice(files, misfits)).toString();
    }

    private static String subject(List<? extends FileColumns> files, List<Misfit> misfits) {
        if (files.size() == 1) {
            return files.get(0).file() + " does";
        }
        long names = misfits.stream().map(Misfit::file).distinct().count();
        return (names == files.size() ? "" : names + " of ")
                + files.size()
                + (names == 1 ? " files does" : " files do");
    }

    /** What is wanted, and how many files have it. */
    private static String others(List<? extends FileColumns> files, Field wanted) {
        long having = files.stream()
                .filter(file -> file.names().contains(wanted.name()))
                .filter(file -> file.misfit(wanted).isEmpty())
                .count();
        String type = wanted.type().sql();
        return having == 0 ? "none has " + type : type + " in " + having + (having == 1 ? " file" : " files");
    }

    private static String lines(List<List<String>> table) {
        int[] widths = new int[HEADINGS.size()];
        for (List<String> row : table) {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], row.get(i).length());
            }
        }
        StringBuilder text = new StringBuilder();
        for (List<String> row : table) {
            StringBuilder line = new StringBuilder("\n ");
            for (int i = 0; i < widths.length; i++) {
                line.append(' ')
                        .append(row.get(i))
                        .append(" ".repeat(widths[i] - row.get(i).length() + 1));
            }
            text.append(line.toString().stripTrailing());
        }
        return text.toString();
    }

    private static String advice(List<? extends FileColumns> files, List<Misfit> misfits) {
        boolean anyOther = misfits.stream().anyMatch(misfit -> !misfit.isMissing());
        boolean anyMissing = misfits.stream()
                .anyMatch(misfit -> misfit.isMissing()
                        && files.stream()
                                .anyMatch(file ->
                                        file.names().contains(misfit.wanted().name())));
        return (anyMissing ? "\n--drift allow reads a column that a file lacks as nulls" : "")
                + (anyOther ? "\ncast a column of another type where its file is written" : "")
                + (files.size() > 1 ? "\nor leave these files out" : "");
    }
}
