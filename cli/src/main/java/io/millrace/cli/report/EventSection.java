package io.millrace.cli.report;

import io.millrace.cli.render.Amounts;
import io.millrace.cli.report.MatrixReport.ByValue;
import io.millrace.cli.report.MatrixReport.DayBar;
import io.millrace.cli.report.MatrixReport.Events;
import io.millrace.cli.report.MatrixReport.Missing;
import java.util.List;
import java.util.Locale;

/** Used events by day and by value, the days without any, and what no definition lists. */
final class EventSection {
    private static final double HEIGHT = 100;

    private final Html html;
    private final Events events;

    EventSection(Html html, Events events) {
        this.html = html;
        this.events = events;
    }

    void print() {
        html.open("section", "id", "events").element("h2", "Events").line();
        if (!events.days().isEmpty()) {
            days();
        }
        missing();
        html.open("div", "class", "cards few").line();
        for (int i = 0; i < events.columns().size(); i++) {
            values("/events/columns/" + i, "Used events by ", events.columns().get(i));
        }
        for (int i = 0; i < events.unlisted().size(); i++) {
            values(
                    "/events/unlisted/" + i,
                    "Not listed by any definition: values of ",
                    events.unlisted().get(i));
        }
        html.close("div", "section");
    }

    private void days() {
        List<DayBar> days = events.days();
        long most = Math.max(1, days.stream().mapToLong(DayBar::events).max().orElse(1));
        String title = events.daysPerBar() == 1
                ? "Used events per day"
                : "Used events, " + events.daysPerBar() + " days a bar";
        html.open("figure", "class", "days").element("h3", title).line();
        html.open(
                        "svg",
                        "viewBox",
                        "0 0 " + days.size() * 10 + " 100",
                        "preserveAspectRatio",
                        "none",
                        "role",
                        "img",
                        "aria-labelledby",
                        "days-t days-d")
                .element("title", title, "id", "days-t")
                .element("desc", description(most), "id", "days-d");
        for (int i = 0; i < days.size(); i++) {
            bar(i, days.get(i), most);
        }
        html.close("svg");
        html.open("figcaption")
                .element("span", days.get(0).first().toString())
                .element("span", "most " + Amounts.count(most))
                .element("span", days.get(days.size() - 1).last().toString())
                .close("figcaption");
        table();
        html.close("figure");
    }

    private void bar(int place, DayBar day, long most) {
        if (day.missing() > 0) {
            rect(place, HEIGHT, "gap");
        }
        if (day.events() > 0) {
            rect(place, Math.max(1, HEIGHT * day.events() / most), "fill");
        }
    }

    private void rect(int place, double height, String tone) {
        html.open(
                        "rect",
                        "class",
                        tone,
                        "x",
                        Integer.toString(place * 10 + 1),
                        "y",
                        String.format(Locale.ROOT, "%.2f", HEIGHT - height),
                        "width",
                        "8",
                        "height",
                        String.format(Locale.ROOT, "%.2f", height))
                .raw("</rect>");
    }

    private String description(long most) {
        List<DayBar> days = events.days();
        long all = days.stream().mapToLong(DayBar::events).sum();
        long least = days.stream().mapToLong(DayBar::events).min().orElse(0);
        return Amounts.count(all, "used event") + " from " + days.get(0).first() + " to "
                + days.get(days.size() - 1).last() + ", between " + Amounts.count(least) + " and "
                + Amounts.count(most) + " a bar. The table below has every bar.";
    }

    private void table() {
        html.open("details").element("summary", "Every bar as a table");
        html.open("div", "class", "scroll")
                .raw("<table><thead><tr><th scope=\"col\">from</th><th scope=\"col\">to</th>"
                        + "<th scope=\"col\" class=\"n\">used events</th><th scope=\"col\" class=\"n\">days without any</th>"
                        + "</tr></thead><tbody>")
                .line();
        for (int i = 0; i < events.days().size(); i++) {
            DayBar day = events.days().get(i);
            String at = "/events/days/" + i;
            html.raw("<tr><td>")
                    .value(at + "/first", day.first().toString())
                    .raw("</td><td>")
                    .value(at + "/last", day.last().toString())
                    .raw("</td><td class=\"n\">")
                    .value(at + "/events", day.events(), Amounts.count(day.events()))
                    .raw("</td><td class=\"n\">")
                    .value(at + "/missing", day.missing(), Amounts.count(day.missing()))
                    .raw("</td></tr>")
                    .line();
        }
        html.close("tbody", "table", "div", "details");
    }

    private void missing() {
        if (events.missing().isEmpty()) {
            html.element("p", "Every day of the windows has an event.", "class", "quiet")
                    .line();
            return;
        }
        html.open("p").text("Days of the windows without any event: ");
        for (int i = 0; i < events.missing().size(); i++) {
            Missing gap = events.missing().get(i);
            String at = "/events/missing/" + i;
            html.text(i > 0 ? ", " : "").value(at + "/first", gap.first().toString());
            if (gap.days() > 1) {
                html.text(" to ")
                        .value(at + "/last", gap.last().toString())
                        .text(" (")
                        .value(at + "/days", gap.days(), Amounts.count(gap.days(), "day"))
                        .text(")");
            }
        }
        html.close("p");
    }

    private void values(String at, String heading, ByValue column) {
        html.open("article", "class", "card").line();
        html.open("h3").text(heading).value(at + "/column", column.column()).close("h3");
        html.raw("<table class=\"bars\"><thead><tr><th scope=\"col\">value</th><td></td>"
                        + "<th scope=\"col\" class=\"n\">events</th><th scope=\"col\" class=\"n\">share</th></tr></thead>"
                        + "<tbody>")
                .line();
        for (int i = 0; i < column.values().size(); i++) {
            ValueRow.print(html, at + "/values/" + i, column.values().get(i));
        }
        if (column.others().isEmpty()) {
            html.raw("<tr><th scope=\"row\" class=\"quiet\" colspan=\"4\">")
                    .text("too many different values to tell")
                    .raw("</th></tr>");
        } else if (column.others().getAsLong() > 0) {
            rest("other values", at + "/others", column.others().getAsLong());
        }
        if (column.nulls() > 0) {
            rest("null", at + "/nulls", column.nulls());
        }
        html.close("tbody", "table", "article");
    }

    private void rest(String label, String at, long count) {
        html.raw("<tr>")
                .element("th", label, "scope", "row", "class", "quiet")
                .raw("<td></td><td class=\"n\">")
                .value(at, count, Amounts.count(count))
                .raw("</td><td></td></tr>")
                .line();
    }
}
