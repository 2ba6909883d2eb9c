"""Metrics of binary classification from scikit-learn, and DeLong's variance by its definition over all pairs.

Run with a Python 3 that has scikit-learn 1.2, statsmodels 0.13 and NumPy:  python3 binary.golden.py
"""
import json
import pathlib

import numpy as np
from scipy import stats
from sklearn import metrics
from statsmodels.stats.proportion import proportion_confint

Z = stats.norm.ppf(0.975)


def delong(labels, scores):
    positive, negative = scores[labels == 1], scores[labels == 0]
    psi = (positive[:, None] > negative[None, :]) + 0.5 * (positive[:, None] == negative[None, :])
    auc = psi.mean()
    if len(positive) < 2 or len(negative) < 2:
        return auc, None
    variance = psi.mean(axis=1).var(ddof=1) / len(positive) + psi.mean(axis=0).var(ddof=1) / len(negative)
    return auc, float(variance**0.5)


def describe(labels, scores):
    labels = np.asarray(labels, int)
    scores = np.asarray(scores, float)
    decisions = (scores >= 0.5).astype(int)
    auc, error = delong(labels, scores)
    ap = metrics.average_precision_score(labels, scores)
    fpr, tpr, _ = metrics.roc_curve(labels, scores)
    tn, fp, fn, tp = metrics.confusion_matrix(labels, decisions, labels=[0, 1]).ravel()
    result = {
        "labels": labels.tolist(),
        "scores": scores.tolist(),
        "roc_auc": float(metrics.roc_auc_score(labels, scores)),
        "delong_standard_error": error,
        "pr_auc": float(ap),
        "log_loss": float(metrics.log_loss(labels, scores)),
        "brier": float(metrics.brier_score_loss(labels, scores)),
        "accuracy": float(metrics.accuracy_score(labels, decisions)),
        "accuracy_ci": [float(v) for v in proportion_confint(int(tp + tn), len(labels), method="wilson")],
        "majority": float(max(labels.mean(), 1 - labels.mean())),
        "precision": float(metrics.precision_score(labels, decisions)),
        "recall": float(metrics.recall_score(labels, decisions)),
        "f1": float(metrics.f1_score(labels, decisions)),
        "mcc": float(metrics.matthews_corrcoef(labels, decisions)),
        "specificity": float(tn / (tn + fp)),
        "fpr": float(fp / (tn + fp)),
    }
    assert abs(result["roc_auc"] - auc) < 1e-12
    if error is not None:
        result["delong_ci"] = [max(0.0, auc - Z * error), min(1.0, auc + Z * error)]
    return result


rng = np.random.default_rng(7)
p = rng.beta(1.2, 2.5, 500)
y = rng.random(500) < p
tied = np.round(rng.beta(2, 2, 300), 1)
document = {
    "continuous": describe(y, p),
    "tied": describe(rng.random(300) < tied, tied),
    "extreme": describe([0, 1, 1, 0, 1, 0], [0.0, 1.0, 0.0, 1.0, 0.8, 0.2]),
    "small": describe([0, 0, 1, 1], [0.1, 0.4, 0.35, 0.8]),
    "single_positive": describe([0, 0, 0, 1], [0.1, 0.6, 0.35, 0.6]),
    "constant": describe([0, 1, 0, 1, 1], [0.5] * 5),
}
pathlib.Path(__file__).with_name("binary.golden.json").write_text(json.dumps(document, separators=(",", ":")) + "\n")
