package io.millrace.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A log of every kind of trouble that a report tells of, with hostile names, and a matrix built of it. */
final class ReportLog {
    /** What a browser would run, were it not escaped. */
    static final String SCRIPT = "<script>document.title='owned'</script>";

    static final String IMAGE = "<img src='http://127.0.0.1:9/x.png' onerror='null.x'>";

    private static final int ROWS = 600;

    private final Path events;
    private final Path features;
    private final Path roster;

    private ReportLog(Path events, Path features, Path roster) {
        this.events = events;
        this.features = features;
        this.roster = roster;
    }

    /** Writes the log; no event is of the fourth and fifth of eight days. */
    static ReportLog write(Path folder) throws IOException {
        Path place = Files.createDirectories(folder.resolve("<b>logs & 'more'"));
        StringBuilder text = new StringBuilder("user_id,at,kind,amount,price,flag\n");
        for (int i = 0; i < ROWS; i++) {
            int day = 1 + i % 8;
            String kind = i % 7 == 0 ? "\"" + IMAGE + "\"" : i % 3 == 0 ? "view" : "buy";
            String amount = i % 5 == 0 ? "" : i % 11 + "." + i % 4 + "5";
            text.append(1 + i * 7 % 90)
                    .append(",2024-05-0")
                    .append(day == 4 || day == 5 ? 6 : day)
                    .append(" 0")
                    .append(i % 10)
                    .append(":00:00,")
                    .append(kind)
                    .append(',')
                    .append(amount)
                    .append(',')
                    .append(i % 300 / 100.0)
                    .append(i % 2 == 0 ? ",true\n" : ",false\n");
        }
        text.append("1,2024-06-01 00:00:00,view,1,1,true\n1,,view,1,1,true\n");
        Path events = Files.writeString(place.resolve("log.csv"), text);
        StringBuilder entities = new StringBuilder("user_id\n");
        for (int i = 1; i <= 100; i++) {
            entities.append(i).append('\n');
        }
        Path roster = Files.writeString(folder.resolve("roster.csv"), entities);
        Path features = Files.writeString(folder.resolve("set.yaml"), String.join("\n", definition()));
        return new ReportLog(events, features, roster);
    }

    private static List<String> definition() {
        return List.of(
                "feature_set: 'trouble & \"more\"'",
                "entity: user_id",
                "time: at",
                "window: 8d",
                "columns: {user_id: bigint, kind: text, amount: double, price: 'decimal(9, 2)', flag: boolean}",
                "features:",
                "  events: {is: count(*), description: \"" + SCRIPT + "\"}",
                "  \"<i>again</i>\": {is: count(*), description: the same once more}",
                "  n_{kind}: {for: {kind: [view, buy]}, is: count(*) filter (where kind = :kind)}",
                "  spent: sum(amount)",
                "  paid: sum(price)",
                "  never: {is: count(*) filter (where kind = 'no such'), default: 0}",
                "  gone: avg(amount) filter (where kind = 'no such')",
                "  favourite: {is: mode(kind), default: none}",
                "  flagged: max(amount) > 8 and count(*) > 2",
                "  last_seen: max(at)",
                "checks:",
                "  events: {min: 1, max: 1000}",
                "  spent: {min: 0, severity: warn}",
                "");
    }

    Path events() {
        return events;
    }

    /** The arguments that build the matrix. */
    List<String> command(Path matrix) {
        return new ArrayList<>(List.of(
                "build",
                events.toString(),
                "--features",
                features.toString(),
                "--as-of",
                "2024-05-09",
                "--roster",
                roster.toString(),
                "--out",
                matrix.toString(),
                "--quiet"));
    }

    Path build(Path matrix) {
        InProcess.done(command(matrix).toArray(new String[0]));
        return matrix;
    }
}
