package io.millrace.core.contract;

import io.millrace.core.event.Dictionary;
import io.millrace.core.event.TextVector;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The codes of one text column of one reader, in one of the forms. */
final class MemoryText {
    private final TextForm form;
    private final Map<String, Integer> codes = new HashMap<>();
    private Dictionary dictionary;

    /**
     * @param shared for the shared form, the dictionary of all readers
     */
    MemoryText(TextForm form, Optional<Dictionary> shared) {
        this.form = form;
        this.dictionary = shared.orElseGet(() -> new Dictionary(form != TextForm.REPEATING));
        for (int code = 0; code < dictionary.size(); code++) {
            codes.put(dictionary.text(code), code);
        }
    }

    /** All texts of a column, in order of first occurrence. */
    static Dictionary dictionaryOf(List<MemoryFile> files, String column) {
        return Dictionary.of(files.stream()
                .flatMap(file ->
                        file.rows().stream().map(row -> row[file.schema().indexOf(column)]))
                .filter(String.class::isInstance)
                .map(String.class::cast)
                .distinct()
                .toArray(String[]::new));
    }

    void startBatch(TextVector vector) {
        if (form == TextForm.PER_BATCH) {
            dictionary = new Dictionary(true);
            codes.clear();
        } else if (form == TextForm.CLEARED || form == TextForm.REPEATING) {
            dictionary.clear();
            codes.clear();
        }
        vector.dictionary(dictionary);
    }

    int code(String text) {
        return form == TextForm.REPEATING ? append(text) : codes.computeIfAbsent(text, this::append);
    }

    private int append(String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        return dictionary.append(utf8, 0, utf8.length);
    }
}
