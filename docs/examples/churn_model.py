"""Train and score a churn model on two matrices that Millrace built.

    python3 churn_model.py FEATURES.csv NEXT_WEEK.csv

FEATURES.csv is the streamflow-churn matrix as of a day, NEXT_WEEK.csv the same feature set as of seven days later over
a window of those seven days, both with the roster of all subscribers. Who has no event in NEXT_WEEK has churned. The
features know nothing of that week, so the score is an honest one.
"""

import sys

import pandas as pd
from sklearn.ensemble import RandomForestClassifier
from sklearn.metrics import roc_auc_score
from sklearn.model_selection import train_test_split


def main(features_path, next_week_path):
    features = pd.read_csv(features_path).set_index("user_id")
    next_week = pd.read_csv(next_week_path).set_index("user_id")
    assert features.index.equals(next_week.index), "both matrices must be built with the same roster"
    assert not features.isna().any().any(), "the streamflow-churn features are never null"

    churned = next_week["daily_avg_events"] == 0
    x_train, x_test, y_train, y_test = train_test_split(
        features, churned, test_size=0.3, random_state=0, stratify=churned
    )
    model = RandomForestClassifier(n_estimators=100, min_samples_leaf=5, random_state=0)
    model.fit(x_train, y_train)
    score = roc_auc_score(y_test, model.predict_proba(x_test)[:, 1])

    print(f"{len(features):,} subscribers, {len(features.columns)} features, {churned.sum():,} churned")
    print(f"area under the ROC curve on the {len(x_test):,} held out: {score:.3f}")
    importance = pd.Series(model.feature_importances_, index=features.columns).sort_values(ascending=False)
    for name, share in importance.head(5).items():
        print(f"  {name:<28} {share:.2f}")
    if not score > 0.9:
        sys.exit(f"a score of {score:.3f} is far below what these events allow: something is wrong with the matrix")


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    main(sys.argv[1], sys.argv[2])
