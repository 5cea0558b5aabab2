#!/bin/sh
# From PolNeAR's articles to the attribution model in the package: about an hour and a half on one core.
#
#   sh training/attribution.sh [FOLDER]
#
# SAYSO_PYTHON has sayso, TRAIN_PYTHON what training/requirements.txt lists. FOLDER keeps what is made on the way.
set -eu
cd "$(dirname "$0")/.."
SAYSO=${SAYSO_PYTHON:-.venv/bin/python}
TRAIN=${TRAIN_PYTHON:-.venv-train/bin/python}
OUT=${1:-out/attribution}
OMP_NUM_THREADS=1
export OMP_NUM_THREADS

"$SAYSO" training/attribution_data.py "$OUT"
"$TRAIN" training/attribution.py "$OUT" "$OUT/model"
"$TRAIN" training/attribution_export.py "$OUT" "$OUT/model"
"$SAYSO" training/attribution_calibration.py "$OUT" "$OUT/model"
