"""The 15 features of streamflow-churn in Dask, one pass over CSV: folder-of-csv as-of threads output.csv"""

import sys

import dask
import dask.dataframe as dd
import pandas as pd

DAYS = 30
COLUMNS = ["user_id", "event_type", "timestamp", "device_type", "duration_seconds", "revenue"]
TYPES = ["page_view", "video_start", "video_complete", "search", "support_ticket", "feature_click", "share", "download"]
DEVICES = ["desktop", "mobile", "smart_tv", "tablet"]


def indicators(events, as_of):
    """A column per count that the features need, of zeros and ones, and the times that their maxima are taken of."""
    start, middle = as_of - pd.Timedelta(days=DAYS), as_of - pd.Timedelta(days=DAYS) / 2
    time = events["timestamp"]
    events = events[(time >= start) & (time < as_of) & events["user_id"].notnull()]
    time, kind = events["timestamp"], events["event_type"]
    columns = {"user_id": events["user_id"], "events": 1}
    columns |= {name: (kind == name).astype("int64") for name in TYPES}
    columns |= {name: (events["device_type"] == name).astype("int64") for name in DEVICES}
    columns |= {"duration": events["duration_seconds"], "revenue": events["revenue"]}
    columns |= {"first_half": (time < middle).astype("int64"), "last_event": time}
    columns |= {"last_support": time.where(kind == "support_ticket")}
    columns |= {"last_video": time.where(kind.isin(["video_start", "video_complete"]))}
    return pd.DataFrame(columns, index=events.index)


def share(part, whole):
    return (part / whole.where(whole > 0)).fillna(0.0)


def days_since(last, as_of):
    return ((as_of - last) // pd.Timedelta(days=1)).fillna(999).astype("int64")


def features(c, as_of):
    """The matrix from the aggregated columns."""
    half = c["events"] - 2 * c["first_half"]
    breadth = ["page_view", "video_start", "search", "feature_click", "share", "download"]
    return pd.DataFrame(
        {
            "daily_avg_events": c["events"] / DAYS,
            "video_completion_rate": share(c["video_complete"], c["video_start"]),
            "feature_breadth": (c[breadth] > 0).sum(axis=1),
            "support_intensity": share(c["support_ticket"], c["events"]),
            "device_diversity": (c[DEVICES] > 0).sum(axis=1),
            "total_revenue": c["revenue"],
            "revenue_per_event": share(c["revenue"], c["events"]),
            "avg_video_duration": share(c["duration"], c["video_start"]),
            "mobile_fraction": share(c["mobile"], c["events"]),
            "search_to_view_ratio": share(c["search"], c["video_start"]).where(
                c["video_start"] > 0, (c["search"] > 0) * 10.0
            ),
            "days_since_last_event": days_since(c["last_event"], as_of),
            "days_since_last_support": days_since(c["last_support"], as_of),
            "days_since_last_video": days_since(c["last_video"], as_of),
            "activity_trend": share(half, c["events"]),
            "activity_volatility": half.abs() / (c["events"] + 1),
        }
    )


def main(folder, as_of, threads, output):
    as_of = pd.Timestamp(as_of).tz_localize(None)
    events = dd.read_csv(f"{folder}/*.csv", usecols=COLUMNS, parse_dates=["timestamp"])
    counted = events.map_partitions(indicators, as_of)
    how = {name: "max" if name.startswith("last_") else "sum" for name in counted.columns if name != "user_id"}
    with dask.config.set(scheduler="processes", num_workers=int(threads)):
        aggregated = counted.groupby("user_id").agg(how).compute()
    features(aggregated.sort_index(), as_of).to_csv(output)


if __name__ == "__main__":
    main(*sys.argv[1:])
