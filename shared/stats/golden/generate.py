"""Golden values of the drift kernels, from SciPy and from written-out NumPy.

Run `python3 shared/stats/golden/generate.py` (NumPy 2.4, SciPy 1.17); it writes `drift.golden.json` beside itself.
Long samples are given by a formula on whole numbers that both languages compute exactly:
x_i = ((i * step + offset) mod modulus) / scale.
"""

import json
import os
import warnings

import numpy as np
from scipy import stats
from scipy.spatial.distance import jensenshannon

HERE = os.path.dirname(os.path.abspath(__file__))


def plain(x):
    """JSON without NaN: infinities as strings."""
    x = float(x)
    return ("inf" if x > 0 else "-inf") if np.isinf(x) else x


def formula(n, step, offset, modulus, scale):
    i = np.arange(n, dtype=np.int64)
    return ((i * step + offset) % modulus) / scale


def samples():
    rng = np.random.default_rng(20240817)
    r = lambda x: np.round(x, 6)
    return {
        "normal_shift": (r(rng.normal(0, 1, 300)), r(rng.normal(0.4, 1, 250))),
        "same_law": (r(rng.normal(0, 1, 200)), r(rng.normal(0, 1, 200))),
        "ties": (rng.integers(0, 12, 240).astype(float), rng.integers(1, 14, 180).astype(float)),
        "heavy_ties": (rng.choice([0.0, 0, 0, 0, 1, 5], 150), rng.choice([0.0, 0, 0, 7, 1], 90)),
        "small": (np.array([1.5, 2.25, 3.0, 0.5, 2.0]), np.array([2.5, 4.0, 3.5, 3.0, 5.0, 4.5, 6.0])),
        "single": (np.array([1.0]), np.array([2.0, 0.5, 3.0])),
        "one_value": (np.full(40, 3.0), np.full(30, 3.0)),
        "one_value_moved": (np.full(40, 3.0), np.full(30, 4.0)),
        "heavy_tails": (r(rng.standard_cauchy(220)), r(rng.standard_cauchy(300) * 2)),
        "equal_sizes": (r(rng.exponential(1, 128)), r(rng.exponential(1.6, 128))),
        "tiny_without_ties": (np.array([0.3, 1.7, 2.2, 5.5, 6.1, 9.0]), np.array([1.1, 3.3, 4.4, 7.7, 8.8])),
        "negative_zero": (np.array([-0.0, 0.0, 1.0, -1.0, 0.0]), np.array([0.0, -0.0, 2.0, -1.0])),
    }


LONG = {
    "exact_equal": ([9000, 48271, 11, 65537, 1000.0], [9000, 16807, 7, 65003, 1000.0]),
    "exact_unequal": ([9000, 48271, 11, 65537, 1000.0], [7001, 16807, 7, 64001, 1000.0]),
    "exact_unequal_shifted": ([2000, 48271, 11, 65537, 1000.0], [1500, 16807, 7, 55001, 1000.0]),
    "asymptotic": ([12001, 48271, 11, 65537, 1000.0], [15000, 16807, 7, 64501, 1000.0]),
    "asymptotic_middle": ([40000, 48271, 11, 65537, 1000.0], [30000, 16807, 7, 65001, 1000.0]),
    "asymptotic_far": ([20000, 48271, 11, 65537, 1000.0], [20000, 16807, 7, 55001, 1000.0]),
    "asymptotic_tiny_side": ([20000, 48271, 11, 65537, 1000.0], [3, 16807, 7, 55001, 1000.0]),
    "asymptotic_tied": ([20000, 48271, 11, 97, 10.0], [30000, 16807, 7, 89, 10.0]),
}


def two_sample(a, b, method="auto"):
    ks = stats.ks_2samp(a, b, method=method)
    out = {
        "ks": plain(ks.statistic),
        "ks_p": plain(ks.pvalue),
        "ks_asymptotic_p": plain(stats.ks_2samp(a, b, method="asymp").pvalue),
        "location": plain(ks.statistic_location),
        "sign": int(ks.statistic_sign),
    }
    if np.isfinite(a).all() and np.isfinite(b).all():
        out["wasserstein"] = plain(stats.wasserstein_distance(a, b))
        out["deviation"] = plain(np.std(a))
    return out


