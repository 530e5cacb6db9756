package io.millrace.core.feature;

/**
 * The built-in feature set {@code streamflow-churn}: 15 numbers for every subscriber of a video service, over 30 days,
 * for a model of who is about to leave.
 */
public final class StreamflowChurn {
    public static final String NAME = "streamflow-churn";

    private static final FeatureSet SET = build();

    private StreamflowChurn() {}

    public static FeatureSet featureSet() {
        return SET;
    }

    private static FeatureSet build() {
        FeatureSetBuilder builder =
                FeatureSet.builder(NAME).entity("user_id").time("timestamp").window("30d");
        addLets(builder);
        addActivity(builder);
        addVideo(builder);
        addRecency(builder);
        addTrend(builder);
        addChecks(builder);
        return builder.build();
    }

    private static void addLets(FeatureSetBuilder builder) {
        builder.let("total_events", "count(event_type)")
                .let("count_{event_type}", "count(*) filter (where event_type = :event_type)")
                .forEach(
                        "event_type",
                        "page_view",
                        "video_start",
                        "video_complete",
                        "search",
                        "settings_change",
                        "support_ticket",
                        "billing_event",
                        "feature_click",
                        "share",
                        "download")
                .let("count_on_{device_type}", "count(*) filter (where device_type = :device_type)")
                .forEach("device_type", "desktop", "mobile", "smart_tv", "tablet")
                .let("total_duration", "coalesce(sum(duration_seconds), 0)")
                .let("first_half", "count(event_type) filter (where timestamp < window_middle)")
                .let("second_half", "count(event_type) filter (where timestamp >= window_middle)");
    }

    private static void addActivity(FeatureSetBuilder builder) {
        builder.feature("daily_avg_events", "total_events / window_days")
                .describe("Events per day of the window")
                .feature(
                        "video_completion_rate",
                        "case when count_video_start > 0 then count_video_complete / count_video_start else 0 end")
                .describe("Completed videos per started video; 0 if none was started")
                .feature(
                        "feature_breadth",
                        "least(count_page_view, 1) + least(count_video_start, 1) + least(count_search, 1)"
                                + " + least(count_feature_click, 1) + least(count_share, 1) + least(count_download, 1)")
                .describe("How many of six kinds of use occurred")
                .feature(
                        "support_intensity",
                        "case when total_events > 0 then count_support_ticket / total_events else 0 end")
                .describe("Support tickets per event; 0 without events")
                .feature(
                        "device_diversity",
                        "least(count_on_desktop, 1) + least(count_on_mobile, 1)"
                                + " + least(count_on_smart_tv, 1) + least(count_on_tablet, 1)")
                .describe("How many of the four kinds of device were used")
                .feature("total_revenue", "coalesce(sum(revenue), 0)")
                .describe("Revenue in the window")
                .feature("revenue_per_event", "case when total_events > 0 then total_revenue / total_events else 0 end")
                .describe("Revenue per event; 0 without events");
    }

    private static void addVideo(FeatureSetBuilder builder) {
        builder.feature(
                        "avg_video_duration",
                        "case when count_video_start > 0 then total_duration / count_video_start else 0 end")
                .describe("Seconds watched per started video; 0 if none was started")
                .feature("mobile_fraction", "case when total_events > 0 then count_on_mobile / total_events else 0 end")
                .describe("Share of the events that came from a mobile; 0 without events")
                .feature(
                        "search_to_view_ratio",
                        "case when count_video_start > 0 then count_search / count_video_start"
                                + " when count_search > 0 then 10 else 0 end")
                .describe("Searches per started video; 10 for searches without any video, 0 without both");
    }

    private static void addRecency(FeatureSetBuilder builder) {
        builder.feature("days_since_last_event", "coalesce(days_between(max(timestamp), as_of), 999)")
                .describe("Whole days since the last event; 999 if there was none")
                .feature(
                        "days_since_last_support",
                        "coalesce(days_between(max(timestamp) filter (where event_type = 'support_ticket'), as_of), 999)")
                .describe("Whole days since the last support ticket; 999 if there was none")
                .feature(
                        "days_since_last_video",
                        "coalesce(days_between(max(timestamp) filter"
                                + " (where event_type in ('video_start', 'video_complete')), as_of), 999)")
                .describe("Whole days since a video was last started or completed; 999 if none was");
    }

    private static void addTrend(FeatureSetBuilder builder) {
        builder.feature(
                        "activity_trend",
                        "case when first_half + second_half > 0"
                                + " then (second_half - first_half) / (first_half + second_half) else 0 end")
                .describe("From -1 (all events in the first half of the window) to 1 (all in the second)")
                .feature("activity_volatility", "abs(second_half - first_half) / (first_half + second_half + 1)")
                .describe("How far the two halves of the window differ, for the number of events");
    }

    private static void addChecks(FeatureSetBuilder builder) {
        builder.checkRange("video_completion_rate", 0, 1)
                .checkRange("feature_breadth", 0, 6)
                .checkRange("support_intensity", 0, 1)
                .checkRange("device_diversity", 0, 4)
                .checkCondition("active_on_a_device", "device_diversity >= 1 or daily_avg_events = 0")
                .checkRange("mobile_fraction", 0, 1)
                .checkRange("activity_trend", -1, 1);
    }
}
