-- The 15 features of streamflow-churn as one would write them by hand for complete, finite events.
with aggregated as (
  select
    user_id,
    count(event_type) as events,
    count(*) filter (event_type = 'page_view') as page_views,
    count(*) filter (event_type = 'video_start') as starts,
    count(*) filter (event_type = 'video_complete') as completes,
    count(*) filter (event_type = 'search') as searches,
    count(*) filter (event_type = 'support_ticket') as tickets,
    count(*) filter (event_type = 'feature_click') as clicks,
    count(*) filter (event_type = 'share') as shares,
    count(*) filter (event_type = 'download') as downloads,
    count(*) filter (device_type = 'desktop') as on_desktop,
    count(*) filter (device_type = 'mobile') as on_mobile,
    count(*) filter (device_type = 'smart_tv') as on_smart_tv,
    count(*) filter (device_type = 'tablet') as on_tablet,
    coalesce(sum(duration_seconds), 0) as duration,
    coalesce(sum(revenue), 0) as revenue,
    count(event_type) filter ("timestamp" < :middle) as first_half,
    count(event_type) filter ("timestamp" >= :middle) as second_half,
    max("timestamp") as last_event,
    max("timestamp") filter (event_type = 'support_ticket') as last_support,
    max("timestamp") filter (event_type in ('video_start', 'video_complete')) as last_video
  from :events
  where user_id is not null and "timestamp" >= :start and "timestamp" < :end
  group by user_id
)
select
  user_id,
  events / :days::double as daily_avg_events,
  case when starts > 0 then completes / starts else 0 end as video_completion_rate,
  least(page_views, 1) + least(starts, 1) + least(searches, 1)
    + least(clicks, 1) + least(shares, 1) + least(downloads, 1) as feature_breadth,
  case when events > 0 then tickets / events else 0 end as support_intensity,
  least(on_desktop, 1) + least(on_mobile, 1) + least(on_smart_tv, 1) + least(on_tablet, 1) as device_diversity,
  revenue as total_revenue,
  case when events > 0 then revenue / events else 0 end as revenue_per_event,
  case when starts > 0 then duration / starts else 0 end as avg_video_duration,
  case when events > 0 then on_mobile / events else 0 end as mobile_fraction,
  case when starts > 0 then searches / starts when searches > 0 then 10 else 0 end as search_to_view_ratio,
  coalesce(date_sub('day', last_event, :end), 999) as days_since_last_event,
  coalesce(date_sub('day', last_support, :end), 999) as days_since_last_support,
  coalesce(date_sub('day', last_video, :end), 999) as days_since_last_video,
  case when first_half + second_half > 0
    then (second_half - first_half) / (first_half + second_half) else 0 end as activity_trend,
  abs(second_half - first_half) / (first_half + second_half + 1) as activity_volatility
from aggregated
order by user_id
