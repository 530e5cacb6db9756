package io.millrace.core.feature;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class StreamflowChurnTest {
    @Test
    void hasTheFifteenFeaturesInOrder() {
        FeatureSet set = BuiltInFeatureSets.find("streamflow-churn").orElseThrow();
        assertEquals(
                List.of(
                        "daily_avg_events",
                        "video_completion_rate",
                        "feature_breadth",
                        "support_intensity",
                        "device_diversity",
                        "total_revenue",
                        "revenue_per_event",
                        "avg_video_duration",
                        "mobile_fraction",
                        "search_to_view_ratio",
                        "days_since_last_event",
                        "days_since_last_support",
                        "days_since_last_video",
                        "activity_trend",
                        "activity_volatility"),
                set.features().stream().map(Definition::name).toList());
        assertEquals(Duration.ofDays(30), set.window());
        assertEquals(List.of("user_id"), set.entity());
        assertEquals("timestamp", set.time());
        assertEquals(7, set.checks().size());
        assertEquals(Optional.empty(), BuiltInFeatureSets.find("streamflow"));
    }

    @Test
    void describesEveryFeature() {
        List<String> silent = StreamflowChurn.featureSet().features().stream()
                .filter(feature -> feature.description().isEmpty())
                .map(Definition::name)
                .toList();
        assertEquals(List.of(), silent);
    }
}