def more_tests(a, b):
    """The tests beyond Kolmogorov-Smirnov; a test that SciPy refuses is null."""
    out = {"energy": plain(stats.energy_distance(a, b))}

    def add(name, run, *fields):
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            try:
                result = run()
            except ValueError:
                out[name] = None
                return
        numbers = [float(getattr(result, field)) for field in fields]
        out[name] = numbers if np.isfinite(numbers).all() else None

    add("cramer_von_mises", lambda: stats.cramervonmises_2samp(a, b), "statistic", "pvalue")
    add("cramer_von_mises_asymptotic", lambda: stats.cramervonmises_2samp(a, b, method="asymptotic"), "statistic", "pvalue")
    add("anderson", lambda: stats.anderson_ksamp([a, b], variant="midrank"), "statistic", "pvalue")
    for side in ("two-sided", "less", "greater"):
        add("mann_whitney " + side, lambda: stats.mannwhitneyu(a, b, alternative=side), "statistic", "pvalue")
        add("welch " + side, lambda: stats.ttest_ind(a, b, equal_var=False, alternative=side), "statistic", "pvalue")
        add("student " + side, lambda: stats.ttest_ind(a, b, alternative=side), "statistic", "pvalue")
    add("epps_singleton", lambda: stats.epps_singleton_2samp(a, b), "statistic", "pvalue")
    return out


def quantile_cut(a, bins=10):
    """The default binning, written out: decile edges, a value with a tenth of the rows by itself, open ends."""
    edges = set(np.quantile(a, np.arange(1, bins) / bins).tolist())
    values, counts = np.unique(a, return_counts=True)
    if len(values) <= 10:
        return None
    for v, c in zip(values, counts):
        if c >= np.ceil(len(a) / bins):
            edges |= {float(v), float(np.nextafter(v, np.inf))}
    return np.array(sorted(edges))


def divergences(p_counts, q_counts):
    p_counts, q_counts = np.asarray(p_counts, float), np.asarray(q_counts, float)
    out = {}
    rules = {
        "half-count": lambda c: (c + 0.5) / (c + 0.5).sum(),
        "floor-1e-4": lambda c: np.maximum(c / c.sum(), 1e-4),
        "floor-0.01": lambda c: np.maximum(c / c.sum(), 0.01),
        "epsilon-1e-5": lambda c: c / c.sum() + 1e-5,
        "epsilon-1e-6": lambda c: c / c.sum() + 1e-6,
    }
    for name, rule in rules.items():
        p, q = rule(p_counts), rule(q_counts)
        out[name] = {"psi": plain(np.sum((q - p) * np.log(q / p))), "kl": plain(np.sum(p * np.log(p / q)))}
    p, q = p_counts / p_counts.sum(), q_counts / q_counts.sum()
    distance = jensenshannon(p, q, base=2)
    out["js_distance"] = plain(distance)
    out["js_divergence"] = plain(distance**2)
    out["hellinger"] = plain(np.sqrt(0.5 * np.sum((np.sqrt(p) - np.sqrt(q)) ** 2)))
    out["total_variation"] = plain(0.5 * np.abs(p - q).sum())
    out["l_infinity"] = plain(np.abs(p - q).max())
    coefficient = np.sum(np.sqrt(p * q))
    out["bhattacharyya"] = plain(abs(np.log(coefficient))) if coefficient > 0 else "inf"
    return out


def column(a, b):
    edges = quantile_cut(a)
    if edges is None:
        values = np.unique(a)
        ref = [int((a == v).sum()) for v in values] + [0]
        cur = [int((b == v).sum()) for v in values]
        cur.append(len(b) - sum(cur))
    else:
        ref = np.bincount(np.searchsorted(edges, a, side="right"), minlength=len(edges) + 1).tolist()
        cur = np.bincount(np.searchsorted(edges, b, side="right"), minlength=len(edges) + 1).tolist()
    kept = [(r, c) for r, c in zip(ref, cur) if r + c > 0]
    ref, cur = [k[0] for k in kept], [k[1] for k in kept]
    return {"reference": ref, "current": cur, **divergences(ref, cur)}


