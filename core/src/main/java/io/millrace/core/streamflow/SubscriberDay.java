package io.millrace.core.streamflow;

import java.util.Arrays;

/**
 * Draws all events of one subscriber on one UTC day, in order of time.
 *
 * <p>Their number is Poisson(12 × activity), cut at {@link #MOST_EVENTS}. Unless types are independent, the events are
 * drawn one after the other: any type but video_complete by its share, and after a video_start with room for one more
 * event, with probability {@link #COMPLETION}, its video_complete. As activity is exponential, the number of events is
 * geometric with ratio r = 12/13, the expected share of completions is x·r / (1 + x·r) with x = 20/85 × COMPLETION, and
 * it is 0.15 as it should be for COMPLETION = 0.75 / r. All other shares then follow from the 85 % that remain.
 */
final class SubscriberDay {
    static final int MOST_EVENTS = 100;
    static final int SECONDS = 86_400;

    private static final double EVENTS_PER_DAY = 12;
    private static final double COMPLETION = 0.75 * 13 / 12;
    private static final int SHORTEST = 5;
    private static final int LONGEST = 7_200;
    private static final int SESSION_GAP = 1_800;
    private static final int ERROR_PERCENT = 2;
    private static final long PROFILE = -1;
    private static final int INDEX_BITS = 7;

    private final long seed;
    private final boolean independent;
    private final boolean detailed;
    private final SplitMix random = new SplitMix();
    private final long[] drawn = new long[MOST_EVENTS];
    private final long[] order = new long[MOST_EVENTS];
    private final int[] seconds = new int[MOST_EVENTS];
    private final long[] packed = new long[MOST_EVENTS];
    private int count;

    /**
     * @param detailed whether columns beyond the case study's are wanted
     */
    SubscriberDay(long seed, boolean independent, boolean detailed) {
        this.seed = seed;
        this.independent = independent;
        this.detailed = detailed;
    }

    int count() {
        return count;
    }

    /** The event's second of the day. */
    int second(int event) {
        return seconds[event];
    }

    long packed(int event) {
        return packed[event];
    }

    /** Replaces the events by those of that subscriber and day. */
    void draw(int subscriber, long epochDay) {
        random.start(seed, subscriber, PROFILE);
        double activity = random.exponential();
        long profile = PackedEvent.PLAN.bits(Vocabulary.PLAN_BY_PERCENT[random.below(100)])
                | PackedEvent.COUNTRY.bits(country(random.below(100)));
        random.start(seed, subscriber, 2 * epochDay);
        count = poisson(EVENTS_PER_DAY * activity, random.uniform());
        if (independent) {
            drawIndependent(profile);
        } else {
            drawWithCompletions(profile);
        }
        if (detailed) {
            random.start(seed, subscriber, 2 * epochDay + 1);
            addDetails();
        }
        sort();
        if (detailed) {
            numberSessions();
        }
    }

    private static int country(int percent) {
        int code = Vocabulary.COUNTRY_BY_PERCENT[percent];
        return code < Vocabulary.COUNTRIES.size() ? code : PackedEvent.COUNTRY.none();
    }

    /** Inversion by search from 0 up: the smallest n whose cumulated probability exceeds the uniform number. */
    private static int poisson(double mean, double uniform) {
        double probability = StrictMath.exp(-mean);
        double cumulated = probability;
        int n = 0;
        while (n < MOST_EVENTS && uniform >= cumulated) {
            n++;
            probability *= mean / n;
            cumulated += probability;
        }
        return n;
    }

    private void drawIndependent(long profile) {
        for (int i = 0; i < count; i++) {
            int type = Vocabulary.TYPE_BY_PERCENT[random.below(100)];
            int duration = Vocabulary.isVideo(type) ? duration() : 0;
            put(i, profile, type, duration, random.below(SECONDS));
        }
    }

    private void drawWithCompletions(long profile) {
        int i = 0;
        while (i < count) {
            int type = Vocabulary.TYPE_BEFORE_COMPLETION[random.below(Vocabulary.TYPE_BEFORE_COMPLETION.length)];
            if (type != Vocabulary.VIDEO_START) {
                put(i++, profile, type, 0, random.below(SECONDS));
                continue;
            }
            int duration = duration();
            int start = random.below(SECONDS - duration);
            put(i++, profile, type, duration, start);
            if (i < count && random.uniform() < COMPLETION) {
                put(i++, profile, Vocabulary.VIDEO_COMPLETE, duration, start + duration);
            }
        }
    }

    private int duration() {
        return Math.max(SHORTEST, Math.min(LONGEST, (int) (300 * random.exponential())));
    }

    private void put(int event, long profile, int type, int duration, int second) {
        int device = Vocabulary.DEVICE_BY_PERCENT[random.below(100)];
        drawn[event] = profile
                | PackedEvent.TYPE.bits(type)
                | PackedEvent.DEVICE.bits(device)
                | PackedEvent.DURATION.bits(duration)
                | PackedEvent.PRICE.bits(
                        type == Vocabulary.BILLING_EVENT ? Vocabulary.PRICE_BY_PERCENT[random.below(100)] : 0);
        order[event] = (long) second << INDEX_BITS | event;
    }

    /** From a stream of their own, so that the case study's columns are the same with and without them. */
    private void addDetails() {
        int content = 0;
        for (int i = 0; i < count; i++) {
            int type = PackedEvent.TYPE.of(drawn[i]);
            if (independent || type != Vocabulary.VIDEO_COMPLETE) {
                double popularity = random.uniform();
                content = (int) (popularity * popularity * Vocabulary.CONTENTS);
            }
            int referrer = random.below(2 * Vocabulary.REFERRERS.size());
            boolean failed = random.below(100) < ERROR_PERCENT && Vocabulary.isVideo(type);
            int error = random.below(Vocabulary.ERRORS.size());
            int version = random.below(Vocabulary.appVersions());
            drawn[i] |= PackedEvent.CONTENT.bits(content)
                    | PackedEvent.REFERRER.bits(
                            referrer < Vocabulary.REFERRERS.size() ? referrer : PackedEvent.REFERRER.none())
                    | PackedEvent.ERROR.bits(failed ? error : PackedEvent.ERROR.none())
                    | PackedEvent.METADATA.bits(Vocabulary.metadata(type, version, random.below(4)))
                    | PackedEvent.PAGE.bits(random.below(4));
        }
    }

    private void sort() {
        Arrays.sort(order, 0, count);
        for (int i = 0; i < count; i++) {
            seconds[i] = (int) (order[i] >>> INDEX_BITS);
            packed[i] = drawn[(int) (order[i] & (1 << INDEX_BITS) - 1)];
        }
    }

    /** A session ends where nothing happens for half an hour. */
    private void numberSessions() {
        int session = 1;
        for (int i = 0; i < count; i++) {
            if (i > 0 && seconds[i] - seconds[i - 1] >= SESSION_GAP) {
                session++;
            }
            packed[i] |= PackedEvent.SESSION.bits(session);
        }
    }
}
