package io.millrace.engine.arrow;

import io.millrace.core.port.EventSource;
import io.millrace.core.port.InputFile;
import io.millrace.core.port.Split;
import io.millrace.core.run.Fate;
import io.millrace.core.run.RowCounts;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.stream.Stream;

/** What became of events that were held back to find duplicates, by file. Files are told by their place among all names in order. */
final class DuplicateCounts {
    private final String[] files;
    private final AtomicLongArray duplicates;
    private final AtomicLongArray used;

    DuplicateCounts(EventSource events, List<Split> splits) {
        this.files = Stream.concat(
                        events.files().stream().map(InputFile::name),
                        splits.stream().map(Split::file))
                .distinct()
                .sorted()
                .toArray(String[]::new);
        this.duplicates = new AtomicLongArray(files.length);
        this.used = new AtomicLongArray(files.length);
    }

    /** The place of a file. */
    int place(String file) {
        return Arrays.binarySearch(files, file);
    }

    int files() {
        return files.length;
    }

    void addDuplicate(int file) {
        duplicates.incrementAndGet(file);
    }

    /**
     * @param byFile events used by file; set to 0
     */
    void addUsed(long[] byFile) {
        for (int file = 0; file < byFile.length; file++) {
            used.addAndGet(file, byFile[file]);
            byFile[file] = 0;
        }
    }

    /** Those counted so far. */
    Map<String, RowCounts> byFile() {
        Map<String, RowCounts> counts = new TreeMap<>();
        for (int file = 0; file < files.length; file++) {
            RowCounts rows = new RowCounts();
            rows.add(Fate.DUPLICATE, duplicates.get(file));
            rows.add(Fate.USED, used.get(file));
            counts.put(files[file], rows);
        }
        return counts;
    }
}
