// The 15 features of streamflow-churn in Polars' lazy API: folder-of-parquet as-of threads output.parquet
// (POLARS_MAX_THREADS sets the threads.)
import pl from "nodejs-polars";

const [events, asOf, , output] = process.argv.slice(2);
const DAY = 86_400_000;
const DAYS = 30;
const end = new Date(asOf);
const start = new Date(end.getTime() - DAYS * DAY);
const middle = new Date(end.getTime() - (DAYS * DAY) / 2);

const { col, lit, when } = pl;
const time = col("timestamp");
const isType = (name) => col("event_type").eq(lit(name));
const countOf = (condition, name) => condition.cast(pl.Int64).sum().alias(name);
const real = (name) => col(name).cast(pl.Float64);
const one = lit(1).cast(pl.Int64);
const zero = lit(0).cast(pl.Int64);
const occurred = (name) => when(col(name).gt(zero)).then(one).otherwise(zero);
const share = (part, whole) => when(col(whole).gt(zero)).then(real(part).div(real(whole))).otherwise(lit(0.0));
const breadth = (...names) => names.map(occurred).reduce((sum, next) => sum.plus(next));
const asOfMicros = BigInt(end.getTime()) * 1000n;
const daysSince = (name) =>
  lit(asOfMicros).cast(pl.Int64).minus(col(name)).div(lit(86_400_000_000)).floor().cast(pl.Int64).fillNull(lit(999));

const micros = time.cast(pl.Int64);
const latest = (condition, name) => when(condition).then(micros).otherwise(lit(null)).max().alias(name);

const aggregated = pl
  .scanParquet(`${events}/*.parquet`)
  .select("user_id", "event_type", "timestamp", "device_type", "duration_seconds", "revenue")
  .filter(
    micros
      .gtEq(lit(BigInt(start.getTime()) * 1000n))
      .and(micros.lt(lit(asOfMicros)))
      .and(col("user_id").isNotNull()),
  )
  .groupBy("user_id")
  .agg(
    col("event_type").count().cast(pl.Int64).alias("events"),
    countOf(isType("page_view"), "page_views"),
    countOf(isType("video_start"), "starts"),
    countOf(isType("video_complete"), "completes"),
    countOf(isType("search"), "searches"),
    countOf(isType("support_ticket"), "tickets"),
    countOf(isType("feature_click"), "clicks"),
    countOf(isType("share"), "shares"),
    countOf(isType("download"), "downloads"),
    countOf(col("device_type").eq(lit("desktop")), "on_desktop"),
    countOf(col("device_type").eq(lit("mobile")), "on_mobile"),
    countOf(col("device_type").eq(lit("smart_tv")), "on_smart_tv"),
    countOf(col("device_type").eq(lit("tablet")), "on_tablet"),
    col("duration_seconds").sum().alias("duration"),
    col("revenue").sum().alias("revenue"),
    countOf(micros.lt(lit(BigInt(middle.getTime()) * 1000n)), "first_half"),
    micros.max().alias("last_event"),
    latest(isType("support_ticket"), "last_support"),
    latest(isType("video_start").or(isType("video_complete")), "last_video"),
  );

const half = col("events").minus(col("first_half")).minus(col("first_half"));
const matrix = aggregated
  .select(
    col("user_id"),
    real("events").div(lit(DAYS)).alias("daily_avg_events"),
    share("completes", "starts").alias("video_completion_rate"),
    breadth("page_views", "starts", "searches", "clicks", "shares", "downloads").alias("feature_breadth"),
    share("tickets", "events").alias("support_intensity"),
    breadth("on_desktop", "on_mobile", "on_smart_tv", "on_tablet").alias("device_diversity"),
    col("revenue").alias("total_revenue"),
    share("revenue", "events").alias("revenue_per_event"),
    share("duration", "starts").alias("avg_video_duration"),
    share("on_mobile", "events").alias("mobile_fraction"),
    when(col("starts").gt(zero))
      .then(real("searches").div(real("starts")))
      .when(col("searches").gt(zero))
      .then(lit(10.0))
      .otherwise(lit(0.0))
      .alias("search_to_view_ratio"),
    daysSince("last_event").alias("days_since_last_event"),
    daysSince("last_support").alias("days_since_last_support"),
    daysSince("last_video").alias("days_since_last_video"),
    when(col("events").gt(zero))
      .then(half.cast(pl.Float64).div(real("events")))
      .otherwise(lit(0.0))
      .alias("activity_trend"),
    half.abs().cast(pl.Float64).div(real("events").plus(lit(1.0))).alias("activity_volatility"),
  )
  .sort("user_id");

(await matrix.collect()).writeParquet(output, { compression: "snappy" });
