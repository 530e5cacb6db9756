package io.millrace.core.streamflow;

import java.time.LocalDate;

/**
 * What to simulate. Equal settings give equal rows, whatever machine, JDK or threads.
 *
 * @param subscribers how many; their ids are 1 to this number
 * @param days how many, one file each
 * @param seed any number; another seed gives another world
 * @param start the first day, UTC; years 1970 to 9999
 * @param order of the rows within a day
 * @param columns which columns there are; those that both choices have hold the same values
 * @param independent whether types are drawn independently, so that there may be more completed than started videos
 */
public record SimulatorSettings(
        int subscribers, int days, long seed, LocalDate start, Order order, Columns columns, boolean independent) {

    /** The order of a day's rows. */
    public enum Order {
        /** By subscriber, then time. */
        USER,
        /** By time, then subscriber. */
        TIME
    }

    /** The columns of the events. */
    public enum Columns {
        /** The seven of the case study. */
        CASE_STUDY,
        /** All fourteen. */
        FULL
    }

    public SimulatorSettings {
        if (subscribers < 1 || subscribers == Integer.MAX_VALUE) {
            throw new IllegalArgumentException("subscribers must be 1 to 2147483646, not " + subscribers);
        }
        if (days < 1) {
            throw new IllegalArgumentException("at least one day is needed, not " + days);
        }
        if (start.getYear() < 1970 || start.plusDays(days).getYear() > 9999) {
            throw new IllegalArgumentException(
                    days + " days from " + start + " do not all lie in the years 1970 to 9999");
        }
    }

    /** The case study's month: its columns, in order of subscriber, from 2024-10-01. */
    public static SimulatorSettings of(int subscribers, int days, long seed) {
        return new SimulatorSettings(
                subscribers, days, seed, LocalDate.of(2024, 10, 1), Order.USER, Columns.CASE_STUDY, false);
    }

    public SimulatorSettings withStart(LocalDate day) {
        return new SimulatorSettings(subscribers, days, seed, day, order, columns, independent);
    }

    public SimulatorSettings withOrder(Order rows) {
        return new SimulatorSettings(subscribers, days, seed, start, rows, columns, independent);
    }

    public SimulatorSettings withColumns(Columns choice) {
        return new SimulatorSettings(subscribers, days, seed, start, order, choice, independent);
    }

    public SimulatorSettings withIndependentTypes() {
        return new SimulatorSettings(subscribers, days, seed, start, order, columns, true);
    }
}