def count_tables():
    tables = {
        "plain": ([100, 200, 300, 50], [120, 180, 330, 70]),
        "one_sided": ([100, 0, 40], [80, 25, 60]),
        "sparse": ([500, 3, 2, 200, 1], [480, 1, 4, 230, 2]),
        "two_by_two": ([30, 70], [45, 55]),
        "proportional": ([10, 20, 30], [20, 40, 60]),
        "disjoint": ([50, 0], [0, 50]),
    }
    out = {}
    for name, (ref, cur) in tables.items():
        table = np.array([ref, cur])
        small = stats.contingency.expected_freq(table).min(axis=0) < 5
        pooled = table[:, ~small]
        if small.any():
            pooled = np.column_stack([pooled, table[:, small].sum(axis=1)])
            assert stats.contingency.expected_freq(pooled).min() >= 5
        pearson = stats.chi2_contingency(pooled, correction=False)
        raw = stats.chi2_contingency(table, correction=False)
        g = stats.chi2_contingency(pooled, correction=False, lambda_="log-likelihood")
        n, k = pooled.sum(), pooled.shape[1]
        phi = pearson.statistic / n
        corrected = max(0, phi - (k - 1) / (n - 1))
        out[name] = {
            "reference": ref,
            "current": cur,
            "statistic": plain(pearson.statistic),
            "df": int(pearson.dof),
            "p": plain(pearson.pvalue),
            "unpooled_statistic": plain(raw.statistic),
            "unpooled_p": plain(raw.pvalue),
            "g": plain(g.statistic),
            "g_p": plain(g.pvalue),
            "v": plain(stats.contingency.association(pooled, method="cramer")),
            "v_corrected": plain(np.sqrt(corrected / min(1 - 1 / (n - 1), k - 1 - (k - 1) ** 2 / (n - 1)))),
            "divergences": divergences(ref, cur),
        }
    return out


def main():
    out = {"samples": {}, "long": {}}
    for name, (a, b) in samples().items():
        entry = {"reference": a.tolist(), "current": b.tolist(), **two_sample(a, b), "column": column(a, b), "tests": more_tests(a, b)}
        out["samples"][name] = entry
    for name, (fa, fb) in LONG.items():
        out["long"][name] = {"reference": fa, "current": fb, **two_sample(formula(*fa), formula(*fb))}
    a = np.array([-np.inf, 1, 2, 3, np.inf, 2.5, 0.5])
    b = np.array([-np.inf, np.inf, np.inf, 4, 2, 6])
    out["infinite"] = two_sample(a, b)
    out["counts"] = count_tables()
    gof = stats.chisquare([18, 22, 30, 30], [20, 20, 30, 30])
    out["gof"] = {"statistic": plain(gof.statistic), "p": plain(gof.pvalue)}
    out["fisher"] = []
    for table in ([[8, 2], [1, 5]], [[10, 10], [10, 10]], [[0, 10], [8, 3]], [[120, 880], [90, 910]], [[3, 0], [0, 4]]):
        row = {"table": table}
        for side in ("two-sided", "less", "greater"):
            row[side] = plain(stats.fisher_exact(table, alternative=side).pvalue)
        out["fisher"].append(row)
    p = [0.01, 0.02, 0.03, 0.04, 0.05, 0.9, 0.0001, 0.04]
    out["adjust"] = {"p": p, "benjamini_hochberg": stats.false_discovery_control(p).tolist()}
    x = np.concatenate([samples()["normal_shift"][0], [3.5, 8.25, -7.125]])
    y = samples()["normal_shift"][1]
    pooled = np.concatenate([x, y])
    out["edges"] = {
        "reference": x.tolist(),
        "current": y.tolist(),
        "quantile": np.quantile(x, np.arange(1, 10) / 10).tolist(),
        "uniform-baseline": np.linspace(x.min(), x.max(), 11)[1:-1].tolist(),
        "uniform-pooled": np.linspace(pooled.min(), pooled.max(), 11)[1:-1].tolist(),
        "sturges-pooled": np.histogram_bin_edges(pooled, "sturges")[1:-1].tolist(),
        "doane-baseline": np.histogram_bin_edges(x, "doane")[1:-1].tolist(),
    }
    with open(os.path.join(HERE, "drift.golden.json"), "w") as fh:
        json.dump(out, fh, indent=1)


if __name__ == "__main__":
    main()
