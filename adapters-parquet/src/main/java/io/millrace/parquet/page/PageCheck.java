package io.millrace.parquet.page;

import io.millrace.core.port.ReadLimits;
import io.millrace.core.run.InputException;
import io.millrace.core.text.PlainText;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.util.List;

/**
 * Looks at the pages of columns without taking them apart: their headers, sizes, counts and checksums. For a reader that does not
 * do so itself.
 */
public final class PageCheck {
    private final Allowance allowance;
    private final RawPages pages;

    private PageCheck(ReadLimits limits) {
        this.allowance = new Allowance(limits);
        this.pages = new RawPages(allowance);
    }

    /**
     * @throws InputException where a page is not as it says, or asks for more than it may
     */
    public static void check(List<PageRowGroup> groups, ReadLimits limits) {
        PageCheck check = new PageCheck(limits);
        for (PageRowGroup group : groups) {
            try (FileChannel channel = FileChannel.open(group.path())) {
                for (PageColumn column : group.columns()) {
                    check.check(channel, group, column);
                }
            } catch (IOException e) {
                throw new InputException(group.name() + " cannot be read: " + e.getMessage(), e);
            }
        }
    }

    private void check(FileChannel channel, PageRowGroup group, PageColumn column) throws IOException {
        allowance.start(group);
        pages.start(channel, column, group.bytes());
        try {
            checkPages(column.chunk().getNum_values());
        } catch (Damage e) {
            throw new InputException(group.name() + " is damaged: " + place(group, column) + ": " + e.getMessage(), e);
        } catch (Allowance.Excess e) {
            throw new InputException(
                    group.name() + " asks for too much: " + place(group, column) + ": " + e.getMessage(), e);
        }
    }

    private void checkPages(long values) throws IOException {
        PageHeader header = pages.header();
        boolean dictionary = false;
        for (long left = values; left > 0; pages.pass()) {
            pages.next();
            if (header.type == PageHeader.DICTIONARY) {
                if (dictionary || left < values) {
                    throw new Damage("it is a second dictionary, or one behind values");
                }
                dictionary = true;
            } else if (header.type != PageHeader.INDEX) {
                left -= header.values;
            }
            if (left < 0) {
                throw new Damage("it has " + -left + " values more than the row group has rows");
            }
        }
    }

    private String place(PageRowGroup group, PageColumn column) {
        return "row group " + (group.number() + 1) + ", column " + PlainText.line(column.name()) + ", page "
                + pages.number() + " at byte " + pages.place();
    }
}
