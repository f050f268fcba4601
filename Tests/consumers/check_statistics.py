"""Computes statistics again with public packages, and compares.

    python3 Tests/consumers/check_statistics.py tables.json

`tables.json` is written by the test "Beside other implementations", which calls this script where
$REGOAL_CONSUMERS (default of the other scripts: /tmp/consumers-venv) has a virtual environment `statistics`:

    python3 -m venv /tmp/consumers-venv/statistics
    /tmp/consumers-venv/statistics/bin/pip install numpy scipy statsmodels scikit-learn krippendorff crowd-kit ppi-python

Last run with numpy 2.4.6, scipy 1.17.1, statsmodels 0.15.0, scikit-learn 1.9.1, krippendorff 0.9.0, crowd-kit 1.4.2,
ppi-python 0.2.3: 60 tables of each statistic (180 of α), apart at most 7e-13, Dawid-Skene 1e-7.

It is a list of {"statistic", "input", "output"}, inputs and outputs being named lists of numbers, null where nothing is
known. A row for each statistic says by what it was computed, in how many tables, and how far the results are apart
at most: relative to the value, or to a thousandth where that is greater (probabilities: to the value alone).
Exit code 1: further apart than the row allows, or known on one side only.

Tolerances above 1e-9 and why: Dawid-Skene 2e-7, since crowd-kit keeps probabilities 1e-10 away from 0; bivariate normal
probabilities 1e-6, scipy's own; bootstrap ends 0.1 of the interval's width, since the draws differ.
"""

import json
import math
import sys
import warnings

import numpy as np

warnings.filterwarnings("ignore")


def fisher(i):
    from scipy.stats import fisher_exact

    a, b, c, d = (int(x) for x in i["counts"])
    odds = None if b * c == 0 else a * d / (b * c)
    p = fisher_exact([[a, b], [c, d]]).pvalue if a + b and c + d else None
    return {"p": [p], "odds": [odds]}


def mcnemar(i):
    from statsmodels.stats.contingency_tables import mcnemar

    one, two = i["only"]
    return {"p": [mcnemar([[5, one], [two, 5]], exact=True).pvalue]}


def proportion(i):
    from statsmodels.stats.proportion import proportion_confint

    k, n = i["counts"]
    return {name: list(proportion_confint(k, n, method=name)) for name in ("beta", "wilson")}


def binomial(i):
    from scipy.stats import binom

    n, p = int(i["n"][0]), i["p"][0]
    return {"cumulative": [binom.cdf(int(k), n, p) for k in i["k"]], "probability": [binom.pmf(int(k), n, p) for k in i["k"]]}


def certification(i):
    from scipy.stats import binom

    noise, risk = i["noise"][0], i["risk"][0]
    ns = np.arange(1, 4000)
    least = [int(ns[binom.cdf(k, ns, noise) <= risk][0]) for k in range(4)]
    p = [binom.cdf(k, n, noise) for k, n in zip(i["invalid"], i["rated"])]
    chosen = None
    start = next((at for at, n in enumerate(i["rated"]) if n >= least[0]), None)
    for at in range(start, len(p)) if start is not None else []:
        if p[at] > risk:
            break
        chosen = at
    return {"p": p, "chosen": [chosen], "least": least}


def power(i):
    from scipy.stats import binom

    noise, risk, truth = i["noise"][0], i["risk"][0], i["truth"][0]

    def chance(n):
        most = int(binom.ppf(risk, n, noise)) + 1
        while most >= 0 and binom.cdf(most, n, noise) > risk:
            most -= 1
        return float(binom.cdf(most, n, truth)) if most >= 0 else 0.0

    return {"chance": [chance(int(i["n"][0]))], "needed": [next(n for n in range(1, 100000) if chance(n) >= 0.8)]}


def hajek(i):
    import statsmodels.api as sm
    from scipy.stats import beta, t

    y, w, groups = np.array(i["errors"]), 1 / np.array(i["pi"]), np.array(i["clusters"])
    fit = sm.WLS(y, np.ones(len(y)), weights=w).fit(cov_type="cluster", cov_kwds={"groups": groups, "use_correction": True})
    rate, variance = fit.params[0], fit.cov_params()[0, 0]
    m = len(np.unique(groups))
    sums = np.array([w[groups == g].sum() for g in np.unique(groups)])
    n = sums.sum() ** 2 / (sums**2).sum()
    if variance > 0:
        n = min(n, rate * (1 - rate) / variance)
    linearised = variance > 0 and min(rate, 1 - rate) * n >= 20
    if linearised:
        half = t.ppf(0.975, m - 1) * math.sqrt(variance)
        interval = [max(0, rate - half), min(1, rate + half)]
    else:
        k = rate * n
        interval = [beta.ppf(0.025, k, n - k + 1) if k > 0 else 0, beta.ppf(0.975, k + 1, n - k) if k < n else 1]
    return {"rate": [rate], "variance": [variance], "interval": interval, "linearised": [int(linearised)]}


