"""Multiclass, regression and ranking metrics from scikit-learn, and confidence-based estimates by their definition.

Run with a Python 3 that has scikit-learn 1.2 and NumPy:  python3 estimates.golden.py
"""
import json
import pathlib

import numpy as np
from sklearn import metrics
from sklearn.isotonic import IsotonicRegression

rng = np.random.default_rng(99)
document = {}

# several classes
rows, classes = 240, 4
scores = rng.dirichlet([0.8, 1.0, 1.3, 0.6], rows)
actual = np.array([rng.choice(classes, p=row) for row in scores])
predicted = scores.argmax(axis=1)
average = lambda f, kind: float(f(actual, predicted, average=kind, zero_division=0))
document["multiclass"] = {
    "classes": classes,
    "actual": actual.tolist(),
    "predicted": predicted.tolist(),
    "scores": scores.ravel().tolist(),
    "confusion": metrics.confusion_matrix(actual, predicted).ravel().tolist(),
    "accuracy": float(metrics.accuracy_score(actual, predicted)),
    "micro_f1": average(metrics.f1_score, "micro"),
    "macro_precision": average(metrics.precision_score, "macro"),
    "macro_recall": average(metrics.recall_score, "macro"),
    "macro_f1": average(metrics.f1_score, "macro"),
    "macro_auc": float(metrics.roc_auc_score(actual, scores, multi_class="ovr", average="macro")),
    "weighted_auc": float(metrics.roc_auc_score(actual, scores, multi_class="ovr", average="weighted")),
}

# regression
y = np.round(rng.normal(50, 20, 120))
y[:7] = 0
f = y + rng.normal(2, 5, 120)
nonzero = y != 0
document["regression"] = {
    "actual": y.tolist(),
    "predicted": f.tolist(),
    "mae": float(metrics.mean_absolute_error(y, f)),
    "rmse": float(metrics.mean_squared_error(y, f) ** 0.5),
    "mape": float(metrics.mean_absolute_percentage_error(y[nonzero], f[nonzero])),
    "zero_actuals": int((~nonzero).sum()),
    "r2": float(metrics.r2_score(y, f)),
    "bias": float((f - y).mean()),
    "within_3": float((np.abs(f - y) <= 3).mean()),
}

# ranking, with ties in the scores
relevance = rng.integers(0, 4, (30, 12))
relevance[3] = 0
shown = np.round(rng.random((30, 12)), 1)
judged = [i for i in range(30) if relevance[i].any()]
document["ranking"] = {
    "relevance": relevance.tolist(),
    "scores": shown.tolist(),
    "ndcg_5": float(metrics.ndcg_score(relevance[judged], shown[judged], k=5)),
    "ndcg_12": float(metrics.ndcg_score(relevance[judged], shown[judged])),
}

# estimates before labels
base_scores = rng.beta(1.3, 2.2, 800)
base_labels = (rng.random(800) < base_scores**1.4).astype(int)
current = rng.beta(1.6, 2.0, 500)
p = IsotonicRegression(out_of_bounds="clip").fit(base_scores, base_labels).predict(current)


def expected(p, s, threshold=0.5):
    yes = s >= threshold
    tp, fp, fn, tn = p[yes].sum(), (1 - p[yes]).sum(), p[~yes].sum(), (1 - p[~yes]).sum()
    order = np.argsort(-s)
    tps, fps = np.cumsum(p[order]), np.cumsum(1 - p[order])
    return {
        "accuracy": float((tp + tn) / len(p)),
        "precision": float(tp / (tp + fp)),
        "recall": float(tp / (tp + fn)),
        "f1": float(2 * tp / (2 * tp + fp + fn)),
        "specificity": float(tn / (tn + fp)),
        "roc_auc": float(metrics.auc(np.r_[0, fps / fps[-1]], np.r_[0, tps / tps[-1]])),
        "pr_auc": float(np.sum(np.diff(np.r_[0, tps / tps[-1]]) * tps / np.arange(1, len(p) + 1))),
    }


document["cbpe"] = {
    "baseline_scores": base_scores.tolist(),
    "baseline_labels": base_labels.tolist(),
    "current": current.tolist(),
    "calibrated": expected(p, current),
    "raw": expected(current, current),
}
values = rng.normal(0.8, 0.02, 10)
document["std_threshold"] = {
    "values": values.tolist(),
    "lower": float(values.mean() - 3 * values.std()),
    "upper": float(values.mean() + 3 * values.std()),
    "upper_ddof_1": float(values.mean() + 2 * values.std(ddof=1)),
}
pathlib.Path(__file__).with_name("estimates.golden.json").write_text(json.dumps(document, separators=(",", ":")) + "\n")
