"""Golden values of the special functions and laws, from mpmath (50 digits) and SciPy."""

import json
import os

import mpmath as mp
import numpy as np
from scipy import special, stats

mp.mp.dps = 50
HERE = os.path.dirname(os.path.abspath(__file__))


def f(x):
    return float(x)


def lower_gamma(a, x):
    """P(a, x) by its all-positive series with 340 digits, so that 1 - P keeps fifty in any double's range."""
    with mp.workdps(340):
        a, x = mp.mpf(a), mp.mpf(x)
        term = total = mp.mpf(1)
        n = 0
        while term > total * mp.mpf(10) ** -335:
            n += 1
            term *= x / (a + n)
            total += term
        return total * mp.exp(a * mp.log(x) - x - mp.loggamma(a + 1))


def upper_gamma(a, x):
    with mp.workdps(340):
        return 1 - lower_gamma(a, x)


def main():
    out = {}
    xs = [1e-8, 0.01, 0.3, 0.5, 0.9, 0.999999, 1.0000001, 1.5, 1.99, 2.01, 2.5, 3.7, 9.99, 14.9, 15.1, 40, 171.5, 1e4, 3e6, -0.5, -3.3]
    out["log_gamma"] = [[x, f(mp.loggamma(mp.mpf(x)).real)] for x in xs]
    cases = []
    for a in [0.5, 1, 2.5, 4.5, 10, 37.5, 500, 5000]:
        for r in [0.01, 0.3, 0.9, 1, 1.01, 1.3, 2, 5, 20]:
            x = a * r
            p = lower_gamma(a, x)
            q = upper_gamma(a, x)
            if q > mp.mpf(10) ** -290 and p > mp.mpf(10) ** -290:
                cases.append([a, x, f(p), f(q)])
    out["incomplete_gamma"] = cases
    cases = []
    for a, b in [(0.5, 0.5), (1, 3), (2.5, 0.5), (5, 5), (0.5, 400), (30, 70), (500, 500), (3000.5, 12)]:
        for x in [1e-6, 0.003, 0.1, 0.25, 0.5, 0.51, 0.9, 0.999]:
            v = mp.betainc(mp.mpf(a), mp.mpf(b), 0, mp.mpf(x), regularized=True)
            if v > mp.mpf(10) ** -290:
                cases.append([a, b, x, f(v)])
    out["incomplete_beta"] = cases
    out["erf"] = [[x, f(mp.erf(x)), f(mp.erfc(x))] for x in [-3.0, -0.7, 1e-9, 0.1, 0.4, 0.5, 1, 1.7, 1.99, 2, 2.01, 3, 5.5, 10, 20.3, 26]]
    out["normal_sf"] = [[x, f(mp.erfc(mp.mpf(x) / mp.sqrt(2)) / 2)] for x in [-8.0, -1, 0, 0.3, 1.96, 4, 9, 20, 37]]
    out["normal_quantile"] = [[p, f(special.ndtri(p))] for p in [1e-300, 1e-20, 1e-5, 0.01, 0.0749, 0.075, 0.3, 0.5, 0.8, 0.975, 1 - 1e-10]]
    out["chi2_sf"] = [[x, d, f(upper_gamma(mp.mpf(d) / 2, mp.mpf(x) / 2))] for x in [0.001, 0.5, 3.84, 10, 100, 900] for d in [1, 2, 9, 50, 300]]
    out["chi2_isf"] = [[p, d, f(stats.chi2.isf(p, d))] for p in [1e-30, 1e-5, 0.05, 0.5, 0.999] for d in [1, 2, 9, 300]]
    out["ncx2_sf"] = [[x, d, l, f(stats.ncx2.sf(x, d, l))] for x, d, l in [(16.9, 9, 5), (16.9, 9, 20), (5, 1, 0.3), (60, 10, 300), (300, 10, 300), (3.8, 1, 100)]]
    t = []
    for x in [0.0, 0.2, 1.5, 4, 30, -2.2]:
        for d in [1, 2.5, 7, 40, 1e4]:
            z = mp.betainc(mp.mpf(d) / 2, mp.mpf(1) / 2, 0, mp.mpf(d) / (mp.mpf(d) + mp.mpf(x) ** 2), regularized=True) / 2
            t.append([x, d, f(z if x >= 0 else 1 - z)])
    out["t_sf"] = t
    out["t_ppf"] = [[p, d, f(stats.t.ppf(p, d))] for p in [1e-10, 0.025, 0.3, 0.5, 0.6, 0.975] for d in [1, 3.5, 30, 1000]]
    out["f_sf"] = [[x, a, b, f(mp.betainc(mp.mpf(b) / 2, mp.mpf(a) / 2, 0, mp.mpf(b) / (mp.mpf(b) + mp.mpf(a) * mp.mpf(x)), regularized=True))] for x in [0.1, 1, 3.3, 20] for a, b in [(1, 5), (4, 20), (30, 1000)]]
    out["kolmogorov_sf"] = [[x, f(special.kolmogorov(x))] for x in [0.05, 0.2, 0.4, 0.6, 0.81, 0.83, 1, 1.3581, 2, 3, 6]]
    out["kolmogorov_isf"] = [[p, f(special.kolmogi(p))] for p in [1e-12, 0.001, 0.05, 0.5, 0.99]]
    out["smirnov_sf"] = [[n, x, f(special.smirnov(n, x))] for n, x in [(1, 0.3), (5, 0.2), (5, 0.9), (100, 0.1), (1000, 0.05), (25000, 0.01), (500000, 0.0025), (500000, 0.01)]]
    ks = []
    for n in [1, 2, 3, 7, 20, 100, 140, 141, 500, 3000, 12000, 250000, 500000]:
        for z in [0.15, 0.3, 0.45, 0.6, 0.8, 1.0, 1.2, 1.36, 1.48, 1.49, 1.9, 2.5, 4]:
            d = z / np.sqrt(n)
            if d < 1:
                ks.append([n, f(d), f(stats.kstwo.sf(d, n))])
    out["kstwo_sf"] = ks
    out["binom"] = [[k, n, p, f(stats.binom.pmf(k, n, p)), f(stats.binom.cdf(k, n, p)), f(stats.binom.sf(k, n, p))] for k, n, p in [(0, 10, 0.1), (3, 10, 0.1), (10, 10, 0.1), (50, 1000, 0.04), (90, 1000, 0.04), (500000, 1000000, 0.5)]]
    out["wilson"] = [[k, n, *map(f, stats.binomtest(k, n).proportion_ci(method="wilson"))] for k, n in [(0, 20), (3, 20), (20, 20), (450, 1000)]]
    out["clopper_pearson"] = [[k, n, *map(f, stats.binomtest(k, n).proportion_ci(method="exact"))] for k, n in [(0, 20), (3, 20), (20, 20), (450, 1000)]]
    with open(os.path.join(HERE, "special.golden.json"), "w") as fh:
        json.dump(out, fh, indent=1)


if __name__ == "__main__":
    main()