def table(i):
    return np.array(i["counts"]).reshape(-1, int(i["categories"][0]))


def fleiss(i):
    from statsmodels.stats.inter_rater import fleiss_kappa

    return {"kappa": [fleiss_kappa(table(i), method="fleiss")]}


def cohen(i):
    from statsmodels.stats.inter_rater import cohens_kappa

    counts = table(i)
    k, agreed = len(counts), np.trace(counts) / counts.sum()
    return {"kappa": [cohens_kappa(counts).kappa], "pabak": [(k * agreed - 1) / (k - 1)]}


def alpha(i):
    import krippendorff

    counts = table(i).astype(int)
    metric = ["nominal", "ordinal", "interval"][int(i["metric"][0])]
    domain = i["values"] if metric == "interval" else list(range(counts.shape[1]))
    return {"alpha": [krippendorff.alpha(value_counts=counts, value_domain=domain, level_of_measurement=metric)]}


def errors(i):
    judges = int(i["judges"][0])
    votes = np.array(i["votes"], dtype=float).reshape(-1, judges)
    gold = np.array(i["gold"], dtype=float)
    wrong = np.where(np.isnan(votes) | np.isnan(gold)[:, None], np.nan, votes != gold[:, None])
    couples = []
    for one in range(judges):
        for two in range(one + 1, judges):
            both = wrong[~np.isnan(wrong[:, one]) & ~np.isnan(wrong[:, two])][:, [one, two]]
            r = np.corrcoef(both.T)[0, 1]
            couples.append(None if np.isnan(r) else r)
    known = [r for r in couples if r is not None]
    mean = float(np.mean(known)) if known else None
    spread = None if mean is None else 1 + (judges - 1) * mean
    return {"couples": couples, "mean": [mean], "effective": [judges / spread if spread and spread > 0 else None]}


