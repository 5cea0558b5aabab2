#!/bin/sh
# From MUC-4's development texts to the model of incidents and roles in the package: about an hour on one core.
#
#   sh training/incidents.sh [FOLDER]
#
# SAYSO_PYTHON has sayso, TRAIN_PYTHON what training/requirements.txt lists. FOLDER keeps what is made on the way.
set -eu
cd "$(dirname "$0")/.."
SAYSO=${SAYSO_PYTHON:-.venv/bin/python}
TRAIN=${TRAIN_PYTHON:-.venv-train/bin/python}
OUT=${1:-out/incidents}
OMP_NUM_THREADS=1
export OMP_NUM_THREADS

"$SAYSO" training/incidents_data.py "$OUT"
"$TRAIN" training/incidents.py "$OUT"
cd training
"$TRAIN" -c "from pathlib import Path; from registering import register; register('incidents', Path('../$OUT/incidents.onnx'), '1')"
