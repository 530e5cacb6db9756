package io.millrace.parquet;

import io.millrace.core.event.Schema;
import io.millrace.core.port.ReadOptions;
import io.millrace.core.port.ReadOptions.Reader;
import io.millrace.core.port.Split;
import io.millrace.core.run.InputException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Which reader each file gets. */
final class ReaderChoice {
    private static final int MOST_SHOWN = 20;

    private final ReadOptions options;

    ReaderChoice(ReadOptions options) {
        this.options = options;
    }

    /**
     * The splits of all files, in the order of the files.
     *
     * @throws InputException where the page reader is asked for and cannot read a file; it names every such file
     */
    List<Split> splits(List<ParquetFooter> footers, Schema reads) {
        PageSplits pages = new PageSplits(reads, options);
        List<Split> splits = new ArrayList<>();
        List<String> refused = new ArrayList<>();
        for (ParquetFooter footer : footers) {
            Optional<String> obstacle = options.reader() == Reader.ARROW && !areMissing(footer, reads)
                    ? Optional.of("as asked for")
                    : PageSupport.obstacle(footer, reads);
            if (obstacle.isEmpty()) {
                splits.addAll(pages.of(footer));
            } else if (options.reader() == Reader.PAGE) {
                refused.add(footer.name() + ": " + obstacle.get() + ", which the page reader cannot read; "
                        + "--reader auto or arrow leaves it to Arrow Dataset");
            } else {
                splits.add(new FileSplit(
                        footer, reads, obstacle.get(), options.pruning(), pages.groups(footer), options.limits()));
            }
        }
        if (!refused.isEmpty()) {
            throw new InputException(list(refused));
        }
        return splits;
    }

    /** Whether the file lacks all columns that are read, so that no reader has to understand it. */
    private static boolean areMissing(ParquetFooter footer, Schema reads) {
        return reads.size() > 0
                && reads.names().stream()
                        .allMatch(name -> footer.find(name).orElseThrow().isMissing());
    }

    /** Problems as lines, the first of them where there are many. */
    private static String list(List<String> problems) {
        int shown = Math.min(problems.size(), MOST_SHOWN);
        String message = String.join("\n", problems.subList(0, shown));
        if (shown < problems.size()) {
            message += "\nand " + (problems.size() - shown) + " more of the kind";
        }
        return message;
    }
}