def dawid_skene(i):
    import pandas as pd
    from crowdkit.aggregation import DawidSkene

    judges = int(i["judges"][0])
    rows = [(at // judges, at % judges, int(v)) for at, v in enumerate(i["votes"]) if v is not None]
    data = pd.DataFrame(rows, columns=["task", "worker", "label"])
    gold = pd.Series({at: int(v) for at, v in enumerate(i["gold"]) if v is not None}, dtype=int)
    model = DawidSkene(n_iter=int(i["rounds"][0]), tol=-1e9).fit(data, true_labels=gold if len(gold) else None)
    tasks = len(i["gold"])
    return {
        "prevalence": [model.priors_[1]],
        "sensitivity": [model.errors_.loc[(j, 1), 1] for j in range(judges)],
        "specificity": [model.errors_.loc[(j, 0), 0] for j in range(judges)],
        "q": [model.probas_.loc[at, 1] for at in range(tasks)],
    }


def rogan_gladen(i):
    (p, se, sp), n = np.array(i["counts"]) / np.array(i["totals"]), i["totals"]
    if se + sp <= 1:
        return {"uncut": [None], "variance": [None]}
    j = se + sp - 1
    # Gradient of the estimate in (p, se, sp), by hand.
    gradient = np.array([1 / j, -(p + sp - 1) / j**2, (se - p) / j**2])
    spread = np.array([x * (1 - x) / m for x, m in zip((p, se, sp), n)])
    return {"uncut": [(p + sp - 1) / j], "variance": [float((gradient**2 * spread).sum())]}


def prediction_powered(i):
    from ppi_py import ppi_mean_ci, ppi_mean_pointestimate

    y, f, unlabeled = (np.array(i[name]) for name in ("errors", "f", "unlabeled"))
    low, high = ppi_mean_ci(y, f, unlabeled, alpha=0.05)
    estimate = ppi_mean_pointestimate(y, f, unlabeled)
    return {"estimate": [float(np.ravel(estimate)[0])], "interval": [float(np.clip(np.ravel(x)[0], 0, 1)) for x in (low, high)]}


def calibration(i):
    from sklearn.metrics import brier_score_loss, roc_auc_score

    c, y = np.array(i["confidences"]), np.array(i["valid"])
    parts = np.array_split(np.argsort(c, kind="stable"), 10)
    ece = sum(len(part) / len(c) * abs(y[part].mean() - c[part].mean()) for part in parts)
    return {
        "brier": [brier_score_loss(y, c)],
        "auroc": [roc_auc_score(y, c) if 0 < y.sum() < len(y) else None],
        "ece": [None if len(set(c)) < len(c) else ece],
    }


def isotonic(i):
    from sklearn.isotonic import IsotonicRegression

    fit = IsotonicRegression(out_of_bounds="clip").fit(i["confidences"], i["valid"])
    return {"values": list(fit.predict(i["confidences"] + i["points"]))}


def platt(i):
    import statsmodels.api as sm

    c, y = np.array(i["confidences"]), np.array(i["valid"])
    targets = np.where(y == 1, (y.sum() + 1) / (y.sum() + 2), 1 / (len(y) - y.sum() + 2))
    for x in (sm.add_constant(c), np.ones((len(c), 1))):
        fit = sm.GLM(targets, x, family=sm.families.Binomial()).fit(tol=1e-15, tol_criterion="params", maxiter=200)
        if len(fit.params) == 1 or fit.params[1] > 0:
            return {"parameters": [*fit.params, 0][:2]}


def copula(i):
    from scipy.stats import multivariate_normal, norm

    se, sp, r = i["rates"][0::2], i["rates"][1::2], i["correlation"][0]
    limit, noise = norm.ppf(i["threshold"][0]), i["noise"][0]
    both = multivariate_normal(mean=[0, 0], cov=[[1, r], [r, 1]], allow_singular=True)
    valid = both.cdf([norm.ppf(x) - limit for x in se])
    invalid = both.cdf([-norm.ppf(x) - limit for x in sp])
    share = (1 - noise) * valid + noise * invalid
    return {"share": [share], "noise": [noise * invalid / share]}


def bootstrap(i):
    counts = np.array(i["counts"])
    n = counts.sum()
    drawn = np.random.default_rng(1).multinomial(int(n), counts / n, size=19999) / n
    a, b, c, d = drawn.T
    chance = (a + b) * (a + c) + (c + d) * (b + d)
    return {"interval": list(np.percentile((a + d - chance) / (1 - chance), [2.5, 97.5]))}


# By statistic: the other implementation, the packages asked, the tolerance, whether it is relative to the value alone.
CHECKS = {
    "fisher": (fisher, "scipy", 1e-9, True),
    "mcnemar": (mcnemar, "statsmodels", 1e-9, True),
    "proportion": (proportion, "statsmodels", 1e-9, False),
    "binomial": (binomial, "scipy", 1e-9, True),
    "certification": (certification, "scipy", 1e-9, True),
    "power": (power, "scipy", 1e-9, False),
    "hajek": (hajek, "statsmodels, scipy", 1e-9, False),
    "fleiss": (fleiss, "statsmodels", 1e-9, False),
    "cohen": (cohen, "statsmodels", 1e-9, False),
    "krippendorff": (alpha, "krippendorff", 1e-9, False),
    "errors": (errors, "numpy", 1e-9, False),
    "dawid-skene": (dawid_skene, "crowd-kit", 2e-7, False),
    "rogan-gladen": (rogan_gladen, "numpy", 1e-9, False),
    "prediction-powered": (prediction_powered, "ppi-python", 1e-9, False),
    "calibration": (calibration, "scikit-learn, numpy", 1e-9, False),
    "isotonic": (isotonic, "scikit-learn", 1e-9, False),
    "platt": (platt, "statsmodels", 1e-9, False),
    "copula": (copula, "scipy", 1e-6, False),
    "bootstrap": (bootstrap, "numpy", 0.1, False),
}


def apart(ours, theirs, is_relative):
    """Infinite where only one is known."""
    ours, theirs = (None if x is None or (isinstance(x, float) and math.isnan(x)) else float(x) for x in (ours, theirs))
    if ours is None or theirs is None:
        return 0.0 if ours is theirs else math.inf
    if ours == theirs:
        return 0.0
    return abs(ours - theirs) / (abs(theirs) if is_relative else max(abs(theirs), 1e-3))


def main():
    from importlib.metadata import version

    packages = ["numpy", "scipy", "statsmodels", "scikit-learn", "krippendorff", "crowd-kit", "ppi-python"]
    print(", ".join(f"{name} {version(name)}" for name in packages))
    with open(sys.argv[1], encoding="utf-8") as file:
        tables = json.load(file)
    found = {name: [0, 0, 0.0] for name in CHECKS}
    for one in tables:
        name = one["statistic"]
        check, _, tolerance, is_relative = CHECKS[name]
        theirs = check(one["input"])
        worst = math.inf if set(theirs) != set(one["output"]) else 0.0
        for key, values in one["output"].items():
            if name == "bootstrap":
                width = theirs[key][1] - theirs[key][0]
                differences = [abs(a - b) / width for a, b in zip(values, theirs[key])]
            else:
                differences = [apart(a, b, is_relative) for a, b in zip(values, theirs[key])]
            worst = max([worst, *differences, 0.0 if len(values) == len(theirs[key]) else math.inf])
            if worst > tolerance:
                print(f"{name} {key}: ours {values[:8]} theirs {[None if x is None else float(x) for x in theirs[key][:8]]}", json.dumps(one["input"])[:300])
        found[name][0] += 1
        found[name][1] += sum(len(values) for values in one["output"].values())
        found[name][2] = max(found[name][2], worst)
    failed = False
    for name, (count, values, worst) in found.items():
        _, by, tolerance, _ = CHECKS[name]
        bad = worst > tolerance or count < 50
        failed = failed or bad
        print(f"{name:20} {by:22} {count:4} tables {values:6} values  apart at most {worst:.1e}  allowed {tolerance:.0e}{'  FAILED' if bad else ''}")
    sys.exit(1 if failed else 0)


main()
