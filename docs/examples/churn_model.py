"""Train, score and explain a churn model on two matrices that Millrace built.

    python3 churn_model.py FEATURES NEXT_WEEK [importances.png]

FEATURES is the streamflow-churn matrix as of a day, NEXT_WEEK the same feature set as of seven days later over a window of
those seven days, both with the roster of all subscribers; each ends with .csv, .parquet or .npy. Who has no event in NEXT_WEEK
has churned. The features know nothing of that week, so the score is an honest one.

The cells (# %%) run one by one in Jupyter, VS Code and Spyder.
"""

# %% What it needs
import json
import sys

import matplotlib
import numpy as np
import pandas as pd
from sklearn.ensemble import RandomForestClassifier
from sklearn.inspection import permutation_importance
from sklearn.metrics import roc_auc_score
from sklearn.model_selection import train_test_split

matplotlib.use("Agg")
import matplotlib.pyplot as plt  # noqa: E402: the backend comes first

if len(sys.argv) not in (3, 4):
    sys.exit(__doc__)
features_path, next_week_path = sys.argv[1:3]
picture = sys.argv[3] if len(sys.argv) == 4 else "importances.png"


# %% Load a matrix, with the subscriber as its index
def load(path):
    if path.endswith(".npy"):
        with open(path + ".columns.json") as file:
            columns = json.load(file)["columns"]
        keys = np.load(path + ".user_id.npy", mmap_mode="r")
        return pd.DataFrame(np.load(path, mmap_mode="r"), index=pd.Index(keys, name="user_id"), columns=columns)
    read = pd.read_parquet if path.endswith(".parquet") else pd.read_csv
    return read(path).set_index("user_id")


features = load(features_path)
next_week = load(next_week_path)
assert features.index.equals(next_week.index), "both matrices must be built with the same roster"
assert not features.isna().any().any(), "the streamflow-churn features are never null"

# %% Who churned, and what to train and to test with
churned = next_week["daily_avg_events"] == 0
x_train, x_test, y_train, y_test = train_test_split(
    features, churned, test_size=0.3, random_state=0, stratify=churned
)
print(f"{len(features):,} subscribers, {len(features.columns)} features, {churned.sum():,} churned")

# %% Train
model = RandomForestClassifier(n_estimators=100, min_samples_leaf=5, random_state=0)
model.fit(x_train, y_train)

# %% Score on subscribers that the model has not seen
score = roc_auc_score(y_test, model.predict_proba(x_test)[:, 1])
print(f"area under the ROC curve on the {len(x_test):,} held out: {score:.3f}")
if not score > 0.9:
    sys.exit(f"a score of {score:.3f} is far below what these events allow: something is wrong with the matrix")

# %% What it goes by: how much worse it scores where one feature is shuffled
shuffled = permutation_importance(model, x_test, y_test, scoring="roc_auc", n_repeats=5, random_state=0)
importance = pd.DataFrame(
    {"mean": shuffled.importances_mean, "std": shuffled.importances_std}, index=features.columns
).sort_values("mean")
for name, row in importance.iloc[::-1].head(5).iterrows():
    print(f"  {name:<28} {row['mean']:.3f}")

# %% Plot it
figure, axes = plt.subplots(figsize=(8, 5), layout="constrained")
axes.barh(importance.index, importance["mean"], xerr=importance["std"], color="#31688e", ecolor="#888888")
axes.set_xlabel("loss of area under the ROC curve where the feature is shuffled")
axes.set_title(f"What tells who churns ({score:.3f} with all features)")
axes.spines[["top", "right"]].set_visible(False)
figure.savefig(picture, dpi=120)
print(f"wrote {picture}")
