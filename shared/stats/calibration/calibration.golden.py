"""Calibration values from scikit-learn, statsmodels and NumPy.

Run with a Python 3 that has scikit-learn 1.2, statsmodels 0.13 and NumPy:  python3 calibration.golden.py
"""
import json
import pathlib

import numpy as np
import statsmodels.api as sm
from scipy import stats
from sklearn.calibration import _SigmoidCalibration
from sklearn.isotonic import IsotonicRegression
from sklearn.metrics import brier_score_loss
from statsmodels.stats.proportion import proportion_confint


def binned(labels, scores, strategy, bins):
    """The bins of sklearn.calibration.calibration_curve, kept with their counts."""
    if strategy == "equal_mass":
        edges = np.percentile(scores, np.linspace(0, 1, bins + 1) * 100)
    else:
        edges = np.linspace(0.0, 1.0, bins + 1)
    place = np.searchsorted(edges[1:-1], scores)
    total = np.bincount(place, minlength=bins)
    kept = total > 0
    mean = np.bincount(place, weights=scores, minlength=bins)[kept] / total[kept]
    rate = np.bincount(place, weights=labels, minlength=bins)[kept] / total[kept]
    return mean, rate, total[kept]


def describe(labels, scores):
    labels = np.asarray(labels, float)
    scores = np.asarray(scores, float)
    result = {"labels": labels.astype(int).tolist(), "scores": scores.tolist(), "curves": {}}
    for strategy, bins in (("equal_mass", 15), ("equal_mass", 5), ("equal_width", 10)):
        mean, rate, total = binned(labels, scores, strategy, bins)
        weight = total / total.sum()
        gap = np.abs(mean - rate)
        base = labels.mean()
        noise = np.sqrt(rate * (1 - rate) / total)
        folded = [stats.foldnorm.mean(g / s, scale=s) if s > 0 else g for g, s in zip(gap, noise)]
        result["curves"][f"{strategy}_{bins}"] = {
            "mean": mean.tolist(),
            "rate": rate.tolist(),
            "rows": total.tolist(),
            "ci": [
                [float(v) for v in proportion_confint(int(round(r * t)), int(t), method="wilson")]
                for r, t in zip(rate, total)
            ],
            "l1": float((weight * gap).sum()),
            "l2": float(np.sqrt((weight * gap**2).sum())),
            "max": float(gap.max()),
            "debiased_l1": float(max(0, (weight * (2 * gap - folded)).sum())),
            "debiased_l2": float(
                np.sqrt(max(0, sum(w * (g * g - r * (1 - r) / (t - 1)) for w, g, r, t in zip(weight, gap, rate, total) if t > 1)))
            ),
            "reliability": float((weight * gap**2).sum()),
            "resolution": float((weight * (rate - base) ** 2).sum()),
            "uncertainty": float(base * (1 - base)),
        }
    iso = IsotonicRegression(out_of_bounds="clip").fit(scores, labels)
    probes = np.concatenate(([-0.5, 0.0], np.linspace(0.011, 0.983, 25), [1.0, 1.5]))
    fitted = iso.predict(scores)
    result["isotonic"] = {"fitted": fitted.tolist(), "probes": probes.tolist(), "predicted": iso.predict(probes).tolist()}
    base = labels.mean()
    brier = brier_score_loss(labels, scores)
    result["brier"] = float(brier)
    result["corp"] = {
        "miscalibration": float(brier - ((fitted - labels) ** 2).mean()),
        "discrimination": float(base * (1 - base) - ((fitted - labels) ** 2).mean()),
        "uncertainty": float(base * (1 - base)),
    }
    slope = 1 - 2 * scores
    z = ((labels - scores) * slope).sum() / np.sqrt((slope**2 * scores * (1 - scores)).sum())
    result["spiegelhalter"] = {"z": float(z), "p": float(2 * stats.norm.sf(abs(z)))}
    clipped = np.clip(scores, 1e-9, 1 - 1e-9)
    x = np.log(clipped / (1 - clipped))
    logit = sm.Logit(labels, sm.add_constant(x)).fit(disp=0, method="newton", tol=1e-14, maxiter=200)
    offset = sm.GLM(labels, np.ones(len(x)), family=sm.families.Binomial(), offset=x).fit(tol=1e-14)
    result["line"] = {
        "intercept": float(logit.params[0]),
        "slope": float(logit.params[1]),
        "intercept_ci": [float(v) for v in logit.conf_int()[0]],
        "slope_ci": [float(v) for v in logit.conf_int()[1]],
        "intercept_at_slope_one": float(offset.params[0]),
        "intercept_at_slope_one_ci": [float(v) for v in offset.conf_int()[0]],
    }
    platt = _SigmoidCalibration().fit(scores, labels)
    result["platt"] = {"a": float(platt.a_), "b": float(platt.b_)}
    return result


rng = np.random.default_rng(20240611)
p = rng.beta(1.5, 3.0, 600)
continuous = describe(rng.random(600) < p**1.3, p)
q = np.round(rng.random(400), 1)
tied = describe(rng.random(400) < 0.2 + 0.6 * q, q)
small = describe([0, 1, 0, 1, 1, 0, 1], [0.1, 0.2, 0.3, 0.4, 0.4, 0.7, 0.9])
document = {"continuous": continuous, "tied": tied, "small": small}
pathlib.Path(__file__).with_name("calibration.golden.json").write_text(json.dumps(document, separators=(",", ":")) + "\n")
