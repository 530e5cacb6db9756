package io.millrace.core.sql;

import io.millrace.core.plan.FeaturePlan;
import io.millrace.core.plan.WindowRange;
import java.util.ArrayList;
import java.util.List;

/** Windows and as-of times as SQL. With several as-of times every event is paired with each that may use it. */
final class DuckDbWindows {
    private final FeaturePlan plan;
    private final String time;
    private final String asOf;
    private final long reach;
    private final long rest;

    /**
     * @param asOf the column of as-of times; not used where there is one
     */
    DuckDbWindows(FeaturePlan plan, String asOf) {
        this.plan = plan;
        this.time = DuckDbExpression.name(plan.reads().field(plan.time()).name());
        this.asOf = asOf;
        this.reach = plan.windows().stream()
                .mapToLong(window -> window.offset() + window.length())
                .max()
                .orElseThrow();
        this.rest = plan.windows().stream().mapToLong(WindowRange::offset).min().orElseThrow();
    }

    boolean several() {
        return plan.asOfTimes().size() > 1;
    }

    /** The event time's column. */
    String time() {
        return time;
    }

    /** A time so many microseconds after the as-of time. */
    String shifted(long shift) {
        if (!several()) {
            return DuckDbExpression.time(plan.asOfTimes().get(0) + shift);
        }
        if (shift == 0) {
            return asOf;
        }
        return "(" + asOf + (shift < 0 ? " - " + -shift : " + " + shift) + ")";
    }

    /** That an event may be in a window of some as-of time. */
    String anyWindow(String micros) {
        long first = plan.asOfTimes().get(0);
        long last = plan.asOfTimes().get(plan.asOfTimes().size() - 1);
        return micros + " >= " + DuckDbExpression.time(first - reach) + "\n    and " + micros + " < "
                + DuckDbExpression.time(last - rest);
    }

    /** That an event may be in a window of the as-of time beside it. */
    String pair() {
        return time + " >= " + shifted(-reach) + " and " + time + " < " + shifted(-rest);
    }

    /** That an event is in the window, as far as that is not known already; empty where it is. */
    List<String> conditions(WindowRange window) {
        List<String> conditions = new ArrayList<>();
        if (window.offset() + window.length() < reach) {
            conditions.add(time + " >= " + shifted(-window.offset() - window.length()));
        }
        if (window.offset() > rest) {
            conditions.add(time + " < " + shifted(-window.offset()));
        }
        return conditions;
    }
}
