package io.millrace.core.streamflow;

import io.millrace.core.event.Field;
import io.millrace.core.event.Schema;
import io.millrace.core.port.EventSource;
import io.millrace.core.port.InputFile;
import io.millrace.core.port.InputFile.FileColumn;
import io.millrace.core.port.InputFile.Statistics;
import io.millrace.core.port.Split;
import io.millrace.core.run.InputException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Simulates the events of a video service's subscribers: an event source with one split per day, named
 * {@code events_2024-10-01} and so on. Every day is drawn by itself from the seed, so days can be read by any thread, in
 * any order, any number of times.
 *
 * <p>The activity of a subscriber is exponential with mean 1; the events on a day are Poisson with mean 12 × activity, cut
 * at 100. Shares of types: page_view .35, video_start .20, video_complete .15, search .10, settings_change .03,
 * support_ticket .02, billing_event .05, feature_click .05, share .03, download .02; of devices: mobile .45, desktop .30,
 * tablet .15, smart_tv .10; of plans, one per subscriber: basic .40, standard .35, premium .25. A billing_event has
 * one of three prices as revenue, 9.99, 14.99 or 19.99 in the shares of the plans but whatever the subscriber's plan is, as
 * in the case study; any other event has 0. A video_start or video_complete has a duration,
 * exponential with mean 300, whole seconds from 5 to 7200; any other event 0. Times are whole seconds, uniform over the
 * day. A video_complete follows a video_start of the same subscriber, title and day after that duration, unless the
 * settings ask for independent types.
 *
 * <p>Of the full columns, content_id (titles of videos and downloads), referrer, country and error_code may be null.
 */
public final class StreamflowSimulator implements EventSource {
    private final SimulatorSettings settings;
    private final Schema schema;

    public StreamflowSimulator(SimulatorSettings settings) {
        this.settings = settings;
        this.schema = new Schema(columns(settings.columns()).stream()
                .map(StreamflowColumn::field)
                .toList());
    }

    private static List<StreamflowColumn> columns(SimulatorSettings.Columns columns) {
        return switch (columns) {
            case CASE_STUDY -> StreamflowColumn.CASE_STUDY;
            case FULL -> List.of(StreamflowColumn.values());
        };
    }

    /** All subscriber ids, from 1 up, with or without events: a table with the one column {@code user_id}. */
    public EventSource roster() {
        return new SubscriberRoster(settings.subscribers());
    }

    @Override
    public String format() {
        return "simulated";
    }

    @Override
    public List<InputFile> files() {
        List<FileColumn> columns =
                schema.fields().stream().map(StreamflowSimulator::column).toList();
        List<InputFile> files = new ArrayList<>(settings.days());
        for (int i = 0; i < settings.days(); i++) {
            files.add(new InputFile(name(settings.start().plusDays(i)), 0, OptionalLong.empty(), 1, columns));
        }
        return files;
    }

    @Override
    public Schema schema() {
        return schema;
    }

    @Override
    public List<Split> splits(Schema reads) {
        requireColumns(schema, reads);
        List<StreamflowColumn> columns = reads.names().stream()
                .map(name -> StreamflowColumn.valueOf(name.toUpperCase(Locale.ROOT)))
                .toList();
        List<Split> splits = new ArrayList<>(settings.days());
        for (int i = 0; i < settings.days(); i++) {
            LocalDate day = settings.start().plusDays(i);
            splits.add(new DaySplit(settings, day, name(day), reads, columns));
        }
        return splits;
    }

    private static String name(LocalDate day) {
        return "events_" + day;
    }

    static FileColumn column(Field field) {
        return new FileColumn(
                field.name(), field.type().sql(), Optional.of(field.type()), field.nullable(), Statistics.UNKNOWN);
    }

    static void requireColumns(Schema schema, Schema reads) {
        for (Field wanted : reads.fields()) {
            Field field = schema.find(wanted.name())
                    .orElseThrow(() -> new InputException("the simulated events have no column " + wanted.name()
                            + "; they have " + String.join(", ", schema.names())));
            if (field.type() != wanted.type()) {
                throw new InputException("the simulated column " + wanted.name() + " is "
                        + field.type().sql() + ", not " + wanted.type().sql());
            }
        }
    }
}
