"""Multivariate values from NumPy and scikit-learn.

Run with a Python 3 that has scikit-learn 1.2 and NumPy:  python3 multivariate.golden.py
"""
import json
import pathlib

import numpy as np
from scipy import stats
from scipy.spatial.distance import cdist, pdist
from sklearn.decomposition import PCA
from sklearn.linear_model import LogisticRegression
from sklearn.preprocessing import StandardScaler

rng = np.random.default_rng(5)
mix = rng.normal(size=(4, 4))
x = rng.normal(size=(150, 4)) @ mix
y = rng.normal(size=(110, 4)) @ mix * [1, 1.4, 1, 1] + [0.3, 0, 0, 0]
sigma = 1.7


def k(a, b):
    return np.exp(-cdist(a, b, "sqeuclidean") / (2 * sigma**2))


n, m = len(x), len(y)
biased = k(x, x).mean() + k(y, y).mean() - 2 * k(x, y).mean()
unbiased = (k(x, x).sum() - n) / (n * (n - 1)) + (k(y, y).sum() - m) / (m * (m - 1)) - 2 * k(x, y).mean()
energy = 2 * cdist(x, y).mean() - cdist(x, x).mean() - cdist(y, y).mean()

scaler = StandardScaler().fit(x)
pca = PCA(n_components=2).fit(scaler.transform(x))
reconstruct = lambda a: np.linalg.norm(
    scaler.transform(a) - pca.inverse_transform(pca.transform(scaler.transform(a))), axis=1
)
r1, r2 = np.corrcoef(x.T), np.corrcoef(y.T)
pairs = []
for i in range(4):
    for j in range(i + 1, 4):
        z = (np.arctanh(r2[i, j]) - np.arctanh(r1[i, j])) / np.sqrt(1 / (n - 3) + 1 / (m - 3))
        pairs.append([i, j, float(r1[i, j]), float(r2[i, j]), float(z), float(2 * stats.norm.sf(abs(z)))])

pooled = np.vstack([x, y])
level = StandardScaler().fit_transform(pooled)
features = np.hstack([level, StandardScaler().fit_transform(level**2)])
labels = np.r_[np.zeros(n), np.ones(m)]
logistic = LogisticRegression(C=1.0, solver="newton-cg", tol=1e-10, max_iter=10000).fit(features, labels)

square = rng.normal(size=(6, 6))
square = square + square.T
document = {
    "x": x.tolist(),
    "y": y.tolist(),
    "sigma": sigma,
    "biased": float(biased),
    "unbiased": float(unbiased),
    "energy": float(energy),
    "median_distance": float(np.median(pdist(pooled))),
    "pca_errors_x": reconstruct(x).tolist(),
    "pca_errors_y": reconstruct(y).tolist(),
    "pca_explained": float(pca.explained_variance_ratio_.sum()),
    "pairs": pairs,
    "features_first": features[0].tolist(),
    "weights": logistic.coef_[0].tolist(),
    "intercept": float(logistic.intercept_[0]),
    "square": square.ravel().tolist(),
    "eigenvalues": np.linalg.eigvalsh(square)[::-1].tolist(),
}
pathlib.Path(__file__).with_name("multivariate.golden.json").write_text(json.dumps(document, separators=(",", ":")) + "\n")
